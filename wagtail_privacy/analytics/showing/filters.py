"""What a report is narrowed to: a period, a site, a section of its pages, a language."""

from collections.abc import Iterator, Sequence
from typing import Any

import django_filters
from django.forms import RadioSelect, Select
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.admin.active_filters import (
    ActiveFilter,
    ChoiceFilterAdapter,
    register_filter_adapter_class,
)
from wagtail.admin.filters import WagtailFilterSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from wagtail_privacy import clock
from wagtail_privacy.analytics.models import PageCount
from wagtail_privacy.analytics.showing.summary import Period
from wagtail_privacy.analytics.showing.tree import PageFact, Tree

PERIODS = (7, 30, 90, 365)
DEFAULT_PERIOD = 30
#: Before the title of a page below another one, once per level; ordinary spaces would be lost.
INDENT = "\N{EM SPACE}"


def period_choices() -> list[tuple[str, str]]:
    """Give the periods in the active language, which is another one with each request."""
    return [
        (str(days), ngettext("%(days)d day", "%(days)d days", days) % {"days": days})
        for days in PERIODS
    ]


class SectionFilter(django_filters.ChoiceFilter):
    """Offers pages, each as far to the right as it lies below others."""


class SectionFilterAdapter(ChoiceFilterAdapter):
    """Says which page is chosen, without the space before it."""

    def get_active_filters(self) -> Iterator[ActiveFilter]:
        for active in super().get_active_filters():
            yield active._replace(value=active.value.strip())


register_filter_adapter_class(SectionFilter, SectionFilterAdapter)


class StatisticsFilterSet(WagtailFilterSet):
    """Asks for the period and, where there are several, for site, section and language."""

    period = django_filters.ChoiceFilter(
        label=_("Period"), choices=period_choices, empty_label=None, widget=RadioSelect
    )
    site = django_filters.ChoiceFilter(
        label=pgettext_lazy("website", "Site"), empty_label=None, widget=RadioSelect
    )
    section = SectionFilter(label=_("Section"), empty_label=_("The whole site"), widget=Select)
    language = django_filters.ChoiceFilter(
        label=_("Language"), empty_label=_("All languages"), widget=RadioSelect
    )

    class Meta:
        model = PageCount
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, request: HttpRequest, sites: Sequence[Site]):
        self.sites = {str(site.pk): site for site in sites}
        asked: dict[str, Any] = data.dict()
        # What is not asked for stands on its default, so that the form shows what is shown.
        self.defaults = {"period": str(DEFAULT_PERIOD), "site": next(iter(self.sites), "")}
        super().__init__({**self.defaults, **asked}, request=request)
        self.tree = Tree(self.sites.get(asked.get("site", "")) or self._default_site, request.user)
        choices = {
            "site": [(pk, str(site)) for pk, site in self.sites.items()],
            "section": list(self._sections(asked.get("section", ""))),
            "language": list(self._languages()),
        }
        for name, values in choices.items():
            self.filters[name].extra["choices"] = values
            if len(values) < 2 and not self.is_wanted(name, asked):
                del self.filters[name]
        for name, filter_ in self.filters.items():
            filter_.extra["initial"] = self.defaults.get(name, "")

    def is_wanted(self, name: str, asked: dict[str, Any]) -> bool:
        """Say whether to ask although there is no choice."""
        return False

    @property
    def _default_site(self) -> Site | None:
        return next(iter(self.sites.values()), None)

    def _sections(self, asked: str) -> Iterator[tuple[str, str]]:
        offered = self.tree.sections
        top = min((fact.depth for fact in offered), default=0)
        for fact in offered:
            yield str(fact.id), INDENT * (fact.depth - top) + self.tree.name(fact)
        # A link from the editor may name any page; further down there are too many to offer.
        further = self.tree.section(asked)
        if further and further not in offered:
            yield asked, self.tree.name(further)

    def _languages(self) -> Iterator[tuple[str, str]]:
        names = get_content_languages()
        for code in self.tree.languages:
            yield code, str(names.get(code, code))

    @cached_property
    def chosen(self) -> dict[str, str]:
        """What is asked for, as far as it can be had."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def period_chosen(self) -> Period:
        return Period(int(self.chosen.get("period", DEFAULT_PERIOD)), clock.today())

    @property
    def site_chosen(self) -> Site | None:
        """The site asked for, else the default one."""
        return self.tree.site

    @property
    def section_chosen(self) -> PageFact | None:
        return self.tree.section(self.chosen.get("section", ""))

    @property
    def language_chosen(self) -> str:
        return self.chosen.get("language", "")

    @property
    def language_name(self) -> str:
        code = self.language_chosen
        return str(get_content_languages().get(code, code))

    @cached_property
    def page_ids(self) -> frozenset[int] | None:
        """The pages of the section and the language; None if the whole site is asked for."""
        if not self.section_chosen and not self.language_chosen:
            return None
        pages = self.tree.within(self.section_chosen, self.language_chosen)
        return frozenset(fact.id for fact in pages)


class StrictFilterSet(StatisticsFilterSet):
    """The same for a program: whatever is named must exist."""

    def is_wanted(self, name: str, asked: dict[str, Any]) -> bool:
        return name in asked

    @cached_property
    def errors_found(self) -> dict[str, list[str]]:
        """What is wrong, by parameter."""
        unknown = set(self.data) - set(self.base_filters)
        if self.form.is_valid() and not unknown:
            return {}
        found = {
            name: [str(error) for error in errors] for name, errors in self.form.errors.items()
        }
        return {
            **found,
            **{name: [str(_("There is no such parameter."))] for name in sorted(unknown)},
        }
