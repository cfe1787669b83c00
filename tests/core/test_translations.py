"""German is complete: every text translated, compiled as it stands, with the same placeholders."""

import re
from pathlib import Path

import polib
import pytest

import wagtail_privacy

CATALOGUE = Path(wagtail_privacy.__file__).parent / "locale/de/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")

Key = tuple[str | None, str]


@pytest.fixture(scope="module")
def entries() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_nothing_is_untranslated_guessed_or_left_over(entries: polib.POFile) -> None:
    assert len(entries) > 200
    assert [e.msgid for e in entries if not all(texts(e)) or e.fuzzy or e.obsolete] == []


def test_what_is_compiled_is_what_is_written(entries: polib.POFile) -> None:
    def said(file: polib.POFile | polib.MOFile) -> dict[Key, list[str]]:
        return {(e.msgctxt, e.msgid): texts(e) for e in file}

    assert said(polib.mofile(str(CATALOGUE.with_suffix(".mo")))) == said(entries)


def test_every_translation_has_the_placeholders_of_its_text(entries: polib.POFile) -> None:
    def placeholders(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    for entry in entries:
        # The singular may leave its number out, so the plural says what is needed.
        needed = placeholders(entry.msgid_plural or entry.msgid)
        assert placeholders(texts(entry)[-1]) == needed, entry.msgid
        assert all(placeholders(text) <= needed for text in texts(entry)), entry.msgid


def test_no_period_follows_a_preposition_with_the_dative(entries: polib.POFile) -> None:
    # A period comes as „14 Tage“; „nach 14 Tage“ is no German. Hours and minutes do not change.
    declined = re.compile(
        r"\b(nach|seit|von|bis zu|binnen|innerhalb von|in|mit) %\((period|shortest|longest|idle)\)"
    )
    unchanged = {"We replace the key every %(period)s."}
    found = [e.msgid for e in entries for text in texts(e) if declined.search(text)]
    assert set(found) <= unchanged


def test_the_catalogue_names_nobody_and_no_machine() -> None:
    head = CATALOGUE.read_text(encoding="utf-8").partition('\nmsgid "')[2].partition("\n\n")[0]
    assert "@" not in head
    assert "Last-Translator" not in head
    assert "Date" not in head
