"""A text in several languages: one labelled input each, and no words lost."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests import factories
from wagtail_privacy.models import DataCategory
from wagtail_privacy.translated import TranslatedFormField, Words

BOTH = [("de", "Deutsch"), ("en", "English")]
ADD = "wagtailsnippets_wagtail_privacy_datacategory:add"
EDIT = "wagtailsnippets_wagtail_privacy_datacategory:edit"


def speak(settings: Any, languages: list[tuple[str, str]]) -> None:
    """Change the languages of the site for one test."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages


def form_data(**words: str) -> dict[str, str]:
    given = {"name_de": "", "name_en": "", "description_de": "", "description_en": ""}
    rest = {"examples_de": "", "examples_en": "", "kind": "personal", "national_norm": ""}
    return {**given, **rest, **words}


@pytest.mark.parametrize(
    ("words", "language", "text"),
    [
        ({"de": "Hallo", "en": "Hello"}, "en", "Hello"),
        ({"de": "Hallo", "en": "Hello"}, "en-gb", "Hello"),
        ({"de": "Hallo", "en": "Hello"}, "fr", "Hallo"),  # the default language of the site
        ({"fr": "Bonjour"}, "en", "Bonjour"),
        ({"de": "", "fr": "Bonjour"}, "de", "Bonjour"),
        ({}, "de", ""),
    ],
)
def test_a_text_falls_back_to_a_language_that_has_it(
    words: dict[str, str], language: str, text: str
) -> None:
    assert Words(words).in_language(language) == text
    with translation.override(language):
        assert str(Words(words)) == text


def test_what_is_not_translated_can_be_listed() -> None:
    assert Words({"de": "Hallo", "en": ""}).missing(["de", "en", "fr"]) == ["en", "fr"]


@pytest.mark.parametrize("multiline", [False, True])
def test_each_language_has_an_input_with_a_label(settings: Any, multiline: bool) -> None:
    speak(settings, BOTH)
    field = TranslatedFormField(label="Name", multiline=multiline)
    html = field.widget.render("name", Words(de="Hallo", en="Hello"), {"id": "id_name"})
    soup = BeautifulSoup(html, "html.parser")
    inputs = soup.find_all(["input", "textarea"])
    assert [given["lang"] for given in inputs] == ["de", "en"]
    assert [given.get("value") or given.get_text(strip=True) for given in inputs] == [
        "Hallo",
        "Hello",
    ]
    labels = {label["for"]: " ".join(label.get_text(" ").split()) for label in soup("label")}
    assert labels == {inputs[0]["id"]: "Name – Deutsch", inputs[1]["id"]: "Name – English"}
    assert field.widget.id_for_label("id_name") == ""


def test_a_site_of_one_language_needs_no_second_label(settings: Any) -> None:
    speak(settings, BOTH[:1])
    field = TranslatedFormField(label="Name")
    soup = BeautifulSoup(field.widget.render("name", None, {"id": "id_name"}), "html.parser")
    assert soup.find("label") is None
    assert soup.find("input")["id"] == field.widget.id_for_label("id_name")


def test_one_language_is_enough_and_none_is_too_little(admin_client: Client) -> None:
    response = admin_client.post(reverse(ADD), form_data())
    assert response.status_code == 200
    assert "This field is required" in response.content.decode()
    assert not DataCategory.objects.exists()

    admin_client.post(reverse(ADD), form_data(name_en="Health"))
    assert DataCategory.objects.get().name == {"en": "Health"}


def test_words_are_stored_by_language_and_come_back(admin_client: Client) -> None:
    words = form_data(name_de="Gesundheit", name_en="Health", examples_de="Größe, Gewicht")
    admin_client.post(reverse(ADD), words)
    category = DataCategory.objects.get()
    assert category.name == {"de": "Gesundheit", "en": "Health"}
    assert category.examples == {"de": "Größe, Gewicht"}
    assert isinstance(category.name, Words)

    page = admin_client.get(reverse(EDIT, args=[category.pk])).content.decode()
    assert 'value="Größe, Gewicht"' in page
    assert "Name –" in page


def test_a_language_that_the_site_dropped_keeps_its_words(
    settings: Any, admin_client: Client
) -> None:
    category = factories.create_data_category(name={"de": "Alt", "en": "Old", "fr": "Vieux"})
    admin_client.post(reverse(EDIT, args=[category.pk]), form_data(name_de="Neu", name_en="New"))
    category.refresh_from_db()
    assert category.name == {"de": "Neu", "en": "New", "fr": "Vieux"}


def test_a_text_can_be_taken_away_in_one_language(admin_client: Client) -> None:
    category = factories.create_data_category()
    words = form_data(name_de="Kontaktangaben", name_en="Contact details", description_de="Nur so.")
    admin_client.post(reverse(EDIT, args=[category.pk]), words)
    category.refresh_from_db()
    assert category.description == {"de": "Nur so."}


def test_a_name_that_is_too_long_is_refused_at_its_field(admin_client: Client) -> None:
    response = admin_client.post(reverse(ADD), form_data(name_de="x" * 121))
    assert response.status_code == 200
    assert "at most 120 characters" in response.content.decode()
    assert "x" * 121 in response.content.decode()


def test_words_are_shown_as_text_not_as_markup(admin_client: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    admin_client.post(reverse(ADD), form_data(name_de=hostile, examples_de=hostile))
    category = DataCategory.objects.get()
    index = reverse("wagtailsnippets_wagtail_privacy_datacategory:list")
    for address in (index, reverse(EDIT, args=[category.pk])):
        assert "<script>alert(1)" not in admin_client.get(address).content.decode()


def test_a_text_without_a_language_is_refused_before_it_is_stored(db: None) -> None:
    with pytest.raises(TypeError, match="name takes a text per language"):
        DataCategory.objects.create(name="Gesundheit")
