"""The nearest language is found where the very one is missing."""

import pytest

from wagtail_privacy.languages import distance, is_same


@pytest.mark.parametrize(
    ("wanted", "given", "nearest"),
    [
        ("en-gb", ["de", "en", "fr"], "en"),
        ("en-gb", ["de", "en-us", "fr"], "en-us"),
        ("en", ["de", "en-us", "fr"], "en-us"),
        ("en-GB", ["en", "en-gb"], "en-gb"),
        ("fr", ["en", "de"], "de"),  # the default language of the project
        ("pt-br", ["pt-pt", "pt"], "pt"),
    ],
)
def test_the_nearest_language_is_chosen(wanted: str, given: list[str], nearest: str) -> None:
    assert min(given, key=lambda code: distance(wanted, code)) == nearest


def test_a_region_does_not_make_another_language() -> None:
    assert is_same("en-gb", "en")
    assert is_same("pt-BR", "pt-pt")
    assert not is_same("en", "de")
