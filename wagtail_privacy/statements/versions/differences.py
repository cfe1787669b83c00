"""What differs between two contents of a statement: facts in sentences, then words by section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from wagtail_privacy.statements.versions.aligning import operations
from wagtail_privacy.statements.versions.fact_changes import fact_sentences

Content = dict[str, Any]

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
HEADING = "heading"

#: Spaces, a word, or one other character: a comma that is added is not a changed word.
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Texts of more words together than this are shown whole, not word by word.
LONGEST_COMPARED = 4000
#: Texts that share less than this are two texts, not one that was changed.
LEAST_SHARED = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what became of them: "same", "added" or "removed"."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph, and what became of it: "same", "added", "removed" or "changed"."""

    state: str
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section, and what became of its heading and its paragraphs."""

    state: str
    anchor: str
    heading: tuple[Piece, ...]
    paragraphs: tuple[ParagraphChange, ...]

    @property
    def runs(self) -> list[tuple[str, list[ParagraphChange]]]:
        """Its paragraphs with neighbours of one state together: the unchanged ones are folded.

        The heading above a change stays open, as a run "heading" of its own.
        """
        runs = [(state, list(run)) for state, run in groupby(self.paragraphs, lambda p: p.state)]
        last = len(runs) - 1
        opened = (
            _with_heading(run) if state == SAME and place < last else [(state, run)]
            for place, (state, run) in enumerate(runs)
        )
        return [run for group in opened for run in group]


def _with_heading(run: list[ParagraphChange]) -> list[tuple[str, list[ParagraphChange]]]:
    places = [place for place, paragraph in enumerate(run) if paragraph.kind == HEADING]
    if not places:
        return [(SAME, run)]
    at = places[-1]
    parts = ((SAME, run[:at]), (HEADING, run[at : at + 1]), (SAME, run[at + 1 :]))
    return [(state, part) for state, part in parts if part]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two contents."""

    facts: tuple[str, ...]
    sections: tuple[SectionChange, ...]

    def __bool__(self) -> bool:
        return bool(self.facts or self.changed_sections)

    @property
    def changed_sections(self) -> list[SectionChange]:
        return [section for section in self.sections if section.state != SAME]

    @property
    def unchanged_sections(self) -> list[SectionChange]:
        return [section for section in self.sections if section.state == SAME]


def difference(before: Content, after: Content) -> Difference:
    """Give what differs between two contents, with sentences in the active language."""
    sections = tuple(_sections(before["sections"], after["sections"]))
    sentences = [*fact_sentences(before, after), *_of_sections(sections)]
    old, new = _anchors(before), _anchors(after)
    if [a for a in old if a in new] != [a for a in new if a in old]:
        sentences.append(_("The sections stand in another order."))
    return Difference(tuple(sentences), sections)


def _anchors(content: Content) -> list[str]:
    return [section["anchor"] for section in content["sections"]]


def _of_sections(sections: tuple[SectionChange, ...]) -> Iterator[str]:
    for section in sections:
        heading = "".join(piece.text for piece in section.heading)
        if section.state == ADDED:
            yield _("New section: %(heading)s") % {"heading": heading}
        elif section.state == REMOVED:
            yield _("Section removed: %(heading)s") % {"heading": heading}


def _sections(before: list[Content], after: list[Content]) -> Iterator[SectionChange]:
    old = {section["anchor"]: section for section in before}
    kept = {section["anchor"] for section in after}
    for section in after:
        if section["anchor"] in old:
            yield _of_both(old[section["anchor"]], section)
        else:
            yield _whole(section, ADDED)
    yield from (_whole(section, REMOVED) for section in before if section["anchor"] not in kept)


def _whole(section: Content, state: str) -> SectionChange:
    return SectionChange(
        state,
        section["anchor"],
        (Piece(state, section["heading"]),),
        tuple(_paragraph(paragraph, state) for paragraph in section["paragraphs"]),
    )


def _of_both(before: Content, after: Content) -> SectionChange:
    heading = compare_words(before["heading"], after["heading"])
    paragraphs = tuple(_paragraphs(before["paragraphs"], after["paragraphs"]))
    is_same = before["heading"] == after["heading"] and all(p.state == SAME for p in paragraphs)
    return SectionChange(SAME if is_same else CHANGED, after["anchor"], heading, paragraphs)


def _words(paragraph: Content) -> str:
    if paragraph["label"]:
        return f"{paragraph['label']}: {paragraph['text']}"
    return str(paragraph["text"])


def _paragraph(paragraph: Content, state: str) -> ParagraphChange:
    return ParagraphChange(state, paragraph["kind"], (Piece(state, _words(paragraph)),))


def _paragraphs(before: list[Content], after: list[Content]) -> Iterator[ParagraphChange]:
    for operation, i1, i2, j1, j2 in operations(_keys(before), _keys(after)):
        if operation == "equal":
            yield from (_paragraph(paragraph, SAME) for paragraph in after[j1:j2])
        else:
            yield from _replaced(before[i1:i2], after[j1:j2])


def _keys(paragraphs: list[Content]) -> list[tuple[str, str, str]]:
    return [(p["kind"], p["label"], p["text"]) for p in paragraphs]


def _replaced(before: list[Content], after: list[Content]) -> Iterator[ParagraphChange]:
    for old, new in zip(before, after, strict=False):
        pieces = compare_words(_words(old), _words(new))
        if old["kind"] == new["kind"] and _shares_enough(pieces):
            yield ParagraphChange(CHANGED, new["kind"], pieces)
        else:
            yield _paragraph(old, REMOVED)
            yield _paragraph(new, ADDED)
    pairs = min(len(before), len(after))
    yield from (_paragraph(paragraph, REMOVED) for paragraph in before[pairs:])
    yield from (_paragraph(paragraph, ADDED) for paragraph in after[pairs:])


def _shares_enough(pieces: tuple[Piece, ...]) -> bool:
    same = sum(len(piece.text) for piece in pieces if piece.state == SAME)
    changed = sum(len(piece.text) for piece in pieces if piece.state != SAME)
    # What was changed counts twice: once as removed, once as added.
    return same >= LEAST_SHARED * (same + changed / 2)


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """Give the words of two texts: the old one without what was added, the new one without what
    was removed."""
    if before == after:
        return (Piece(SAME, after),)
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > LONGEST_COMPARED:
        return _replacement(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[tuple[str, str]] = []  # (removed, added) or the same twice
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        is_gap = operation == "equal" and not added.strip()
        # A space between two changed words is part of the change, or the text falls into crumbs.
        if found and (operation != "equal" or is_gap) and found[-1][0] != found[-1][1]:
            found[-1] = (found[-1][0] + removed, found[-1][1] + added)
        else:
            found.append((removed, added))
    return tuple(
        piece
        for removed, added in found
        for piece in ((Piece(SAME, added),) if removed == added else _replacement(removed, added))
    )


def _replacement(before: str, after: str) -> tuple[Piece, ...]:
    pieces = (Piece(REMOVED, before), Piece(ADDED, after))
    return tuple(piece for piece in pieces if piece.text)
