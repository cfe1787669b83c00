"""What differs between two contents is found completely, and said in plain words."""

# once: rules of values know no database

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statements.contents import CONTENTS, PHRASE, content, fact, paragraph, section
from wagtail_privacy.statements.versions.differences import (
    ADDED,
    CHANGED,
    HEADING,
    REMOVED,
    SAME,
    Piece,
    compare_words,
    difference,
)

#: Contents are large; a busy machine may take its time.
FEW = settings(max_examples=50, deadline=None)


def words(pieces: tuple[Piece, ...], *states: str) -> str:
    return "".join(piece.text for piece in pieces if piece.state in states)


@FEW
@given(CONTENTS)
def test_the_same_content_has_no_difference(one: dict[str, Any]) -> None:
    found = difference(one, one)
    assert not found
    assert found.facts == ()
    assert found.changed_sections == []


@FEW
@given(CONTENTS, CONTENTS)
def test_no_difference_is_missed(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert bool(difference(one, other)) is (one != other)


@FEW
@given(CONTENTS, CONTENTS)
def test_both_texts_can_be_read_from_the_difference(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    sections = {found.anchor: found for found in difference(one, other).sections}
    for source, kept, state in ((one, (SAME, REMOVED), ADDED), (other, (SAME, ADDED), REMOVED)):
        for wanted in source["sections"]:
            found = sections[wanted["anchor"]]
            assert words(found.heading, *kept) == wanted["heading"]
            texts = [words(p.pieces, *kept) for p in found.paragraphs if p.state != state]
            assert texts == [
                f"{p['label']}: {p['text']}" if p["label"] else p["text"]
                for p in wanted["paragraphs"]
            ]


@given(PHRASE | st.text(max_size=80), PHRASE | st.text(max_size=80))
def test_words_are_neither_lost_nor_doubled(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert words(pieces, SAME, REMOVED) == before
    assert words(pieces, SAME, ADDED) == after


def test_one_changed_word_is_marked_and_nothing_else() -> None:
    assert compare_words("We delete it after 14 days.", "We delete it after 10 days.") == (
        Piece(SAME, "We delete it after "),
        Piece(REMOVED, "14"),
        Piece(ADDED, "10"),
        Piece(SAME, " days."),
    )


def test_neighbouring_changed_words_are_one_change() -> None:
    assert compare_words("the old red house", "the new blue house") == (
        Piece(SAME, "the "),
        Piece(REMOVED, "old red"),
        Piece(ADDED, "new blue"),
        Piece(SAME, " house"),
    )


def test_a_comma_does_not_change_the_word_before_it() -> None:
    assert compare_words("Host Ltd (EU)", "Host Ltd, Post (EU)") == (
        Piece(SAME, "Host Ltd"),
        Piece(ADDED, ", Post"),
        Piece(SAME, " (EU)"),
    )


def test_very_long_texts_are_replaced_whole() -> None:
    before, after = "a b " * 2000, "b a " * 2000
    assert compare_words(before, after) == (Piece(REMOVED, before), Piece(ADDED, after))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            [fact(retention=["14 days"])],
            [fact(retention=["10 days"])],
            "Call-back: kept 14 days → 10 days",
        ),
        (
            [fact(recipients=["Host", "Post"])],
            [fact(recipients=["Host", "Printer"])],
            "Call-back: recipients, new: Printer; no longer: Post",
        ),
        (
            [fact(recipients=["Host"])],
            [fact(recipients=["Host", "Post"])],
            "Call-back: recipients, new: Post",
        ),
        ([fact(recipients=["Host"])], [fact()], "Call-back: recipients, no longer: Host"),
        (
            [fact(required=["Name", "Date"])],
            [fact(required=["Date", "Name"])],
            "Call-back: required answers, listed in another way",
        ),
        ([], [fact()], "New: Call-back"),
        ([fact()], [], "No longer: Call-back"),
        ([], [fact("recipient", "Host")], "New recipient: Host"),
        ([fact("recipient", "Host")], [], "No longer a recipient: Host"),
        ([fact(title="Call")], [fact()], "Call is now called Call-back"),
        (
            [fact(post=["Street 1\nTown"])],
            [fact(post=["Street 2\nTown"])],
            "Call-back: postal address Street 1, Town → Street 2, Town",
        ),
    ],
)
def test_a_fact_is_said_in_a_sentence(
    before: list[dict[str, Any]], after: list[dict[str, Any]], sentence: str
) -> None:
    found = difference(content(facts=before), content(facts=after))
    assert found.facts == (sentence,)


def test_sections_that_come_go_and_move_are_named() -> None:
    before = content(sections=[section("one", "A."), section("two", "B."), section("old", "C.")])
    after = content(sections=[section("two", "B."), section("one", "A."), section("new", "D.")])
    found = difference(before, after)
    assert found.facts == (
        "New section: New",
        "Section removed: Old",
        "The sections stand in another order.",
    )
    assert [(s.anchor, s.state) for s in found.sections] == [
        ("two", SAME),
        ("one", SAME),
        ("new", ADDED),
        ("old", REMOVED),
    ]


def test_unchanged_neighbours_are_one_run_to_be_folded() -> None:
    before = content(sections=[section("s", "One.", "Two.", "We keep it for a year.", "Four.")])
    after = content(sections=[section("s", "One.", "Two.", "We keep it for a month.", "Four.")])
    (changed,) = difference(before, after).changed_sections
    assert [(state, len(run)) for state, run in changed.runs] == [
        (SAME, 2),
        (CHANGED, 1),
        (SAME, 1),
    ]


def test_the_heading_above_a_change_stays_open() -> None:
    def of(period: str) -> dict[str, Any]:
        paragraphs = [paragraph("Call-back", "heading"), paragraph("One."), paragraph("Two.")]
        below = [paragraph("Newsletter", "heading"), paragraph("Three."), paragraph(period)]
        return content(sections=[{**section("s"), "paragraphs": [*paragraphs, *below]}])

    (changed,) = difference(of("We keep it 2 days."), of("We keep it 3 days.")).changed_sections
    assert [(state, len(run)) for state, run in changed.runs] == [
        (SAME, 3),
        (HEADING, 1),
        (SAME, 1),
        (CHANGED, 1),
    ]


def test_a_text_that_shares_nothing_is_removed_and_added() -> None:
    before = content(sections=[section("s", "We keep your letters for ever.")])
    after = content(sections=[section("s", "Nobody receives anything.")])
    (changed,) = difference(before, after).changed_sections
    assert [p.state for p in changed.paragraphs] == [REMOVED, ADDED]
