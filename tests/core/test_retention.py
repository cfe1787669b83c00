"""How long something is kept: the end, and the words that promise it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from wagtail_privacy.activities import Retention
from wagtail_privacy.durations import Duration, DurationUnit

durations = st.builds(Duration, st.integers(1, 100), st.sampled_from(DurationUnit))
moments = st.datetimes(timezones=st.just(datetime.UTC))
SIX_MONTHS, TWO_YEARS = Duration.from_iso("P6M"), Duration.from_iso("P2Y")


@given(
    longest=durations, after=st.none() | durations, submitted=moments, closed=st.none() | moments
)
def test_closing_never_puts_the_end_off(
    longest: Duration,
    after: Duration | None,
    submitted: datetime.datetime,
    closed: datetime.datetime | None,
) -> None:
    retention = Retention(longest, after_closing=after)
    assert retention.end(submitted) == longest.after(submitted) >= submitted
    assert retention.end(submitted, closed) <= retention.end(submitted)
    if after and closed:
        assert retention.end(submitted, closed) <= after.after(closed)


def test_criteria_alone_have_no_end() -> None:
    with pytest.raises(ValueError, match="no end"):
        Retention(criteria="until the case is closed").end(datetime.datetime.now(datetime.UTC))


@pytest.mark.parametrize(
    ("retention", "english", "german"),
    [
        (Retention(TWO_YEARS), "2 years", "2 Jahre"),
        (Retention(criteria="so long"), "so long", "so long"),
        (
            Retention(TWO_YEARS, ends_on_withdrawal=True),
            "until you withdraw, 2 years at most",
            "bis Sie widerrufen, höchstens 2 Jahre",
        ),
        (
            Retention(TWO_YEARS, after_closing=SIX_MONTHS),
            "6 months after we have dealt with it, 2 years at most",
            "6 Monate, nachdem wir den Fall abgeschlossen haben, höchstens 2 Jahre",
        ),
    ],
)
def test_it_is_said_in_both_languages(retention: Retention, english: str, german: str) -> None:
    assert retention.in_words == english
    with translation.override("de"):
        assert retention.in_words == german


@pytest.mark.django_db
def test_the_period_after_closing_must_be_the_shorter_one() -> None:
    purpose = factories.create_purpose(closing_amount=1, closing_unit="D")
    purpose.full_clean()
    assert purpose.retention.after_closing == Duration.from_iso("P1D")
    purpose.closing_amount = 14
    with pytest.raises(ValidationError, match="shorter"):
        purpose.full_clean()
