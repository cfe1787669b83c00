"""What a site tells in public of its last full month: a few figures, of which none is small."""

import datetime
from dataclasses import dataclass
from typing import Any

import swapper
from django.core.cache import cache
from django.db import IntegrityError, router, transaction
from django.db.models import Sum
from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.analytics.actions import first_day_kept
from wagtail_privacy.analytics.arriving.memory import PREFIX
from wagtail_privacy.analytics.counts import modes, ways
from wagtail_privacy.analytics.keeping import exact
from wagtail_privacy.analytics.keeping.rollup import month_after, month_of
from wagtail_privacy.analytics.models import MonthCount, PublicFigure, SiteCount
from wagtail_privacy.analytics.public import noise

#: Seconds for which what is shown is kept.
KEPT = 3600
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """The figures of a month; None stands for one that is too small to be shown."""

    month: datetime.date
    views: int | None
    visits: int | None
    pages: tuple[tuple[int, int], ...] = ()  # page id and visits, most first
    epsilon: float | None = None  # by which noise was drawn, if it was


def is_public(config: conf.AnalyticsSettings) -> bool:
    """Say whether a site tells its figures."""
    return config.MODE != modes.OFF and config.PUBLIC_FIGURES in (ways.COUNTS, ways.NOISE)


def last_month(today: datetime.date) -> datetime.date:
    """Give the first day of the last full month; one that ended today is not written yet."""
    return month_of(month_of(today - DAY) - DAY)


def public_figures(site: Site, today: datetime.date) -> PublicFigures | None:
    """Give what may be told of a site; None if nothing is, or not yet."""
    config = conf.analytics()
    if not is_public(config):
        return None
    month, way = last_month(today), config.PUBLIC_FIGURES
    if way == ways.COUNTS and month < first_day_kept(today):
        return None  # part of it has been deleted
    key = f"{PREFIX}.public.{site.pk}.{month}.{way}.{config.PUBLIC_PAGES}.{config.MINIMUM_COUNT}"
    found = cache.get(key)
    if found is None:
        make = _drawn if way == ways.NOISE else _counted
        found = (make(site, month, config),)
        cache.set(key, found, KEPT)
    return found[0]


def _sums(site: Site, month: datetime.date) -> tuple[int, int]:
    days = SiteCount.objects.filter(site=site, day__gte=month, day__lt=month_after(month))
    sums = days.aggregate(views=Sum("views"), visits=Sum("entries"))
    return sums["views"] or 0, sums["visits"] or 0


def page_model() -> Any:
    """Give the model of the site's pages, ours or its own."""
    return swapper.load_model("wagtailcore", "Page")


def _open_pages(site: Site) -> set[int]:
    """Give the ids of the pages that everybody may read."""
    below = page_model().objects.descendant_of(site.root_page, inclusive=True)
    return set(below.live().public().values_list("pk", flat=True))


def _top(visits: dict[int, int], config: conf.AnalyticsSettings) -> tuple[tuple[int, int], ...]:
    large = [(page, number) for page, number in visits.items() if number >= config.MINIMUM_COUNT]
    return tuple(sorted(large, key=lambda row: (-row[1], row[0]))[: config.PUBLIC_PAGES])


def _counted(site: Site, month: datetime.date, config: conf.AnalyticsSettings) -> PublicFigures:
    views, visits = (_not_small(number, config) for number in _sums(site, month))
    if not config.PUBLIC_PAGES:
        return PublicFigures(month, views, visits)
    rows = MonthCount.objects.filter(site=site, month=month, page_id__in=_open_pages(site))
    return PublicFigures(
        month, views, visits, _top(dict(rows.values_list("page_id", "visits")), config)
    )


def _not_small(number: int, config: conf.AnalyticsSettings) -> int | None:
    return number if number >= config.MINIMUM_COUNT else None


def _drawn(
    site: Site, month: datetime.date, config: conf.AnalyticsSettings
) -> PublicFigures | None:
    """Give the last figures that have been drawn, those of an earlier month if need be."""
    drawn = PublicFigure.objects.filter(site=site, month__lte=month)
    last = drawn.order_by("-month").values_list("month", flat=True).first()
    if last is None:
        return None
    pages = {row.page_number: row for row in drawn.filter(month=last)}
    of_site = pages.pop(exact.SITE)
    still_open = _open_pages(site) if pages else set()
    top = _top({page: row.number for page, row in pages.items() if page in still_open}, config)
    return PublicFigures(last, None, _not_small(of_site.number, config), top, of_site.epsilon)


def draw(today: datetime.date) -> int:
    """Draw the noise of the last full month for every site that lacks it; give how many had to."""
    config = conf.analytics()
    if not exact.are_wanted(config):
        exact.forget()
        return 0
    month = last_month(today)
    drawn = sum(_draw(site, month, config) for site in Site.objects.all())
    exact.go_on(today, month)
    return drawn


def _draw(site: Site, month: datetime.date, config: conf.AnalyticsSettings) -> bool:
    alias = router.db_for_write(PublicFigure)
    drawn = PublicFigure.objects.using(alias)
    if drawn.filter(site=site, month=month).exists():
        return False
    visits = exact.of_month(site, month, alias)
    if visits is None:
        return False
    # Of all pages, those that nobody read as well: which ones come first is told, too.
    told = [exact.SITE, *(_open_pages(site) if config.PUBLIC_PAGES else ())]
    scale = noise.scale_of(config.PUBLIC_EPSILON)
    numbers = noise.noisy([visits.get(page, 0) for page in told], scale)
    [(_site, of_site), *of_pages] = zip(told, numbers, strict=True)
    drawn_by = {"site": site, "month": month, "epsilon": config.PUBLIC_EPSILON}
    rows = [
        PublicFigure(page_number=page, number=number, **drawn_by)
        for page, number in [(exact.SITE, of_site), *_top(dict(of_pages), config)]
    ]
    try:
        with transaction.atomic(using=alias):
            drawn.bulk_create(rows)
    except IntegrityError:  # another process was faster, and its draw is the one that counts
        return False
    return True


def prune(first_day_kept: datetime.date) -> int:
    """Forget the figures of months that are no longer kept; give how many."""
    old = PublicFigure.objects.filter(month__lt=month_of(first_day_kept))
    return old.delete()[0]
