"""The findings of the published statements as things to do."""

from collections.abc import Iterator
from typing import Any

import swapper
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Site

from wagtail_privacy import clock
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.finding import live_statements
from wagtail_privacy.statements.findings.addresses import may_see_findings
from wagtail_privacy.statements.findings.noticing import first_seen
from wagtail_privacy.statements.findings.pointing import Entry, Pointer
from wagtail_privacy.statements.findings.reviewing import Review, language_name, review_all
from wagtail_privacy.statements.rules import Place, PlaceKind, Severity
from wagtail_privacy.todos import Todo, TodoSource, TodoStep, TodoWeight

swapper.set_app_prefix("wagtailcore", "wagtail")

SEVERITIES = {Severity.MUST: TodoWeight.MUST, Severity.ADVISED: TodoWeight.ADVISED}


def findings_source() -> TodoSource:
    """Give the findings as a source of Privacy › To do."""
    return TodoSource(may_see_findings, finding_todos, why_empty)


def why_empty() -> str:
    """Say that there is nothing to check yet, if so."""
    if any(True for site in Site.objects.all() for _page in live_statements(site)):
        return ""
    return _(
        "No privacy statement is published yet, and no form asks for one. What it lacks will "
        "appear here."
    )


def finding_todos(request: HttpRequest) -> Iterator[Todo]:
    """Yield what the published statements have forgotten, as a user may mend it."""
    reviews = list(review_all(clock.today()))
    pointer = Pointer(request.user, reverse("wagtail_privacy_todo:index"))
    rows = [
        (review, entry)
        for review in reviews
        for entry in (*pointer.open(review, review.findings), *pointer.accepted(review))
    ]
    known, people = first_seen(), People(entry.finding.place for _review, entry in rows)
    for review, entry in rows:
        key = (review.site.pk, review.language, entry.finding.key)
        yield _todo(review, entry, known.get(key), people)


def _todo(review: Review, entry: Entry, since: Any, people: "People") -> Todo:
    finding, accepted = entry.finding, entry.acceptance
    must = finding.severity == Severity.MUST
    title = review.page.title if review.page else _("no statement")
    language = language_name(review.language)
    return Todo(
        kind=_("Statement"),
        weight=TodoWeight.ACCEPTED if accepted else SEVERITIES[finding.severity],
        what=finding.message,
        why=_("Accepted: %(reason)s") % {"reason": accepted.reason} if accepted else finding.why,
        reference=finding.article,
        where=entry.where,
        of=f"{title} ({language})",
        site=str(review.site),
        language=language,
        who=people.of(finding.place, review),
        since=since,
        # An acceptance is looked at again on its day; what the law wants, it wants now.
        due=accepted.review_on if accepted else None,
        is_due_at_once=must and not accepted,
        steps=tuple(_steps(entry)),
    )


def _steps(entry: Entry) -> Iterator[TodoStep]:
    if entry.acceptance is None and entry.url:
        yield TodoStep(entry.finding.mend, entry.url)
    if entry.accept_url:
        yield TodoStep(_("Take back") if entry.acceptance else _("Accept"), entry.accept_url)


class People:
    """Knows who can mend something: whoever wrote a page last, else the privacy officer."""

    def __init__(self, places: Any):
        pks = {place.pk for place in places if place.kind == PlaceKind.PAGE and place.pk}
        model = swapper.load_model("wagtailcore", "Page")
        pages = model.objects.filter(pk__in=pks).select_related("latest_revision__user", "owner")
        self._pages = {page.pk: page for page in pages}

    def of(self, place: Place, review: Review) -> str:
        """Name somebody who can mend a finding at a place."""
        if place.kind == PlaceKind.CODE:
            return _("whoever looks after the code")
        page = self._pages.get(place.pk) if place.kind == PlaceKind.PAGE else None
        revision = page.latest_revision if page else None
        user = (revision and revision.user) or (page.owner if page else None)
        if user:
            return str(get_user_display_name(user))
        return ControllerSettings.of(review.site).dpo_name or _("privacy officer")
