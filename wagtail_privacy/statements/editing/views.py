"""Shows in the editor what a section says today, and where its facts are edited."""

from typing import Any

import swapper
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail.blocks import StreamValue

from wagtail_privacy.statements.blocks import StatementBody
from wagtail_privacy.statements.editing.sources import from_registers, sources_of
from wagtail_privacy.statements.findings.addresses import AddressBook, in_words
from wagtail_privacy.statements.findings.reviewing import Review
from wagtail_privacy.statements.mixins import PrivacyStatementMixin

swapper.set_app_prefix("wagtailcore", "wagtail")

#: So many sources are named; a site with forty forms has a listing of them elsewhere.
LONGEST_LIST = 6


@require_GET
@never_cache
def section_facts(request: HttpRequest, name: str) -> HttpResponse:
    """Give what a section of a statement's draft says, for whoever may edit the statement."""
    page = _statement(request)
    section = StatementBody().child_blocks.get(name)
    if section is None or not getattr(section, "draws_on", ()):
        raise Http404
    facts = page.get_facts()
    places = from_registers(
        place for register in section.draws_on for place in sources_of(register, facts)
    )
    book, site = AddressBook(request.user), page.get_site()
    review = Review(site, page.locale.language_code, page)
    shown = places[:LONGEST_LIST]
    sources = [{"words": in_words(p), "url": book.of(p, review) if site else ""} for p in shown]
    context = {
        "sources": sources,
        "further": len(places) - len(shown),
        "block": StreamValue(StatementBody(), [(name, {})], is_lazy=False)[0],
        "page": page,
        "facts": facts,
        "shows_gaps": True,
        "language": page.locale.language_code,
    }
    return render(request, "wagtail_privacy/statements/admin/section_facts.html", context)


def _statement(request: HttpRequest) -> Any:
    number = request.GET.get("page", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404
    page = swapper.load_model("wagtailcore", "Page").objects.filter(pk=int(number)).first()
    page = page.specific if page else None
    if not isinstance(page, PrivacyStatementMixin):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()
