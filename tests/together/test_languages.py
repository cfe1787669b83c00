"""A page speaks one language: its own, whatever the browser or the rest of the site prefers."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import translation

import wagtail_privacy
from tests import factories
from tests.forms.pages import create_form
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose

CATALOGUE = Path(wagtail_privacy.__file__).parent / "locale/de/LC_MESSAGES/django.po"
#: Words that hardly any text does without; they betray a text that nobody marked for translation.
ENGLISH = re.compile(r"\b(the|and|you|your|our|with|this|what|how|is|are|until)\b")
GERMAN = re.compile(r"\b(der|das|und|wir|Sie|Ihre|nicht|ist|wird|werden|für|bis|wie|Wie|Was)\b")
#: What Wagtail itself leaves in English, or says as we do.
BORROWED = {"Views"}


def sentences(language: str) -> Iterator[str]:
    """Yield our texts in a language that read otherwise in the other one."""
    for entry in polib.pofile(str(CATALOGUE)):
        if not entry.msgid_plural and "%(" not in entry.msgid and entry.msgid != entry.msgstr:
            yield entry.msgid if language == "en" else entry.msgstr


def words_on(response: Any) -> set[str]:
    """Give the texts of a page that people see or hear, each as it stands in its element."""
    assert response.status_code in (200, 422)
    soup = BeautifulSoup(response.content, "html.parser")
    for hidden in soup(["script", "style", "template"]):
        hidden.extract()
    spoken = (tag.get(name) for tag in soup.find_all() for name in ("alt", "aria-label", "title"))
    texts = (str(text) for text in (*soup.stripped_strings, *spoken) if text)
    return {" ".join(text.split()) for text in texts}


def of_the_other_language(found: Iterable[str], other: str) -> set[str]:
    """Give our texts of the other language that stand among those of a page."""
    foreign = set(sentences(other)) - set(sentences("en" if other == "de" else "de")) - BORROWED
    long = [sentence for sentence in foreign if len(sentence.split()) > 3]
    return {text for text in found if text in foreign or any(s in text for s in long)}


@pytest.fixture
def pages(
    home: Any,
    english_home: Any,
    purpose: Purpose,
    data_category: DataCategory,
    controller: ControllerSettings,
) -> dict[str, list[Any]]:
    """Give a statement and a form in each language; one purpose rests on consent."""
    controller.dpo_postal_address = controller.postal_address
    controller.save()
    newsletter = factories.create_purpose(
        name={"de": "Newsletter", "en": "Newsletter"}, legal_basis="6-1-a", type="DirectMarketing"
    )
    factories.create_recipient(country="US", safeguard="46-2-c")
    field = {"label": "E-Mail", "field_type": "email", "required": True}
    asked = {"de": [field], "en": [{**field, "label": "E-mail"}]}
    return {
        language: [
            create_statement(parent, title=f"Statement {language}"),
            create_form(parent, purpose, data_category, title="Form 1", fields=asked[language]),
            create_form(parent, newsletter, data_category, title="Form 2", fields=asked[language]),
        ]
        for language, parent in (("de", home), ("en", english_home))
    }


@pytest.mark.parametrize(
    ("language", "other", "betraying"), [("de", "en", ENGLISH), ("en", "de", GERMAN)]
)
def test_statement_and_forms_speak_one_language(
    client: Client,
    pages: dict[str, list[Any]],
    language: str,
    other: str,
    betraying: re.Pattern[str],
) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = other
    statement, form, newsletter = pages[language]
    answered = client.post(form.url, {"e_mail": "a@example.org"}, follow=True)
    shown = (client.get(statement.url), client.get(form.url), client.get(newsletter.url))
    for response in (*shown, client.post(form.url, {}), answered):
        found = words_on(response)
        assert of_the_other_language(found, other) == set()
        assert {text for text in found if betraying.search(text)} == set()


def test_the_admin_speaks_german_to_who_reads_german(
    pages: dict[str, list[Any]], controller: ControllerSettings
) -> None:
    reader = factories.create_user("leserin", language="de", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(reader)
    snippets = [
        reverse(f"wagtailsnippets_wagtail_privacy_{register}:{view}")
        for register in ("purpose", "datacategory", "recipient")
        for view in ("list", "add")
    ]
    settings = ["wagtail_privacy", "controllersettings", controller.site_id]
    # A site with page types of its own has words of its own in their edit forms.
    edited = pages["de"][:2] if apps.is_installed("wagtail_privacy.pages") else []
    for address in (
        *snippets,
        reverse("wagtailsettings:edit", args=settings),
        reverse("wagtail_privacy_forms:index"),
        reverse("wagtail_privacy_statistics:index"),
        *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in edited),
    ):
        assert of_the_other_language(words_on(client.get(address)), "en") == set(), address


def test_an_export_speaks_the_language_of_who_asked_for_it(
    admin_client: Client, pages: dict[str, list[Any]]
) -> None:
    form = pages["de"][1]
    admin_client.post(form.url, {"e_mail": "a@example.org"})
    address = reverse("wagtailforms:list_submissions", args=[form.pk])
    # The client reads the stream after the request, when the server speaks its own German again.
    with translation.override("de"):
        response = admin_client.get(f"{address}?export=csv")
        head = response.getvalue().decode().splitlines()[0]
    assert "Deleted after" in head


@pytest.mark.parametrize("export", ["pdf", "", "csv;"])
def test_an_export_in_a_format_that_there_is_not_says_so(
    admin_client: Client, pages: dict[str, list[Any]], export: str
) -> None:
    addresses = [
        reverse("wagtailforms:list_submissions", args=[pages["de"][1].pk]),
        reverse("wagtail_privacy_statistics:index"),
        reverse("wagtail_privacy_statistics:dimensions"),
        reverse("wagtail_privacy_forms:consents"),
        reverse("wagtail_privacy_todo:index"),
        reverse("wagtail_privacy_versions:index"),
        reverse("wagtailsnippets_wagtail_privacy_purpose:list"),
    ]
    for address in addresses:
        answer = admin_client.get(address, {"export": export})
        assert answer.status_code == 400, address
        assert ("no such format" in answer.text) is (address in addresses[:5]), address
        assert f'href="{address}?' in answer.text
