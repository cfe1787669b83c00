"""The numbers of a site over a period, ready to be shown: every output starts from here."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import swapper
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from wagtail_privacy.analytics import figures, rollup, words
from wagtail_privacy.analytics.figures import NONE, Figure
from wagtail_privacy.analytics.models import MonthCount, PageCount, SiteCount
from wagtail_privacy.analytics.sums import Sums

swapper.set_app_prefix("wagtailcore", "wagtail")


@dataclass(frozen=True, slots=True)
class Period:
    """So many days up to and including the last one."""

    days: int
    last: datetime.date

    @property
    def first(self) -> datetime.date:
        return self.last - datetime.timedelta(days=self.days - 1)

    @property
    def before(self) -> "Period":
        """The period of the same length just before."""
        return Period(self.days, self.first - datetime.timedelta(days=1))

    def dates(self) -> list[datetime.date]:
        """List its days, oldest first."""
        return [self.first + datetime.timedelta(days=offset) for offset in range(self.days)]


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page in the report."""

    page_id: int
    titles: "Titles"
    views: Figure
    visits: Figure
    entries: Figure
    bounces: Figure
    reading_seconds: Figure

    @property
    def title(self) -> str:
        return self.titles.of(self.page_id)

    @property
    def reading_time(self) -> str:
        return words.reading_time_in_words(self.reading_seconds)


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day in the report."""

    day: datetime.date
    views: Figure
    visits: Figure


class Summary:
    """What is shown of a site over a period; `minimum` is how many waited for each other."""

    def __init__(self, site_id: int, period: Period, minimum: int):
        self.site_id = site_id
        self.period = period
        self.minimum = minimum

    def _sums(self) -> QuerySet[Any]:
        """Give the sums of each page, once for the whole months and once for the other days."""
        months, spans = rollup.split(self.period.first, self.period.last)
        days = Q()
        for first, last in spans:
            days |= Q(day__range=(first, last))
        sums = {f"sum_{name}": Sum(name) for name in Sums._fields}
        found = [
            model.objects.filter(where, site_id=self.site_id)
            .order_by()
            .values_list("page_id")
            .annotate(**sums)
            for model, where, is_wanted in (
                (PageCount, days, bool(spans)),
                (MonthCount, Q(month__in=months), bool(months)),
            )
            if is_wanted
        ]
        return found[0].union(*found[1:], all=True) if len(found) > 1 else found[0]

    @cached_property
    def _by_page(self) -> list[dict[str, int]]:
        found: dict[int, Sums] = {}
        for page_id, *sums in self._sums():
            found[page_id] = Sums(*map(int.__add__, found.get(page_id, Sums()), sums))
        return [{"page_id": page_id, **found[page_id]._asdict()} for page_id in sorted(found)]

    @cached_property
    def _of_site(self) -> dict[datetime.date, tuple[int, int, int]]:
        rows = SiteCount.objects.filter(
            site_id=self.site_id, day__range=(self.period.before.first, self.period.last)
        )
        return {day: sums for day, *sums in rows.values_list("day", *rollup.SITE_COLUMNS)}

    @cached_property
    def _by_day(self) -> list[tuple[datetime.date, int, int]]:
        found = self._of_site
        return [(day, *found.get(day, (0, 0))[:2]) for day in self.period.dates()]

    @cached_property
    def _before(self) -> dict[str, int]:
        found = [self._of_site.get(day, (0, 0, 0)) for day in self.period.before.dates()]
        columns = zip(*found, strict=True)
        return dict(zip(("views", "visits", "seconds"), map(sum, columns), strict=True))

    def _total(self, column: str) -> int:
        return sum(row[column] for row in self._by_page)

    @property
    def is_empty(self) -> bool:
        return not self._by_page

    @property
    def views(self) -> Figure:
        return figures.count(self._total("views"))

    @property
    def visits(self) -> Figure:
        """The visits of the site: each has one entry."""
        return figures.count(self._total("entries"))

    @cached_property
    def reading_seconds(self) -> Figure:
        """Average seconds of reading per visit."""
        return _average(self._total("engaged_seconds"), self._total("entries"))

    def views_compared(self) -> str:
        return words.comparison(self.views, self._before["views"], self.period.days)

    def visits_compared(self) -> str:
        return words.comparison(self.visits, self._before["visits"], self.period.days)

    def reading_compared(self) -> str:
        before = _average(self._before["seconds"], self._before["visits"])
        return words.comparison(self.reading_seconds, before.number or 0, self.period.days)

    @cached_property
    def days(self) -> list[DayRow]:
        """The days of the period, oldest first."""
        return [
            DayRow(day, figures.count(views), figures.count(visits))
            for day, views, visits in self._by_day
        ]

    @cached_property
    def pages(self) -> list[PageRow]:
        """The pages of which anything is shown in the period."""
        return [self._page_row(row) for row in self._by_page]

    def _page_row(self, row: dict[str, int]) -> PageRow:
        return PageRow(
            page_id=row["page_id"],
            titles=self.titles,
            views=figures.count(row["views"]),
            visits=figures.count(row["visits"]),
            entries=figures.count(row["entries"]),
            bounces=figures.count(row["bounces"]),
            reading_seconds=_average(row["engaged_seconds"], row["visits"]),
        )

    @cached_property
    def titles(self) -> "Titles":
        return Titles([row["page_id"] for row in self._by_page])


def _average(seconds: int, visits: int) -> Figure:
    return Figure(round(seconds / visits)) if visits > 0 else NONE


class Titles:
    """The titles of the pages that were counted; all are read at once when one is not known."""

    def __init__(self, page_ids: list[int]):
        self.page_ids = page_ids
        self.known: dict[int, str] | None = None

    def of(self, page_id: int) -> str:
        if self.known is None or page_id not in self.known:
            self.known = {**dict.fromkeys(self.page_ids, ""), **titles_of(self.page_ids)}
        return title_in(self.known, page_id)


def titles_of(page_ids: Iterable[int]) -> dict[int, str]:
    """Give the titles of those pages that still exist."""
    page_model = swapper.load_model("wagtailcore", "Page")
    return dict(page_model.objects.filter(pk__in=list(page_ids)).values_list("pk", "title"))


def title_in(titles: Mapping[int, str], page_id: int) -> str:
    """Give the title of a page that was counted, also if it has been deleted since."""
    return titles.get(page_id) or _("Deleted page %(id)d") % {"id": page_id}
