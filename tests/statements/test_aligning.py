"""Paragraphs that belong together are found, also where a text repeats itself."""

# once: rules of values know no database

import time

from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.statements.versions.aligning import operations

TEXTS = st.lists(st.integers(0, 12), max_size=25)


@given(TEXTS, TEXTS)
def test_the_operations_lead_from_the_old_text_to_the_new_one(
    old: list[int], new: list[int]
) -> None:
    i = j = 0
    for name, i1, i2, j1, j2 in operations(old, new):
        assert (i1, j1) == (i, j), "no gap and no overlap"
        assert (old[i1:i2] == new[j1:j2]) == (name == "equal")
        i, j = i2, j2
    assert (i, j) == (len(old), len(new))


@given(TEXTS)
def test_a_text_equals_itself(text: list[int]) -> None:
    assert {name for name, *_places in operations(text, text)} <= {"equal"}


def test_what_stands_once_in_both_is_paired_although_its_neighbours_repeat() -> None:
    old = ["A", "we need: name", "14 days", "B", "we need: name", "14 days"]
    new = ["A", "we need: name", "10 days", "B", "we need: name", "14 days"]
    assert [(name, *places) for name, *places in operations(old, new) if name != "equal"] == [
        ("replace", 2, 3, 2, 3)
    ]


def test_what_has_changed_places_is_removed_and_added() -> None:
    found = [name for name, *_places in operations(["A", "B", "C"], ["B", "C", "A"])]
    assert sorted(found) == ["delete", "equal", "equal", "insert"]


def test_thousands_of_paragraphs_that_repeat_themselves_are_quick() -> None:
    old = [text for number in range(800) for text in (number, "name", "14 days", "nobody")]
    new = ["10 days" if text == "14 days" and place % 16 == 2 else text
           for place, text in enumerate(old)]  # fmt: skip
    began = time.process_time()
    changed = [name for name, *_places in operations(old, new) if name != "equal"]
    assert changed == ["replace"] * 200
    assert time.process_time() - began < 1, "compared as a whole it takes half a minute"
