"""What else was counted on a site over a period, dimension by dimension, ready to be shown."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum

from wagtail_privacy.analytics import figures, labels
from wagtail_privacy.analytics.dimensions import Dimension, FormStep
from wagtail_privacy.analytics.figures import Figure
from wagtail_privacy.analytics.models import DimensionCount
from wagtail_privacy.analytics.summary import Summary, title_in, titles_of

#: Of these each visit has exactly one value.
OF_VISITS = (Dimension.REFERRER, Dimension.DEVICE, Dimension.LANGUAGE)
#: Counted each time, with the page.
ON_PAGES = (Dimension.EVENT, Dimension.DOWNLOAD, Dimension.OUTBOUND)
#: So many rows of a dimension are shown.
MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of a dimension and how often it was seen; the page if it belongs to one."""

    label: str
    number: Figure
    page: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form page: how often it was begun and sent."""

    page: str
    started: Figure
    sent: Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A dimension with its rows, the most frequent first."""

    heading: str
    rows: tuple[ValueRow, ...]
    has_pages: bool = False


class Breakdown:
    """The dimensions of a site over a period."""

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
        for dimension, page, value, number in rows:
            found[dimension].append((page, value, number))
        return found

    @cached_property
    def _titles(self) -> dict[int, str]:
        ids = {page for rows in self._numbers.values() for page, *_rest in rows if page}
        return titles_of(ids) if ids else {}

    def _title(self, page_id: int) -> str:
        return title_in(self._titles, page_id) if page_id else ""

    @cached_property
    def sections(self) -> list[Section]:
        """The dimensions that have any numbers."""
        found = [
            self._section(dimension) for dimension in (*OF_VISITS, Dimension.CAMPAIGN, *ON_PAGES)
        ]
        return [section for section in found if section.rows]

    def _section(self, dimension: Dimension) -> Section:
        rows = [
            ValueRow(labels.value_label(dimension, value), figures.count(number), self._title(page))
            for page, value, number in self._numbers[dimension.value]
        ]
        rows.sort(key=lambda row: -row.number.sort_key)
        return Section(
            labels.heading(dimension), tuple(rows[:MOST_ROWS]), has_pages=dimension in ON_PAGES
        )

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
        return FormRow(self._title(page), started, sent)

    @cached_property
    def dropped(self) -> list[ValueRow]:
        """The hits that were not counted, on all sites together, by reason."""
        return list(self._section(Dimension.DROPPED).rows)
