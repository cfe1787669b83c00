"""The numbers of single pages, for the places where somebody works on them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Sum
from wagtail.models import Site

from wagtail_privacy import clock
from wagtail_privacy.analytics.counts.dimensions import Dimension, FormStep
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.models import DimensionCount, PageCount
from wagtail_privacy.analytics.showing import figures, lengths, looks, words
from wagtail_privacy.analytics.showing.figures import Figure
from wagtail_privacy.analytics.showing.summary import Period, reading_seconds

DAYS = 30
#: A publication is judged when it is so many days old.
FEWEST_DAYS = 7


def site_ids(pages: Iterable[Any]) -> set[int]:
    """Give the sites on which pages may be counted, without a query."""
    roots = Site.get_site_root_paths()
    paths = [page.url_path for page in pages]
    return {
        root.site_id for root in roots if any(path.startswith(root.root_path) for path in paths)
    }


def views_of(pages: Sequence[Any], today: datetime.date) -> dict[int, Figure]:
    """Give the views of the last days for each of some pages, in one query."""
    # Days and pages one by one, so that the index finds each of them.
    rows = (
        PageCount.objects.filter(
            site_id__in=site_ids(pages),
            day__in=Period(DAYS, today).dates(),
            page_id__in=[page.pk for page in pages],
        )
        .order_by()
        .values_list("page_id")
        .annotate(sum=Sum("views"))
    )
    found = dict(rows)
    return {page.pk: figures.count(found.get(page.pk, 0)) for page in pages}


@dataclass(frozen=True, slots=True)
class Publication:
    """How a page was read after its last publication, against as many days before."""

    day: datetime.date
    days: int
    after: Figure
    before: int
    is_first: bool

    def __str__(self) -> str:
        return words.comparison(self.after, self.before, self.days)


class PageNumbers:
    """What was counted on a page in the last days, against the days before."""

    def __init__(self, page: Any, today: datetime.date):
        self.page = page
        self.today = today
        self.period = Period(DAYS, today)

    @cached_property
    def _published(self) -> datetime.date | None:
        moment = self.page.last_published_at if self.page.live else None
        return clock.day_of(moment) if moment else None

    @cached_property
    def _around(self) -> tuple[Period, Period] | None:
        """The days before the last publication and those after it, as many but few at most."""
        if not self._published:
            return None
        days = min((self.today - self._published).days, DAYS)
        after = Period(days, self._published + datetime.timedelta(days=days))
        return Period(days, self._published - datetime.timedelta(days=1)), after

    @cached_property
    def _sites(self) -> set[int]:
        return site_ids([self.page])

    @cached_property
    def _days(self) -> dict[datetime.date, Sums]:
        wanted = {*self.period.dates(), *self.period.before.dates()}
        for period in self._around or ():
            wanted.update(period.dates())
        rows = (
            PageCount.objects.filter(
                site_id__in=self._sites, day__in=sorted(wanted), page_id=self.page.pk
            )
            .order_by()
            .values_list("day")
            .annotate(**{f"sum_{name}": Sum(name) for name in Sums._fields})
        )
        return {day: Sums(*sums) for day, *sums in rows}

    def _sum(self, period: Period) -> Sums:
        found = [self._days.get(day, Sums()) for day in period.dates()]
        return Sums(*(max(sum(column), 0) for column in zip(*found, strict=True)))

    @cached_property
    def _now(self) -> Sums:
        return self._sum(self.period)

    @cached_property
    def _before(self) -> Sums:
        return self._sum(self.period.before)

    @property
    def views(self) -> Figure:
        return figures.count(self._now.views)

    @property
    def visits(self) -> Figure:
        return figures.count(self._now.visits)

    @property
    def entries(self) -> Figure:
        return figures.count(self._now.entries)

    @property
    def bounces(self) -> Figure:
        return figures.count(self._now.bounces)

    @property
    def views_compared(self) -> str:
        return words.comparison(self.views, self._before.views, DAYS)

    @property
    def visits_compared(self) -> str:
        return words.comparison(self.visits, self._before.visits, DAYS)

    @property
    def entries_compared(self) -> str:
        return words.comparison(self.entries, self._before.entries, DAYS)

    @property
    def reading_seconds(self) -> int | None:
        """Average seconds of reading per view, if there were any."""
        return reading_seconds(self._now).number

    @cached_property
    def expected_seconds(self) -> int | None:
        return lengths.expected_seconds(self.page)

    @property
    def is_hardly_read(self) -> bool:
        return looks.is_hardly_read(self.reading_seconds, self.expected_seconds)

    @property
    def is_falling(self) -> bool:
        return looks.is_falling(self.views.number, self._before.views)

    @property
    def is_old_and_unread(self) -> bool:
        return not self.views.number and looks.is_old(self._published, self.today)

    @cached_property
    def publication(self) -> Publication | None:
        """The last publication; None before anything can be said of it."""
        if not self._around or not self._published or self._around[1].days < FEWEST_DAYS:
            return None
        before, after = self._around
        first = self.page.first_published_at
        return Publication(
            self._published,
            after.days,
            figures.count(self._sum(after).views),
            self._sum(before).views,
            is_first=bool(first) and clock.day_of(first) == self._published,
        )

    @cached_property
    def _steps(self) -> dict[str, int]:
        rows = DimensionCount.objects.filter(
            site_id__in=self._sites,
            day__in=self.period.dates(),
            dimension=Dimension.FORM,
            page_number=self.page.pk,
        ).values_list("value", "number")
        found: defaultdict[str, int] = defaultdict(int)
        for value, number in rows:
            found[value] += number
        return found

    @property
    def has_form(self) -> bool:
        return hasattr(self.page, "get_form_class") or bool(self._steps)

    @property
    def begun(self) -> Figure:
        return figures.count(self._steps.get(FormStep.STARTED, 0))

    @property
    def sent(self) -> Figure:
        return figures.count(self._steps.get(FormStep.SENT, 0))
