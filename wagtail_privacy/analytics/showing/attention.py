"""Which pages need a look, and which nobody reads: the part of the report that leads to an edit."""

import datetime
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_privacy.analytics.showing import lengths, looks, words
from wagtail_privacy.analytics.showing.figures import Figure
from wagtail_privacy.analytics.showing.summary import PageRow, Period
from wagtail_privacy.analytics.showing.tree import PageFact, Tree

#: So many pages of a kind are named, and the texts of so many are measured.
MOST_NAMED, MOST_MEASURED = 10, 100
#: Where the cache keeps how long a text takes, and for how long.
KEPT, KEPT_SECONDS = "wagtail_privacy.length", 7 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Look:
    """A page that needs a look, and what was seen."""

    page_id: int
    title: str
    may_edit: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Looks:
    """Pages that need a look for the same reason: the first of them, and how many more."""

    heading: str
    pages: tuple[Look, ...]
    more: int


class Attention:
    """Compares what was counted with the texts, the days before and the day of publication."""

    def __init__(self, tree: Tree, pages: Iterable[PageFact], rows: Sequence[PageRow]):
        self.tree = tree
        self.pages = [fact for fact in pages if fact.is_live]
        self.rows = {row.page_id: row for row in rows}

    def found(self, period: Period, before: Sequence[PageRow]) -> list[Looks]:
        """Give the reasons that there are pages for."""
        old, others = self._unread(period)
        kinds = (
            (_("Read far shorter than its length"), self._hardly_read()),
            (_("Fallen by half"), self._falling(before)),
            (_("Old and unread"), old),
            (_("Pages that nobody reads"), others),
        )
        return [
            Looks(heading, tuple(looks_[:MOST_NAMED]), max(len(looks_) - MOST_NAMED, 0))
            for heading, looks_ in kinds
            if looks_
        ]

    def _look(self, fact: PageFact, detail: str) -> Look:
        title = self.tree.title(fact.id)
        return Look(fact.id, title, self.tree.may_edit(fact.id), detail)

    def _hardly_read(self) -> list[Look]:
        read = [
            (fact, row.reading_seconds.number)
            for fact in self.pages
            if (row := self.rows.get(fact.id)) and row.reading_seconds.number is not None
        ]
        read.sort(key=lambda pair: -self.rows[pair[0].id].visits.sort_key)
        measured = self._lengths([fact for fact, _seconds in read[:MOST_MEASURED]])
        found = []
        for fact, seconds in read[:MOST_MEASURED]:
            expected = measured.get(fact.id)
            if expected and looks.is_hardly_read(seconds, expected):
                times = {
                    "time": words.time_in_words(seconds or 0),
                    "expected": words.time_in_words(expected),
                }
                detail = _("%(time)s minutes per view; the text takes %(expected)s") % times
                found.append(self._look(fact, detail))
        return found

    def _lengths(self, facts: Sequence[PageFact]) -> dict[int, int]:
        """Give how long each text takes; 0 if it is too short to say."""
        keys = {
            f"{KEPT}.{fact.id}.{int(fact.published_at.timestamp())}": fact.id
            for fact in facts
            if fact.published_at
        }
        kept: dict[str, int] = {}
        with suppress(Exception):  # without a cache the texts are read again
            kept = cache.get_many(keys)
        missing = {key: page_id for key, page_id in keys.items() if key not in kept}
        if missing:
            pages = self.tree.model.objects.filter(pk__in=missing.values()).specific()
            seconds = {page.pk: lengths.expected_seconds(page) or 0 for page in pages}
            read = {key: seconds.get(page_id, 0) for key, page_id in missing.items()}
            kept.update(read)
            with suppress(Exception):
                cache.set_many(read, KEPT_SECONDS)
        return {keys[key]: seconds for key, seconds in kept.items()}

    def _falling(self, before: Sequence[PageRow]) -> list[Look]:
        views = {row.page_id: row.views.number for row in before}
        found = []
        for fact in self.pages:
            row = self.rows.get(fact.id)
            now, then = row.views.number if row else 0, views.get(fact.id)
            if looks.is_falling(now, then):
                numbers = {
                    "before": words.figure_in_words(Figure(then)),
                    "now": words.figure_in_words(Figure(now)),
                }
                found.append(self._look(fact, _("%(before)s views before, %(now)s now") % numbers))
        return found

    def _unread(self, period: Period) -> tuple[list[Look], list[Look]]:
        """Give the pages that hardly anybody has read, the old ones and the others."""
        old: list[Look] = []
        others: list[Look] = []
        for fact in sorted(self.pages, key=_published):
            row, published = self.rows.get(fact.id), fact.published_on
            # What came in the middle of the period has not had its chance.
            if (row and row.views.number) or not published or published > period.first:
                continue
            day = date_format(published, "DATE_FORMAT")
            look = self._look(fact, _("last published on %(day)s") % {"day": day})
            (old if looks.is_old(published, period.last) else others).append(look)
        return old, others


def _published(fact: PageFact) -> tuple[datetime.date, str]:
    return fact.published_on or datetime.date.max, fact.path
