"""Durations: what a statement promises in words is what the deletion counts in days."""

# once: rules of values know no database

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.durations import LONGEST, Duration, DurationUnit

durations = st.sampled_from(list(DurationUnit)).flatmap(
    lambda unit: st.builds(Duration, amount=st.integers(1, LONGEST[unit]), unit=st.just(unit))
)
UTC = st.just(datetime.UTC)
moments = st.datetimes(timezones=UTC)


@given(durations)
def test_the_iso_form_can_be_read_back(duration: Duration) -> None:
    assert Duration.from_iso(duration.isoformat()) == duration


@pytest.mark.parametrize(
    "text", ["", "P", "P0D", "P-1D", "P1.5M", "P1Y6M", "PT5M", "6M", "p6m", "P6M ", "P006M"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Not a duration"):
        Duration.from_iso(text)


def test_nothing_lasts_no_time() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Duration(0, DurationUnit.DAY)


@pytest.mark.parametrize("unit", DurationUnit)
def test_nothing_lasts_longer_than_a_hundred_years(unit: DurationUnit) -> None:
    longest = Duration(LONGEST[unit], unit)
    assert abs(longest.approximate_days - 36_525) < 7
    with pytest.raises(ValueError, match="100 years at most"):
        Duration(LONGEST[unit] + 1, unit)
    with pytest.raises(ValueError, match="100 years at most"):
        Duration.from_iso(f"P99999{unit}")


def test_the_end_of_a_long_time_can_be_said_in_every_time_zone() -> None:
    late = datetime.datetime(2027, 12, 31, 23, 59, 59, tzinfo=datetime.UTC)
    end = Duration(LONGEST[DurationUnit.YEAR], DurationUnit.YEAR).after(late)
    east = datetime.timezone(datetime.timedelta(hours=14))
    assert end.astimezone(east).isoformat() == "2128-01-01T13:59:59+14:00"


@given(durations, moments, moments)
def test_who_came_first_is_deleted_first(
    duration: Duration, one: datetime.datetime, other: datetime.datetime
) -> None:
    earlier, later = sorted((one, other))
    assert duration.after(earlier) <= duration.after(later)


@given(
    durations,
    st.datetimes(max_value=datetime.datetime(8000, 1, 1), timezones=st.just(datetime.UTC)),
)
def test_the_end_lies_ahead_at_the_same_clock_time(
    duration: Duration, moment: datetime.datetime
) -> None:
    end = duration.after(moment)
    assert end > moment
    assert end.timetz() == moment.timetz()


@given(durations, st.dates())
def test_no_duration_leads_past_the_calendar(duration: Duration, day: datetime.date) -> None:
    assert day <= duration.after(day) <= datetime.date.max


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2027-01-31", "P1M", "2027-02-28"),
        ("2028-01-31", "P1M", "2028-02-29"),
        ("2027-08-31", "P6M", "2028-02-29"),
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2027-12-15", "P1M", "2028-01-15"),
        ("2027-11-30", "P14M", "2029-01-30"),
        ("2027-03-01", "P14D", "2027-03-15"),
        ("2027-12-31", "P2W", "2028-01-14"),
        ("9999-12-30", "P1D", "9999-12-31"),
        ("9999-12-31", "P1D", "9999-12-31"),
        ("9950-06-30", "P100Y", "9999-12-31"),
        ("2027-01-01", "P1200M", "2127-01-01"),
        ("2027-01-01", "P36525D", "2127-01-02"),
    ],
)
def test_month_ends_leap_days_and_the_end_of_the_calendar(
    start: str, period: str, end: str
) -> None:
    day = datetime.date.fromisoformat(start)
    assert Duration.from_iso(period).after(day) == datetime.date.fromisoformat(end)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P1D", "1 day"),
        ("P14D", "14 days"),
        ("P1W", "1 week"),
        ("P6M", "6 months"),
        ("P1Y", "1 year"),
    ],
)
def test_a_period_is_said_in_words(period: str, words: str) -> None:
    assert str(Duration.from_iso(period)) == words
