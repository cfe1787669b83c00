"""A statement in two languages with wagtail-localize: words by people, facts by the registers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.models import StatementVersion
from wagtail_privacy.statements.publication.deciding import publish_nevertheless

WORDS = {
    "Datenschutz": "Privacy",
    "Ihre Daten gehören Ihnen.": "Your data are yours.",
    "Unser Versprechen": "Our promise",
    "Wir halten, was wir sagen.": "We keep our word.",
    "Wer ist zuständig?": "Who is in charge?",
    "Schreiben Sie uns lieber einen Brief.": "We would rather have a letter.",
}
BODY = [
    (
        "text",
        {"heading": "Unser Versprechen", "text": "<p>Wir halten, was wir sagen.</p>"},
    ),
    ("controller", {"heading": "Wer ist zuständig?"}),
    ("recipients", {}),
    ("email_notice", {"own_words": "<p>Schreiben Sie uns lieber einen Brief.</p>"}),
    ("rights", {}),
]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Give a context after which everything happens that waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def german(home: Any, controller: ControllerSettings, commit: Callable[..., Any]) -> Any:
    """Give a published German statement with words of an editor's."""
    with commit():
        factories.create_recipient()
        return create_statement(home, motto="Ihre Daten gehören Ihnen.", body=BODY)


@pytest.fixture
def translation(german: Any, english_home: Any) -> Translation:
    """Give the hand-over of the statement to those who translate it into English."""
    source, _created = TranslationSource.update_or_create_from_instance(german)
    return Translation.objects.create(source=source, target_locale=english_home.locale)


def translate(translation: Translation) -> None:
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in WORDS:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                data=WORDS[segment.string.data],
            )


@pytest.fixture
def english(translation: Translation, german: Any, commit: Callable[..., Any]) -> Any:
    """Give the English statement, published."""
    translate(translation)
    with commit():
        translation.save_target(publish=False)
        page = german.get_translation(translation.target_locale)
        publish_nevertheless(page.get_latest_revision(), user=None, reason="for a test")
    return type(german).objects.get(pk=page.pk)


def test_those_who_translate_are_given_the_words_of_editors_and_nothing_else(
    translation: Translation,
) -> None:
    given = {segment.string.data for segment in translation.source.stringsegment_set.all()}
    assert WORDS.keys() <= given
    # The slug is offered, too; facts of registers and the note for a version are not.
    assert given - WORDS.keys() <= {"datenschutz"}


def test_words_are_those_of_the_translation_and_facts_those_of_the_registers(
    english: Any, client: Client
) -> None:
    content = client.get(english.url).content.decode()
    for words in WORDS.values():
        assert words in content
    for words in WORDS.keys() - {"Datenschutz"}:  # the officer's address has that word
        assert words not in content
    assert "Musterstadt Data Centre" in content, "the name of the recipient in English"
    assert "runs our server" in content
    assert "Rechenzentrum Musterstadt" not in content
    assert "Which rights do you have?" in content, "the usual heading in the page's language"


def test_dates_and_countries_are_written_as_in_the_language(
    german: Any, english: Any, client: Client
) -> None:
    assert "15. Januar 2026" in client.get(german.url).content.decode()
    content = client.get(english.url).content.decode()
    assert "15 January 2026" in content
    assert "Germany" in content
    assert "Deutschland" not in content


def test_each_translation_has_a_history_of_its_own(
    german: Any, english: Any, client: Client, commit: Callable[..., Any]
) -> None:
    def numbers(page: Any) -> list[int]:
        return [version.number for version in StatementVersion.objects.of(page)]

    assert (numbers(german), numbers(english)) == ([1], [1])
    german.motto, german.version_note = "Wirklich Ihre.", "Ein neues Motto."
    german.version_date = date(2999, 1, 1)
    with commit():
        publish_nevertheless(german.save_revision(), user=None, reason="for a test")
    assert (numbers(german), numbers(english)) == ([2, 1], [1])
    version = StatementVersion.objects.of(english).get()
    assert (version.language, version.title) == ("en", "Privacy")
    with commit():
        factories.create_recipient(name={"de": "Druckerei", "en": "Printer"})
    assert (numbers(german), numbers(english)) == ([3, 2, 1], [2, 1])
    changes = client.get(f"{english.url}versions/2/changes/").content.decode()
    assert "New recipient: Printer" in changes


def test_a_note_that_is_recorded_is_not_handed_over(
    german: Any, english: Any, translation: Translation, commit: Callable[..., Any]
) -> None:
    german.motto, german.version_note = "Wirklich Ihre.", "Ein neues Motto."
    with commit():
        publish_nevertheless(german.save_revision(), user=None, reason="for a test")
    published = type(german).objects.get(pk=german.pk)
    source, _created = TranslationSource.update_or_create_from_instance(published)
    strings = source.stringsegment_set.values_list("string__data", flat=True)
    assert "Wirklich Ihre." in strings
    assert "Ein neues Motto." not in strings
    translation.save_target(publish=False)
    draft = english.get_latest_revision_as_object()
    assert (draft.version_note, draft.version_date) == ("", None)
