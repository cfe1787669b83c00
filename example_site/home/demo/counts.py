"""Nine weeks of invented numbers, so that the statistics of the demo have something to show."""

import datetime
import random
from collections import Counter
from collections.abc import Iterator

from wagtail.models import Page, Site

from wagtail_privacy.analytics.counts.dimensions import Dimension, Seen
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping.writing import add_counts, add_dimensions
from wagtail_privacy.analytics.models import PageCount

#: On any day of a year this reaches back to the first day of the month that is told in public.
DAYS = 63
SEED = 284  # the same numbers on every machine

#: Visits on a usual day, by key of the page; pages that are not named have few.
VISITS = {
    "home": 190,
    "section-benefits": 85,
    "section-service": 70,
    "section-contact": 60,
    "offer-check-ups": 64,
    "offer-back-course": 38,
    "offer-dental-bonus": 72,
    "offer-abroad": 55,
    "offer-care-advice": 27,
    "offer-family": 49,
    "form-contact": 31,
    "form-call-back": 22,
    "form-newsletter": 9,
    "form-employers": 12,
    "statement": 11,
}
FEW_VISITS = 5
#: Share of the visits that read in the language.
LANGUAGE_SHARES = {"de": 0.88, "en": 0.12}
#: Shares of the visits by what else is counted of them; what is left over goes to the first.
SHARES: dict[Dimension, dict[str, float]] = {
    Dimension.REFERRER: {"suche.example": 0.44, "": 0.41, "vergleich.example": 0.12},
    Dimension.DEVICE: {"phone": 0.52, "computer": 0.41, "tablet": 0.06},
    Dimension.LANGUAGE: {"de": 0.84, "en": 0.09, "tr": 0.05},
}
#: Monday to Sunday: people look after their insurance at the beginning of the week.
WEEKDAY_FACTORS = (1.25, 1.15, 1.05, 1.0, 0.85, 0.55, 0.6)


def load_counts(site: Site, pages: dict[str, Page], today: datetime.date) -> None:
    """Invent the counts of the weeks up to today, unless the site has any."""
    if not PageCount.objects.filter(site=site).exists():
        invented = list(_invented(site, pages, today))
        add_counts(invented)
        add_dimensions(_dimensions(invented))


def _invented(
    site: Site, pages: dict[str, Page], today: datetime.date
) -> Iterator[tuple[int, int, datetime.date, Sums]]:
    dice = random.Random(SEED)  # noqa: S311
    for days_ago in reversed(range(DAYS)):
        day = today - datetime.timedelta(days=days_ago)
        # A little more every week.
        factor = WEEKDAY_FACTORS[day.weekday()] * (1 + 0.25 * (1 - days_ago / DAYS))
        for key, page in pages.items():
            name, _dash, language = key.rpartition("-")
            usual = VISITS.get(name, FEW_VISITS) * LANGUAGE_SHARES[language] * factor
            sums = _sums(dice, round(usual * dice.uniform(0.75, 1.3)), name)
            if sums.views:
                yield site.pk, page.pk, day, sums


def _dimensions(
    counts: list[tuple[int, int, datetime.date, Sums]],
) -> Iterator[tuple[int, datetime.date, Seen, int]]:
    """Give each visit of each day one value of each dimension."""
    visits: Counter[tuple[int, datetime.date]] = Counter()
    for site_id, _page_id, day, sums in counts:
        visits[site_id, day] += sums.entries
    for (site_id, day), number in visits.items():
        for dimension, shares in SHARES.items():
            left = number
            for value, share in shares.items():
                part = round(number * share)
                left -= part
                yield site_id, day, (dimension, 0, value), part
            yield site_id, day, (dimension, 0, next(iter(shares))), left


def _sums(dice: random.Random, visits: int, name: str) -> Sums:
    """Give the sums of a page and day; an entry is a visit, and a bounce is an entry."""
    share_of_entries = 0.8 if name == "home" else dice.uniform(0.2, 0.4)
    entries = round(visits * share_of_entries)
    return Sums(
        views=round(visits * dice.uniform(1.1, 1.4)),
        visits=visits,
        entries=entries,
        bounces=round(entries * dice.uniform(0.3, 0.5)),
        engaged_seconds=sum(dice.randint(8, 110) for _visit in range(visits)),
    )
