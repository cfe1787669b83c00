"""Legal bases and periods are read in every shape in which real documents write them."""

# once: rules of values know no database

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.statements.formats.tilt.values import read_duration, read_reference
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES

LETTERS = st.sampled_from("abcdef")
UNITS = st.sampled_from(DurationUnit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("GDPR-6-1-f", "GDPR-6-1-f"),
        ("DSGVO-6-1-e", "GDPR-6-1-e"),
        ("DSVGO-6-1-a", "GDPR-6-1-a"),
        ("Art. 6(1)(f) GDPR", "GDPR-6-1-f"),
        ("Art. 6 Abs. 1 lit. b DSGVO", "GDPR-6-1-b"),
        ("Art. 6 Abs. 1 S. 1 lit. f DS-GVO", "GDPR-6-1-f"),
        ("Art. 6 (1) a DSGVO", "GDPR-6-1-a"),
        ("Artikel 6 Absatz 1 Buchstabe b) DSGVO", "GDPR-6-1-b"),
        ("§ 7 Absatz 3 UWG", "UWG-7-3"),
        ("§ 284(1) SGB V", "SGBV-284-1"),
        ("BDSG-3", "BDSG-3"),
        ("BDSG-26-1", "BDSG-26-1"),
    ],
)
def test_a_reference_is_read(text: str, code: str) -> None:
    reference = read_reference(text)
    assert reference is not None
    assert reference.code == code


@pytest.mark.parametrize("text", ["", "GDPR", "Rechtsgrundlagen:", "6-1-f", None, 5, [], "x" * 101])
def test_what_names_no_article_is_no_reference(text: object) -> None:
    assert read_reference(text) is None


@given(LETTERS)
def test_every_basis_is_found_in_every_way_of_writing(letter: str) -> None:
    ways = (
        "GDPR-6-1-{}",
        "DSGVO-6-1-{}",
        "Art. 6(1)({}) GDPR",
        "Article 6 (1) ({}) of the GDPR",
        "Art. 6 Abs. 1 lit. {} DSGVO",
        "Artikel 6 Absatz 1 Buchstabe {}) DSGVO",
    )
    for way in ways:
        reference = read_reference(way.format(letter))
        assert reference is not None
        assert reference.legal_basis == f"6-1-{letter}"
        assert reference.legal_basis in LEGAL_BASES


def test_only_the_regulation_gives_a_basis() -> None:
    reference = read_reference("BDSG-6-1-a")
    assert reference is not None
    assert reference.legal_basis == ""


@given(st.text())
def test_no_text_breaks_the_readers(text: str) -> None:
    read_reference(text)
    read_duration(text)


@given(st.integers(min_value=1, max_value=100), UNITS)
def test_a_period_reads_as_what_it_was_written_from(amount: int, unit: DurationUnit) -> None:
    duration = Duration(amount, unit)
    assert read_duration(duration.isoformat()) == duration
    assert read_duration(duration.isoformat().lower()) == duration


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("P30D", "P30D"),
        ("P6M", "P6M"),
        ("P72H", "P3D"),
        ("PT72H", "P3D"),
        ("P14m", "P14M"),
        ("P1Y6M", "P18M"),
        ("P1W1D", "P8D"),
    ],
)
def test_a_period_is_read(text: str, iso: str) -> None:
    duration = read_duration(text)
    assert duration is not None
    assert duration.isoformat() == iso


@pytest.mark.parametrize(
    "text", ["", "P", "P0D", "P101Y", "P9999M", "P5H", "P1M1D", "6 months", None, 6, {}, True]
)
def test_what_is_no_period_of_one_unit_is_none(text: object) -> None:
    assert read_duration(text) is None
