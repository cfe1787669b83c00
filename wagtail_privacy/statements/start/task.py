"""The task "Read and publish" of Privacy › Start."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from wagtail_privacy import clock
from wagtail_privacy.registry import StartTask, TaskNote, TaskState
from wagtail_privacy.statements.findings.reviewing import Registers, Review, language_name, review
from wagtail_privacy.statements.start.drafting import Place, may_draft, places_of, why_no_draft


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A language of the site with its statement as it was last saved, and what that lacks."""

    place: Place
    draft: Any = None
    review: Review | None = None

    @property
    def language(self) -> str:
        return language_name(self.place.language)

    @property
    def is_done(self) -> bool:
        """Whether it is published as it was last saved, and lacks nothing that the law wants."""
        page = self.place.statement
        is_out = page is not None and page.live and not page.has_unpublished_changes
        return bool(is_out and self.review and not self.review.must)


def reviewed(site: Site) -> list[Reviewed]:
    """Give the languages of a site with their statements, reviewed as they were last saved."""
    registers, today = Registers(), clock.today()
    found = []
    for place in places_of(site):
        if place.statement is None:
            found.append(Reviewed(place))
            continue
        draft = place.statement.get_latest_revision_as_object()
        found.append(Reviewed(place, draft, review(draft, today, registers)))
    return found


def gaps_in_words(found: Review) -> str:
    """Say how many gaps a statement has: "7 gaps, 3 of them must be filled"."""
    number, must = len(found.findings), len(found.must)
    if not number:
        return _("no gaps")
    gaps = ngettext("%(number)d gap", "%(number)d gaps", number) % {"number": number}
    if not must:
        return gaps
    text = ngettext(
        "%(gaps)s, %(must)d of them must be filled",
        "%(gaps)s, %(must)d of them must be filled",
        must,
    )
    return text % {"gaps": gaps, "must": must}


def statement_task(request: HttpRequest, site: Site) -> Iterator[StartTask]:
    """Yield the task: read the statement of each language, and publish it."""
    languages = reviewed(site)
    yield StartTask(
        order=50,
        title=_("Read and publish"),
        asks=_("the statement as readers will see it, with its gaps marked"),
        state=_state(request, languages),
        url=reverse("wagtail_privacy_start_statement:index", args=[site.pk]),
        notes=tuple(_note(request, entry) for entry in languages),
    )


def _state(request: HttpRequest, languages: list[Reviewed]) -> TaskState:
    if all(entry.is_done for entry in languages):
        return TaskState.DONE
    can_begin = any(
        entry.draft is not None or may_draft(request.user, entry.place.root) for entry in languages
    )
    return TaskState.TO_DO if can_begin else TaskState.BLOCKED


def _note(request: HttpRequest, entry: Reviewed) -> TaskNote:
    names = {"language": entry.language}
    if entry.draft is None:
        why = why_no_draft(request.user, entry.place.root)
        names["why"] = why or _("no draft yet")
        return TaskNote(_("%(language)s: %(why)s") % names)
    names["title"] = entry.draft.title
    names["gaps"] = gaps_in_words(entry.review) if entry.review else ""
    is_live = entry.place.statement.live
    text = (
        _("%(language)s: “%(title)s” is published · %(gaps)s")
        if is_live
        else _("%(language)s: draft “%(title)s” · %(gaps)s")
    )
    return TaskNote(text % names)
