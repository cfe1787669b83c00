"""What else was counted on a site over a period, dimension by dimension, ready to be shown."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum

from wagtail_privacy.analytics.counts.dimensions import Dimension, FormStep
from wagtail_privacy.analytics.models import DimensionCount
from wagtail_privacy.analytics.showing import figures, labels
from wagtail_privacy.analytics.showing.figures import Figure
from wagtail_privacy.analytics.showing.summary import Summary

#: Of these each visit has exactly one value.
OF_VISITS = (Dimension.REFERRER, Dimension.DEVICE, Dimension.LANGUAGE)
#: Counted each time, with the page.
ON_PAGES = (Dimension.EVENT, Dimension.DOWNLOAD, Dimension.OUTBOUND)
#: So many rows of a dimension are shown.
MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of a dimension and how often it was seen; the page if it belongs to one."""

    value: str  # as it is stored
    label: str
    number: Figure
    page_id: int
    page: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form page: how often it was begun and sent."""

    page_id: int
    page: str
    started: Figure
    sent: Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A dimension with its rows, the most frequent first."""

    dimension: Dimension
    rows: tuple[ValueRow, ...]

    @property
    def heading(self) -> str:
        return labels.heading(self.dimension)

    @property
    def has_pages(self) -> bool:
        return self.dimension in ON_PAGES

    @property
    def first_rows(self) -> tuple[ValueRow, ...]:
        """Those that a reader gets to see; an export has them all."""
        return self.rows[:MOST_ROWS]


class Breakdown:
    """The dimensions of a site over a period; of some pages only those that belong to a page."""

    def __init__(self, summary: Summary):
        self.summary = summary

    @cached_property
    def _numbers(self) -> dict[str, list[tuple[int, str, int]]]:
        period = self.summary.period
        rows = (
            DimensionCount.objects.filter(
                site_id__in=(self.summary.site_id, 0),
                day__gte=period.first,
                day__lte=period.last,
            )
            .values_list("dimension", "page_number", "value")
            .annotate(sum=Sum("number"))
            .order_by("dimension", "value", "page_number")
        )
        found: defaultdict[str, list[tuple[int, str, int]]] = defaultdict(list)
        wanted = self.summary.page_ids
        for dimension, page, value, number in rows:
            if wanted is not None and page not in wanted:
                continue
            found[dimension].append((page, value, number))
        return found

    @property
    def counted_ids(self) -> set[int]:
        """The pages that anything belongs to."""
        return {page for rows in self._numbers.values() for page, *_rest in rows if page}

    def _title(self, page_id: int) -> str:
        return self.summary.title_of(page_id) if page_id else ""

    @cached_property
    def sections(self) -> list[Section]:
        """The dimensions that have any numbers."""
        found = [
            self._section(dimension) for dimension in (*OF_VISITS, Dimension.CAMPAIGN, *ON_PAGES)
        ]
        return [section for section in found if section.rows]

    def _section(self, dimension: Dimension) -> Section:
        rows = [
            ValueRow(
                value,
                labels.value_label(dimension, value),
                figures.count(number),
                page,
                self._title(page),
            )
            for page, value, number in self._numbers[dimension.value]
        ]
        rows.sort(key=lambda row: -row.number.sort_key)
        return Section(dimension, tuple(rows))

    @cached_property
    def forms(self) -> list[FormRow]:
        """The pages with forms that were begun or sent."""
        steps: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for page, step, number in self._numbers[Dimension.FORM.value]:
            steps[page][step] = number
        rows = [self._form(page, found) for page, found in steps.items()]
        return sorted(rows, key=lambda row: row.page.casefold())

    def _form(self, page: int, steps: dict[str, int]) -> FormRow:
        started, sent = (
            figures.count(steps.get(step, 0)) for step in (FormStep.STARTED, FormStep.SENT)
        )
        return FormRow(page, self._title(page), started, sent)

    @cached_property
    def dropped(self) -> list[ValueRow]:
        """The hits that were not counted, on all sites together, by reason."""
        return list(self._section(Dimension.DROPPED).rows)
