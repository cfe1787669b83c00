"""The numbers of a site over a period, ready to be shown: every output starts from here."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Sum, Value
from django.utils.translation import gettext as _

from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping import rollup
from wagtail_privacy.analytics.models import MonthCount, PageCount, SiteCount
from wagtail_privacy.analytics.showing import figures, words
from wagtail_privacy.analytics.showing.figures import NONE, Figure

#: A longer period of some pages is shown by month.
MOST_DAYS = 90


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
    title_of: Callable[[int], str]
    views: Figure
    visits: Figure
    entries: Figure
    bounces: Figure
    reading_seconds: Figure

    @property
    def title(self) -> str:
        return self.title_of(self.page_id)

    @property
    def reading_time(self) -> str:
        return words.reading_time_in_words(self.reading_seconds)


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day in the report, or a month by its first day."""

    day: datetime.date
    views: Figure
    entries: Figure
    published: int = 0  # pages that were published last on that day


class Summary:
    """What is shown of a site over a period; `minimum` is how many waited for each other.

    With `page_ids` it is that of some of its pages. How many visits saw those nobody knows, because
    no visit is remembered; known is how many began there.
    """

    def __init__(
        self,
        site_id: int,
        period: Period,
        minimum: int,
        *,
        page_ids: frozenset[int] | None = None,
        title_of: Callable[[int], str] | None = None,
    ):
        self.site_id = site_id
        self.period = period
        self.minimum = minimum
        self.page_ids = page_ids
        self.title_of = title_of or (lambda page_id: title_in({}, page_id))

    @property
    def is_narrowed(self) -> bool:
        return self.page_ids is not None

    @property
    def is_by_month(self) -> bool:
        """Whether `days` are months: what some pages add up to is stored per month, not per day."""
        return self.is_narrowed and self.period.days > MOST_DAYS

    def _sums(self, period: Period, *, is_before: bool) -> Iterator[QuerySet[Any]]:
        """Give the sums of each page, once for the whole months and once for the other days."""
        months, spans = rollup.split(period.first, period.last)
        sums = {f"sum_{name}": Sum(name) for name in Sums._fields}
        for model, where in ((PageCount, _within(spans)), (MonthCount, Q(month__in=months))):
            if spans if model is PageCount else months:
                yield (
                    model.objects.filter(where, site_id=self.site_id)
                    .order_by()
                    .annotate(is_before=Value(int(is_before), output_field=IntegerField()))
                    .values_list("is_before", "page_id")
                    .annotate(**sums)
                )

    @cached_property
    def _by_page(self) -> tuple[dict[int, Sums], dict[int, Sums]]:
        """The sums of the pages in the period and in the one before, in one query."""
        first, *rest = [
            *self._sums(self.period, is_before=False),
            *self._sums(self.period.before, is_before=True),
        ]
        found: tuple[dict[int, Sums], dict[int, Sums]] = {}, {}
        for is_before, page_id, *sums in first.union(*rest, all=True):
            if self.page_ids is None or page_id in self.page_ids:
                pages = found[is_before]
                pages[page_id] = Sums(*map(int.__add__, pages.get(page_id, Sums()), sums))
        return found

    @cached_property
    def _total(self) -> Sums:
        return _added(self._by_page[0].values())

    @cached_property
    def _total_before(self) -> Sums:
        return _added(self._by_page[1].values())

    @cached_property
    def _by_day(self) -> dict[datetime.date, tuple[int, int]]:
        """Views and entries of each day or month that has any."""
        period = self.period
        here, span = Q(site_id=self.site_id), Q(day__range=(period.first, period.last))
        if self.page_ids is None:
            rows = SiteCount.objects.filter(here, span).values_list("day", "views", "entries")
            return {day: (views, entries) for day, views, entries in rows}
        here &= Q(page_id__in=self.page_ids)
        if not self.is_by_month:
            return _by_date(_dated(PageCount.objects.filter(here, span), "day"))
        months, spans = rollup.split(period.first, period.last)
        rows = _dated(PageCount.objects.filter(here, _within(spans)), "day").union(
            _dated(MonthCount.objects.filter(here, month__in=months), "month"), all=True
        )
        return _by_date((rollup.month_of(day), *numbers) for day, *numbers in rows)

    @property
    def is_empty(self) -> bool:
        return not self._by_page[0]

    @property
    def counted_ids(self) -> Iterable[int]:
        """The pages of which anything is shown, now or before."""
        return self._by_page[0].keys() | self._by_page[1].keys()

    @property
    def views(self) -> Figure:
        return figures.count(self._total.views)

    @property
    def entries(self) -> Figure:
        """The visits of the site, each of which has one entry, or those that began on the pages."""
        return figures.count(self._total.entries)

    @property
    def reading_seconds(self) -> Figure:
        """Average seconds of reading per view of a page."""
        return reading_seconds(self._total)

    def views_compared(self) -> str:
        return words.comparison(self.views, self._total_before.views, self.period.days)

    def entries_compared(self) -> str:
        return words.comparison(self.entries, self._total_before.entries, self.period.days)

    def reading_compared(self) -> str:
        before = reading_seconds(self._total_before)
        return words.comparison(self.reading_seconds, before.number or 0, self.period.days)

    @cached_property
    def days(self) -> list[DayRow]:
        """The days of the period, or its months, oldest first."""
        dates = self.period.dates()
        if self.is_by_month:
            dates = sorted({rollup.month_of(day) for day in dates})
        found = [(day, self._by_day.get(day, (0, 0))) for day in dates]
        return [
            DayRow(day, figures.count(views), figures.count(entries))
            for day, (views, entries) in found
        ]

    @cached_property
    def pages(self) -> list[PageRow]:
        """The pages of which anything is shown in the period."""
        return self._rows(self._by_page[0])

    @cached_property
    def pages_before(self) -> list[PageRow]:
        """The same of the period before."""
        return self._rows(self._by_page[1])

    def _rows(self, pages: Mapping[int, Sums]) -> list[PageRow]:
        return [
            PageRow(
                page_id=page_id,
                title_of=self.title_of,
                views=figures.count(sums.views),
                visits=figures.count(sums.visits),
                entries=figures.count(sums.entries),
                bounces=figures.count(sums.bounces),
                reading_seconds=reading_seconds(sums),
            )
            for page_id, sums in sorted(pages.items())
        ]


def _within(spans: Iterable[rollup.Span]) -> Q:
    return Q(*(Q(day__range=span) for span in spans), _connector=Q.OR)


def _dated(rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    return rows.order_by().values_list(column).annotate(v=Sum("views"), e=Sum("entries"))


def _by_date(rows: Iterable[tuple[Any, ...]]) -> dict[datetime.date, tuple[int, int]]:
    found: dict[datetime.date, tuple[int, int]] = {}
    for day, views, entries in rows:
        before = found.get(day, (0, 0))
        found[day] = (before[0] + views, before[1] + entries)
    return found


def _added(rows: Iterable[Sums]) -> Sums:
    return Sums(*map(sum, zip(*rows, strict=True))) if rows else Sums()


def reading_seconds(sums: Sums) -> Figure:
    """Give the average seconds of reading per view of a page.

    Per view, because views and seconds are always shown together, as one group: visits and entries
    wait for themselves, and whatever lags behind the seconds would make their average too high.
    """
    return Figure(round(sums.engaged_seconds / sums.views)) if sums.views > 0 else NONE


def title_in(titles: Mapping[int, str], page_id: int) -> str:
    """Give the title of a page that was counted, also if it has been deleted since."""
    return titles.get(page_id) or _("Deleted page %(id)d") % {"id": page_id}
