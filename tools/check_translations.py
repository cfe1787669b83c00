"""Checks that German is complete: every text translated, none guessed, compiled as it stands.

The texts are read in a copy, so the tree never changes. Needs xgettext (Debian: gettext).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("wagtail_privacy", "example_site/home")
LANGUAGE = "de"
CATALOGUE = Path("locale", LANGUAGE, "LC_MESSAGES", "django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def read_anew(package: Path) -> polib.POFile:
    """Give the catalogue of a package as `makemessages` would write it now."""
    (package / CATALOGUE.parts[0]).mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", LANGUAGE, "--no-obsolete"],
        cwd=package,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return polib.pofile(str(package / CATALOGUE))


def texts_of(entry: polib.POEntry) -> list[str]:
    """List the translations of an entry: one, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def problems_of(entry: polib.POEntry) -> Iterator[str]:
    """Say what is wrong with the translation of an entry."""
    if entry.fuzzy:
        yield "is only guessed (fuzzy)"
    elif not all(texts_of(entry)):
        yield "has no German translation"
    else:
        allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for text in texts_of(entry):
            if unknown := set(PLACEHOLDER.findall(text)) - allowed:
                yield f"has placeholders of its own: {', '.join(sorted(unknown))}"
        needed = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        if missing := needed - set(PLACEHOLDER.findall(texts_of(entry)[-1])):
            yield f"lacks placeholders: {', '.join(sorted(missing))}"


def key_of(entry: polib.POEntry) -> tuple[str, str, str]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural)


def compiled(catalogue: Path) -> dict[tuple[str, str, str], list[str]]:
    """Give what the .mo file beside a catalogue says."""
    binary = catalogue.with_suffix(".mo")
    entries = polib.mofile(str(binary)) if binary.exists() else []
    return {key_of(entry): texts_of(entry) for entry in entries}


def check_package(package: str, copy: Path) -> Iterator[str]:
    """Yield what is wrong with the German of a package."""
    shutil.copytree(ROOT / package, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for entry in read_anew(copy):
        where = ", ".join(f"{path}:{line}" for path, line in entry.occurrences[:2])
        for problem in problems_of(entry):
            yield f"{package}/{where}: {entry.msgid!r} {problem}"
    catalogue = ROOT / package / CATALOGUE
    source = polib.pofile(str(catalogue)) if catalogue.exists() else []
    translated = {key_of(e): texts_of(e) for e in source if e.translated() and not e.obsolete}
    if translated != compiled(catalogue):
        yield f"{package}/{CATALOGUE.with_suffix('.mo')} does not match its .po: run make messages"


def main() -> int:
    if not shutil.which("xgettext"):
        print("!!! xgettext is missing, so the translations were NOT checked.")
        print("!!! Install it, on Debian with: apt-get install gettext.")
        return 1 if os.environ.get("CI") else 0
    with tempfile.TemporaryDirectory() as folder:
        found = [
            problem
            for package in PACKAGES
            for problem in check_package(package, Path(folder, Path(package).name))
        ]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
