"""What may be counted by its name. Everything else becomes "(other)": it may be about a person.

Pure functions. Hits come from strangers, so the rule is what a name may look like, never what it
may not: no list of the ways to write an address or a telephone number is ever complete. A site
that wants to be sure lists its names in the settings; then nothing else counts.
"""

import re
from functools import lru_cache
from urllib.parse import unquote

#: Stands for all values that are not counted by their name.
OTHER = "(other)"
MAX_VALUE = 64
#: A year or a number of a step; more may be the number of a telephone, a customer or a case.
MAX_DIGITS = 4

#: Words of a program: "dental-bonus-opened", "spring_2026". A person's name, as it stands in an
#: address or a form, has spaces, dots or capitals; a token is longer or has more digits.
_IDENTIFIER = re.compile(
    r"(?=[a-z])(?:[a-z]{1,24}\d*|\d+)(?:[_-](?:[a-z]{1,24}\d*|\d+))*", re.ASCII
)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?"
#: A name under a top-level domain, five parts deep: neither an address nor a device in a house.
_HOST = re.compile(rf"(?:{_LABEL}\.){{1,4}}(?:[a-z]{{2,24}}|xn--[a-z0-9-]{{1,24}})", re.ASCII)
#: What the name of a file is made of; whether we publish such a file is asked in `files.py`.
_FILE = re.compile(rf"[\w .,:;()&+-]{{1,{MAX_VALUE}}}")
_LONG_NUMBER = re.compile(r"\d{7,}")


def identifier(text: str, listed: tuple[str, ...] = ()) -> str:
    """Give the name of an event or a campaign: one of those listed, else words of a program."""
    name = " ".join(text.split())
    if listed:
        return _spellings(listed).get(name.casefold(), OTHER)
    is_one = len(name) <= MAX_VALUE and _IDENTIFIER.fullmatch(name) and _few_digits(name)
    return name if is_one else OTHER


@lru_cache(maxsize=8)
def _spellings(listed: tuple[str, ...]) -> dict[str, str]:
    return {name.casefold(): name[: 2 * MAX_VALUE] for name in listed}


def _few_digits(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) <= MAX_DIGITS


def host(text: str) -> str:
    """Give a host without port and "www."; "" for none."""
    bare = text.strip().lower().removeprefix("www.")
    # An IPv6 address is one in brackets, or has more than one colon: neither passes below.
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    bare = bare.removesuffix(".")
    if not bare:
        return "" if not text.strip() else OTHER
    if len(bare) > 2 * MAX_VALUE or not _HOST.fullmatch(bare):
        return OTHER
    # The digits of a name in another script are an encoding: "xn--mller-kva.de".
    plain = (label for label in bare.split(".") if not label.startswith("xn--"))
    return bare if _few_digits("".join(plain)) else OTHER


def file_name(text: str) -> str:
    """Give the name of a file as it stands in its address, or "(other)"."""
    name = " ".join(unquote(text).split())
    if not _FILE.fullmatch(name) or _LONG_NUMBER.search(name):
        return OTHER
    return name
