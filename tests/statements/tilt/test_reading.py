"""What of a document is understood, not annotated, or not understood; nothing breaks the reader."""

# once: rules of values know no database

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.statements.activities import FACTS, PAGE
from tests.statements.tilt import corpus
from wagtail_privacy.statements.formats.tilt.export import to_tilt
from wagtail_privacy.statements.formats.tilt.imported import with_imported
from wagtail_privacy.statements.formats.tilt.reading import (
    MAX_BYTES,
    NoDocumentError,
    parse,
    understand,
)
from wagtail_privacy.statements.formats.tilt.shape import SHAPE

WORDS = st.text(max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)
SECTIONS = st.dictionaries(st.sampled_from(sorted(SHAPE)), JSON, max_size=6)


def at(document: Any, path: str) -> Any:
    """Give the value at a path such as ``dataDisclosed[0].category``."""
    for part in path.replace("[", ".[").split("."):
        document = document[int(part[1:-1])] if part.startswith("[") else document[part]
    return document


def at_either(document: Any, path: str) -> Any:
    """Give the value at a path, where a single object may stand in place of a list of one."""
    for part in path.replace("[", ".[").split("."):
        if part.startswith("["):
            document = document[int(part[1:-1])] if isinstance(document, list) else document
        else:
            document = document[part]
    return document


@pytest.mark.parametrize("path", corpus.documents())
def test_every_understood_value_of_a_real_document_is_exported_as_it_came(path: Path) -> None:
    document = parse(path.read_bytes())
    found = understand(document)
    exported = with_imported(to_tilt(FACTS, PAGE), [found.value])
    assert len(found.understood) >= 10
    for place in found.understood:
        assert at(exported, place) == at_either(document, place), place


@pytest.mark.parametrize("path", corpus.documents())
def test_what_a_real_document_lacks_is_completed_as_the_schema_wants(path: Path) -> None:
    """Only a value that the source had, and that the schema does not permit, is not valid."""
    found = understand(parse(path.read_bytes()))
    kept = {*found.understood, *(unclear.path for unclear in found.not_understood)}
    for error in corpus.errors_of(with_imported(to_tilt(FACTS, PAGE), [found.value])):
        place = re.sub(r"\['(\w+)'\]", r".\1", error.json_path)
        assert place.removeprefix("$.") in kept, error.message[:200]


def test_a_valid_document_stays_valid() -> None:
    folder = corpus.folder()
    if folder is not None:
        found = understand(parse((folder / "tilt.json").read_bytes()))
        corpus.assert_valid(with_imported(to_tilt(FACTS, PAGE), [found.value]))


def test_nothing_is_invented_for_a_group_of_nothing() -> None:
    fee = {"amount": None, "currency": None}
    found = understand({"accessAndDataPortability": {"available": True, "administrativeFee": fee}})
    exported = with_imported(to_tilt(FACTS, PAGE), [found.value])
    assert "administrativeFee" not in exported["accessAndDataPortability"]


def leaves(value: Any, path: str = "") -> list[str]:
    if isinstance(value, dict) and value:
        return [p for k, v in value.items() for p in leaves(v, f"{path}.{k}" if path else k)]
    if isinstance(value, list) and value:
        return [p for n, v in enumerate(value) for p in leaves(v, f"{path}[{n}]")]
    return [path]


@pytest.mark.parametrize("path", corpus.documents())
def test_no_place_of_a_real_document_is_passed_over(path: Path) -> None:
    document = parse(path.read_bytes())
    found = understand(document)
    unclear = [place.path for place in found.not_understood]
    listed = [*found.understood, *found.not_annotated, *unclear]
    assert len(listed) == len(set(listed))
    without_numbers = {place.replace("[0]", "") for place in listed}
    for leaf in leaves(document):
        bare = leaf.replace("[0]", "")
        is_below_unclear = any(bare.startswith(p.replace("[0]", "")) for p in unclear)
        assert bare in without_numbers or is_below_unclear, leaf


def test_a_document_of_ours_reads_back_whole_and_stays_valid() -> None:
    own = to_tilt(FACTS, PAGE)
    found = understand(parse(json.dumps(own).encode()))
    assert found.not_understood == []
    again = with_imported(own, [found.value])
    corpus.assert_valid(again)
    assert again["dataDisclosed"][: len(own["dataDisclosed"])] == own["dataDisclosed"]


def test_the_three_lists() -> None:
    document = {
        "controller": {"name": "A", "address": None, "country": [], "shoe size": 44},
        "dataDisclosed": {"category": "Mail", "storage": {"temporal": {"ttl": "soon"}}},
        "rightToComplain": {"available": "yes"},
        "changesOfPurpose": [{"description": "a\0b"}],
    }
    found = understand(document)
    assert found.understood == ["controller.name", "dataDisclosed[0].category"]
    assert found.not_annotated == ["controller.address", "controller.country"]
    assert {unclear.path: str(unclear.reason) for unclear in found.not_understood} == {
        "controller.shoe size": "not a field of TILT",
        "dataDisclosed[0].storage[0].temporal[0].ttl": (
            "no period of days, weeks, months or years"
        ),
        "rightToComplain.available": "neither true nor false",
        "changesOfPurpose[0].description": "holds characters that no text has",
    }
    assert "\0" not in json.dumps(found.value)
    assert found.value["dataDisclosed"][0]["storage"][0]["temporal"][0]["ttl"] == "soon"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"\x89PNG\r\n\x1a\n\xff", "UTF-8"),
        (b'{"controller": "a\x00b"}', "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"meta": ' + b"9" * 5000 + b"}", "number that nobody can read"),
        (b"[]", "not a TILT document"),
        (b'"text"', "not a TILT document"),
        (b" " * (MAX_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(content: bytes, words: str) -> None:
    with pytest.raises(NoDocumentError, match=words):
        parse(content)


@pytest.mark.parametrize("document", [{}, {"a": 1}, {"meta": {"name": "x"}}, {"controller": 5}])
def test_json_without_anything_of_tilt_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(NoDocumentError, match="nothing in it"):
        understand(document)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SECTIONS)
def test_whatever_stands_in_the_sections_only_the_one_error_is_raised(
    document: dict[str, Any],
) -> None:
    try:
        found = understand(document)
    except NoDocumentError:
        return
    json.dumps(found.value, allow_nan=False).encode()
    with_imported(to_tilt(FACTS, PAGE), [found.value])
