"""Compares language codes: where there is no "en-gb", "en" is nearer than any other language."""

from django.conf import settings


def base(code: str) -> str:
    """Give the language of a code without its region: "en" of "en-gb"."""
    return code.partition("-")[0].lower()


def distance(wanted: str, given: str) -> int:
    """Say how far a language is from the one that is wanted; 0 is the language itself.

    Next come the language without its region, the same language of another region, the default
    language of the project, and then any other.
    """
    if given.lower() == wanted.lower():
        return 0
    if base(given) == base(wanted):
        return 1 if given.lower() == base(given) else 2
    return 3 if base(given) == base(settings.LANGUAGE_CODE) else 4


def is_same(one: str, other: str) -> bool:
    """Whether two codes name the same language, whatever the region."""
    return base(one) == base(other)
