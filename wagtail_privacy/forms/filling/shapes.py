"""The form of a number such as "A999999999": a letter and nine digits, as editors write it.

A stands for a letter, 9 for a digit, everything else for itself. Editors need no regular
expression, and no answer can make the comparison slow: it looks at each sign once.
"""

import unicodedata
from itertools import groupby

from django.utils.translation import gettext, ngettext

LETTER, DIGIT = "A", "9"
#: No number has more. Ordering accents takes the square of their number, so more is not looked at.
MAX_SIGNS = 500
#: What people put between groups; it decides nothing.
_BETWEEN = frozenset(" \u00a0\u2009\u202f\t-\u2010\u2011\u2013./")


def says_something(shape: str) -> bool:
    """Whether a shape asks for a letter or a digit anywhere."""
    return LETTER in shape or DIGIT in shape


def fits(answer: str, shape: str) -> bool:
    """Say whether an answer has a shape; case and what stands between groups do not matter."""
    if len(answer) > MAX_SIGNS:
        return False
    signs, wanted = _bare(answer), _bare(shape)
    return len(signs) == len(wanted) and all(map(_is, signs, wanted))


def in_words(shape: str) -> str:
    """Tell a shape to whoever has to type it: "1 letter, then 9 digits"."""
    parts = [_part(kind, "".join(run)) for kind, run in groupby(_bare(shape), _kind)]
    return gettext(", then ").join(parts)


def _bare(text: str) -> str:
    return "".join(s for s in unicodedata.normalize("NFKC", text) if s not in _BETWEEN)


def _is(sign: str, wanted: str) -> bool:
    if wanted == LETTER:
        return sign.isalpha()
    if wanted == DIGIT:
        return sign.isdecimal()
    return sign.casefold() == wanted.casefold()


def _kind(sign: str) -> str:
    return sign if sign in (LETTER, DIGIT) else ""


def _part(kind: str, run: str) -> str:
    count = len(run)
    if kind == LETTER:
        return ngettext("%(count)d letter", "%(count)d letters", count) % {"count": count}
    if kind == DIGIT:
        return ngettext("%(count)d digit", "%(count)d digits", count) % {"count": count}
    return gettext("“%(signs)s”") % {"signs": run}
