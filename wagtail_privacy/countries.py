"""The countries of the world in the reader's language, from the CLDR."""

from functools import cache
from unicodedata import combining, normalize

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from django.utils.translation import get_language


def country_choices() -> list[tuple[str, str]]:
    """Give the countries of the world in the active language, sorted by name."""
    named = territories(get_language() or "en")
    countries = [(code, name) for code, name in named.items() if _is_country(code)]
    return sorted(countries, key=lambda country: _without_accents(country[1]))


def _without_accents(name: str) -> str:
    # By code point, „Ägypten“ and „Österreich“ would follow „Zypern“.
    return "".join(c for c in normalize("NFD", name) if not combining(c)).casefold()


@cache
def territories(language: str) -> dict[str, str]:
    """Give the names of countries and regions in a language, by ISO 3166-1 code."""
    try:
        return dict(BabelLocale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return dict(BabelLocale.parse("en").territories)


#: Codes of two letters that CLDR names and that are no country, or part of Spain.
NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "EA", "IC"))


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
