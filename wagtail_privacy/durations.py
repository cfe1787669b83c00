"""Calendar durations: how long something is kept, as a value, a sentence and an ISO 8601 text."""

import calendar
import datetime
import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import ngettext

FRIDAY, WORKING_DAYS = 4, 5  # of a week that begins with Monday, 0

Moment = TypeVar("Moment", datetime.date, datetime.datetime)


class DurationUnit(StrEnum):
    """The calendar unit of a duration; the value is its ISO 8601 designator."""

    DAY = "D"
    WEEK = "W"
    MONTH = "M"
    YEAR = "Y"


_AVERAGE_DAYS = {
    DurationUnit.DAY: 1.0,
    DurationUnit.WEEK: 7.0,
    DurationUnit.MONTH: 365.25 / 12,
    DurationUnit.YEAR: 365.25,
}


LONGEST_YEARS = 100
#: How many of a unit make a hundred years.
LONGEST = {
    DurationUnit.DAY: 36_525,
    DurationUnit.WEEK: 5_217,
    DurationUnit.MONTH: 12 * LONGEST_YEARS,
    DurationUnit.YEAR: LONGEST_YEARS,
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days, weeks, months or years, from one day to a hundred years."""

    amount: int
    unit: DurationUnit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("A duration lasts at least one day.")
        if self.amount > LONGEST[self.unit]:
            raise ValueError(f"A duration lasts {LONGEST_YEARS} years at most.")

    @classmethod
    def from_iso(cls, text: str) -> "Duration":
        """Read ``P6M``, ``P14D``, ``P2W`` or ``P1Y``; raise `ValueError` for anything else.

        A period of more than a hundred years is refused, too.
        """
        match = re.fullmatch(r"P([1-9]\d{0,4})([DWMY])", text)
        if match is None:
            raise ValueError("Not a duration of one calendar unit such as P6M.")
        return cls(int(match[1]), DurationUnit(match[2]))

    @property
    def approximate_days(self) -> float:
        """The length in days of an average calendar, to sort by."""
        return self.amount * _AVERAGE_DAYS[self.unit]

    def isoformat(self) -> str:
        """Give the ISO 8601 form, such as ``P6M``."""
        return f"P{self.amount}{self.unit}"

    def after(self, moment: Moment) -> Moment:
        """Give the same clock time this much later; a day that a month lacks becomes its last.

        A duration that leads past the end of the calendar ends at its last day.
        """
        try:
            if self.unit in (DurationUnit.DAY, DurationUnit.WEEK):
                days = self.amount * (7 if self.unit is DurationUnit.WEEK else 1)
                return moment + datetime.timedelta(days=days)
            months = self.amount * (12 if self.unit is DurationUnit.YEAR else 1)
            years, month_index = divmod(moment.month - 1 + months, 12)
            year, month = moment.year + years, month_index + 1
            day = min(moment.day, calendar.monthrange(year, month)[1])
            return moment.replace(year=year, month=month, day=day)
        except (OverflowError, ValueError, calendar.IllegalMonthError):
            return moment.replace(year=datetime.MAXYEAR, month=12, day=31)

    def __str__(self) -> str:
        """Say the duration in the active language: "6 months", „6 Monate“."""
        return _in_words(self)


def _in_words(duration: Duration) -> str:
    number = duration.amount
    match duration.unit:
        case DurationUnit.DAY:
            text = ngettext("%(number)d day", "%(number)d days", number)
        case DurationUnit.WEEK:
            text = ngettext("%(number)d week", "%(number)d weeks", number)
        case DurationUnit.MONTH:
            text = ngettext("%(number)d month", "%(number)d months", number)
        case DurationUnit.YEAR:
            text = ngettext("%(number)d year", "%(number)d years", number)
    return text % {"number": number}


def seconds_in_words(seconds: float) -> str:
    """Say a span of seconds in whole days, hours or minutes, never shorter than it is."""
    minutes = max(1, math.ceil(seconds / 60))
    if minutes % (24 * 60) == 0:
        days = minutes // (24 * 60)
        return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
    return minutes_in_words(minutes)


def minutes_in_words(minutes: int) -> str:
    """Say a span of minutes, in hours where it is whole hours."""
    if minutes >= 60 and minutes % 60 == 0:
        hours = minutes // 60
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}


def working_days_after(day: datetime.date, number: int) -> datetime.date:
    """Give the day after so many working days, Monday to Friday; public holidays are not known."""
    weeks, left = divmod(number, WORKING_DAYS)
    # Whoever writes on a weekend is as early as whoever writes on the Friday before.
    begin = day - datetime.timedelta(days=max(day.weekday() - FRIDAY, 0))
    end = begin + datetime.timedelta(weeks=weeks, days=left)
    over_weekend = begin.weekday() + left > FRIDAY
    return end + datetime.timedelta(days=2 if over_weekend else 0)
