"""What a form most likely is about: proposals from its words, in German and in English."""

import pytest
from django.utils.translation import override

from wagtail_privacy.forms.start.proposals import (
    AskedField,
    propose_category,
    propose_consequence,
    propose_purpose,
)


@pytest.mark.parametrize(
    ("label", "field_type", "expected"),
    [
        ("Ihr Name", "singleline", "contact"),
        ("Telefonnummer", "singleline", "contact"),
        ("Street and number", "singleline", "contact"),
        ("Erreichbar unter", "email", "contact"),
        ("Geburtsdatum", "date", "person"),
        ("Versichertennummer", "singleline", "insurance"),
        ("Firma", "singleline", "business"),
        ("IBAN", "singleline", "bank"),
        ("Lebenslauf", "multiline", "application"),
        ("Haben Sie Allergien?", "multiline", "health"),
        ("Wann passt es Ihnen?", "radio", "wishes"),
        ("Ihre Nachricht", "multiline", "message"),
        ("How can we help?", "singleline", "message"),
        ("campaign", "hidden", ""),
    ],
)
def test_a_field_tells_its_category(label: str, field_type: str, expected: str) -> None:
    assert propose_category(AskedField(label, field_type)) == expected


@pytest.mark.parametrize(
    ("token", "expected"), [("tel", "contact"), ("bday", "person"), ("organization", "business")]
)
def test_what_the_browser_fills_in_tells_more_than_words(token: str, expected: str) -> None:
    assert propose_category(AskedField("Ihre Nachricht", "multiline", token=token)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Newsletter", "newsletter"),
        ("Rückruf-Service", "calls"),
        ("Call-back", "calls"),
        ("Arbeitgeber-Service", "employers"),
        ("Jetzt bewerben", "applications"),
        ("Anmeldung zum Seminar", "events"),
        ("Termin vereinbaren", "appointments"),
        ("Nachricht schreiben", "enquiries"),
        ("", "enquiries"),
    ],
)
def test_a_title_tells_the_purpose(title: str, expected: str) -> None:
    assert propose_purpose(title) == expected


NAME = AskedField("Name", "singleline", is_required=True)
EMAIL = AskedField("E-mail", "email", is_required=True)
PHONE = AskedField("Phone", "singleline")


def test_the_consequence_says_what_is_voluntary_and_names_no_field() -> None:
    assert propose_consequence([NAME, EMAIL, PHONE]) == (
        "Without the required answers we cannot deal with your request. The others are voluntary."
    )
    with override("de"):
        assert propose_consequence([NAME, EMAIL, PHONE]) == (
            "Ohne die Pflichtangaben können wir Ihr Anliegen nicht bearbeiten. "
            "Alle anderen sind freiwillig."
        )


def test_nothing_is_called_voluntary_if_all_is_required() -> None:
    assert "voluntary" not in propose_consequence([NAME, EMAIL])


def test_if_nothing_is_required_it_says_so() -> None:
    assert propose_consequence([PHONE]).startswith("Every answer is voluntary.")
