"""What a form says when an answer is missing or wrong: what to enter, in both languages."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.forms.pages import create_form
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import DataCategory, Purpose

CHOICES = {"choices": "Ja\nNein"}
LABEL = "Anteil 5 %"  # Django would take the percent sign for a place to fill
MISSING = [
    ({"field_type": "singleline"}, "Füllen Sie „Anteil 5 %“ aus."),
    ({"field_type": "singleline", "autocomplete": "name"}, "Geben Sie Ihren Namen ein."),
    ({"field_type": "singleline", "autocomplete": "bday"}, "Geben Sie Ihr Geburtsdatum ein."),
    ({"field_type": "date", "autocomplete": "bday"}, "Geben Sie Ihr Geburtsdatum ein."),
    ({"field_type": "multiline"}, "Füllen Sie „Anteil 5 %“ aus."),
    ({"field_type": "email"}, "Geben Sie eine E-Mail-Adresse ein, unter der wir Sie erreichen."),
    ({"field_type": "tel"}, "Geben Sie eine Telefonnummer ein, unter der wir Sie erreichen."),
    ({"field_type": "number"}, "Geben Sie bei „Anteil 5 %“ eine Zahl ein."),
    ({"field_type": "date"}, "Geben Sie bei „Anteil 5 %“ ein Datum ein."),
    ({"field_type": "datetime"}, "Geben Sie bei „Anteil 5 %“ Datum und Uhrzeit ein."),
    ({"field_type": "url"}, "Geben Sie bei „Anteil 5 %“ eine Internetadresse ein."),
    ({"field_type": "file"}, "Wählen Sie bei „Anteil 5 %“ eine Datei aus."),
    ({"field_type": "checkbox"}, "Setzen Sie das Häkchen bei „Anteil 5 %“."),
    *(
        ({"field_type": kind, **CHOICES}, "Wählen Sie bei „Anteil 5 %“ eine Antwort.")
        for kind in ("radio", "dropdown", "checkboxes", "multiselect")
    ),
]
WRONG = [
    ({"field_type": "email"}, "erika@", "zum Beispiel so: name@example.org."),
    ({"field_type": "url"}, "kein Link", "„Anteil 5 %“ die ganze Internetadresse"),
    ({"field_type": "number"}, "viele", "bei „Anteil 5 %“ eine Zahl ein, nur mit Ziffern."),
    ({"field_type": "number"}, "1" * 30, "bei „Anteil 5 %“ eine Zahl ein, nur mit Ziffern."),
    ({"field_type": "date"}, "morgen", "bei „Anteil 5 %“ ein Datum ein, zum Beispiel so:"),
    ({"field_type": "datetime"}, "morgen", "bei „Anteil 5 %“ Datum und Uhrzeit ein,"),
    ({"field_type": "radio", **CHOICES}, "Vielleicht", "die bei „Anteil 5 %“ stehen."),
    ({"field_type": "checkboxes", **CHOICES}, "Vielleicht", "die bei „Anteil 5 %“ stehen."),
    ({"field_type": "singleline"}, "a\x00b", "In „Anteil 5 %“ steht ein Zeichen"),
    ({"field_type": "singleline"}, "x" * 256, "In „Anteil 5 %“ passen höchstens 255 Zeichen."),
    ({"field_type": "multiline"}, "x" * 10_001, "„Anteil 5 %“ passen höchstens 10000 Zeichen."),
]


@pytest.fixture
def make(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    """Give a function that makes a form with one required field."""

    def made(parent: Any = None, **field: Any) -> Any:
        values = {"label": LABEL, "required": True, **field}
        return create_form(parent or home, purpose, data_category, fields=[values])

    return made


def complaints_in(response: Any) -> list[str]:
    """Give the sentence above the form and the one at the field."""
    content = response.content.decode()
    assert "<title>Fehler:" in re.sub(r"\s+", " ", content).replace("<title> ", "<title>")
    above = re.findall(r'<a href="#[^"]+">([^<]+)</a>', content.split("<form", 1)[0])
    at_field = re.findall(r'class="errorlist"[^>]*><li>([^<]+)</li>', content)
    return [*above, *at_field]


@pytest.mark.parametrize(("field", "words"), MISSING)
def test_a_missing_answer_is_asked_for_by_its_label(
    client: Client, make: Any, field: dict[str, Any], words: str
) -> None:
    response = client.post(make(**field).url, {})
    assert complaints_in(response) == [words, words]
    assert not PrivacyFormSubmission.objects.exists()


@pytest.mark.parametrize(("field", "answer", "words"), WRONG)
def test_a_wrong_answer_is_told_what_is_right(
    client: Client, make: Any, field: dict[str, Any], answer: str, words: str
) -> None:
    found = complaints_in(client.post(make(**field).url, {"anteil_5": answer}))
    assert len(found) == 2
    assert found[0] == found[1]
    assert words in found[0]


def test_the_english_form_says_it_in_english(client: Client, english_home: Any, make: Any) -> None:
    page = make(english_home, field_type="singleline")
    content = client.post(page.url, {}).content.decode()
    assert content.count("Fill in “Anteil 5 %”.") == 2
    assert "Error:" in content


@pytest.mark.parametrize("kind", ["radio", "checkboxes"])
def test_the_link_above_leads_to_the_first_choice(client: Client, make: Any, kind: str) -> None:
    content = client.post(make(field_type=kind, **CHOICES).url, {}).content.decode()
    [target] = re.findall(r'<a href="#([^"]+)">Wählen', content)
    assert re.search(rf'<input[^>]+id="{target}"', content)


def test_a_file_that_the_browser_lost_is_asked_for_again(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    fields = [
        {"label": "Name", "field_type": "singleline", "required": True},
        {"label": "Befund", "field_type": "file", "required": False},
    ]
    page = create_form(home, purpose, data_category, fields=fields)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7 x", content_type="application/pdf")
    content = client.post(page.url, {"name": "", "befund": file}).content.decode()
    assert content.count("Bitte wählen Sie die Datei für „Befund“ noch einmal aus.") == 2
    assert "noch einmal aus" not in client.post(page.url, {"name": ""}).content.decode()


@pytest.mark.parametrize("kind", ["singleline", "multiline", "email", "tel"])
def test_no_browser_cuts_off_what_is_too_long(client: Client, make: Any, kind: str) -> None:
    assert "maxlength" not in client.get(make(field_type=kind).url).content.decode()
