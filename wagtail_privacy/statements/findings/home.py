"""The panel on the home page of the admin: which statements lack something."""

from dataclasses import dataclass
from typing import Any

import swapper
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from wagtail_privacy import clock
from wagtail_privacy.statements.findings.addresses import AddressBook, may_see_findings
from wagtail_privacy.statements.findings.reviewing import language_name, review_all
from wagtail_privacy.statements.findings.reviews import Review
from wagtail_privacy.statements.models import LastChange

swapper.set_app_prefix("wagtailcore", "wagtail")

#: A change is seen at once; this bounds what comes from code that announces nothing.
SECONDS = 60
#: More stand in the report "To do".
MOST = 3


@dataclass(frozen=True, slots=True)
class Count:
    """How many points of a statement are open; `page_id` is None if there is no statement."""

    site_id: int
    language: str
    page_id: int | None
    must: int
    advised: int

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts the most urgent first."""
        return -self.must, -self.advised


def open_counts() -> list[Count]:
    """Give the statements that lack something, the most urgent first."""
    token, today = LastChange.current_token(), clock.today()
    if token is None:
        return _count()
    key = f"wagtail_privacy:findings:{today.isoformat()}:{token}"
    counts: list[Count] | None = cache.get(key)
    if counts is None:
        counts = _count()
        cache.set(key, counts, SECONDS)
    return counts


def _count() -> list[Count]:
    counts = [
        Count(
            found.site.pk,
            found.language,
            found.page.pk if found.page else None,
            len(found.must),
            len(found.advised),
        )
        for found in review_all(clock.today())
        if found.findings
    ]
    return sorted(counts, key=lambda count: count.rank)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as the panel shows it."""

    count: Count
    title: str  # empty: the site has no statement in the language
    language: str
    url: str


class FindingsPanel(Component):
    """Names the three statements that need somebody most, to those who can do something."""

    name = "privacy_findings"
    template_name = "wagtail_privacy/statements/admin/home_panel.html"
    order = 110

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def lines(self) -> list[Line]:
        """The statements that the user may edit, or all for who may see the report."""
        counts, sees_all = open_counts(), may_see_findings(self.request.user)
        ids = [count.page_id for count in counts if count.page_id]
        pages = swapper.load_model("wagtailcore", "Page").objects.in_bulk(ids) if ids else {}
        sites = Site.objects.select_related("root_page").in_bulk() if counts else {}
        addresses = AddressBook(self.request.user)
        addresses.read_pages(ids)
        found = []
        for count in counts:
            page = pages.get(count.page_id)
            if count.site_id not in sites or bool(page) != bool(count.page_id):
                continue  # deleted since it was counted
            url = ""
            if page or sees_all:
                url = addresses.of_statement(Review(sites[count.site_id], count.language, page))
            if url or sees_all:
                title = page.get_admin_display_title() if page else ""
                found.append(Line(count, title, language_name(count.language), url))
        return found[:MOST]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        has_report = may_see_findings(self.request.user)
        report_url = reverse("wagtail_privacy_todo:index") if has_report else ""
        return {"lines": self.lines, "report_url": report_url}

    def render_html(self, parent_context: Any = None) -> str:
        return str(super().render_html(parent_context)) if self.lines else ""
