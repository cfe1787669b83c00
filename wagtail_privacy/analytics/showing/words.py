"""Numbers in words, for the report and its exports."""

import datetime
from functools import lru_cache

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wagtail_privacy.analytics.showing.figures import Figure

#: Stands where there is no number.
DASH = "–"


def figure_in_words(figure: Figure) -> str:
    """Give a figure for reading."""
    if figure.number is None:
        return DASH
    return _number_in_words(figure.number, get_language())


# A year has hundreds of both in one table, and writing one takes Django as long as a query.
@lru_cache(maxsize=4096)
def _number_in_words(number: int, _language: str | None) -> str:
    return intcomma(number)


def day_in_words(day: datetime.date) -> str:
    """Give a day with its weekday, short."""
    return _day_in_words(day, get_language())


@lru_cache(maxsize=2048)
def _day_in_words(day: datetime.date, _language: str | None) -> str:
    return f"{date_format(day, 'D')} {date_format(day, 'SHORT_DATE_FORMAT')}"


def figure_for_spreadsheet(figure: Figure) -> int | str:
    """Give a figure as a number, or an empty cell."""
    return "" if figure.number is None else figure.number


def time_in_words(seconds: int) -> str:
    """Give a span of time as minutes and seconds, "1:05"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def reading_time_in_words(seconds: Figure) -> str:
    """Give an average reading time, if there is one."""
    return DASH if seconds.number is None else time_in_words(seconds.number)


def comparison(now: Figure, before: int, days: int) -> str:
    """Say how a number has changed since the period before."""
    if now.number is None or before <= 0:
        return ngettext(
            "no comparison with the day before",
            "no comparison with the %(days)d days before",
            days,
        ) % {"days": days}
    change = round(100 * (now.number - before) / before)
    values = {"percent": abs(change), "days": days}
    if change > 0:
        return _("%(percent)d%% more than in the %(days)d days before") % values
    if change < 0:
        return _("%(percent)d%% less than in the %(days)d days before") % values
    return _("as in the %(days)d days before") % values
