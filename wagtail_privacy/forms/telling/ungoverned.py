"""Forms of the site that no purpose governs, as things to do: the statement cannot know them."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from wagtail_privacy.forms.start.states import ungoverned_forms
from wagtail_privacy.start.tasks import PERMISSION
from wagtail_privacy.todos import Todo, TodoSource, TodoStep, TodoWeight


def ungoverned_source() -> TodoSource:
    """Give the forms that are no privacy forms as a source of Privacy › To do."""
    return TodoSource(may_see, ungoverned_todos)


def may_see(user: Any) -> bool:
    """Whether somebody answers for what the statement says."""
    return bool(user.has_perm(PERMISSION))


def ungoverned_todos(request: HttpRequest) -> Iterator[Todo]:
    """Yield the published forms of every site that are no privacy forms."""
    for site in Site.objects.order_by("-is_default_site", "hostname", "port"):
        for page in ungoverned_forms(site):
            if page.live:
                yield _todo(page, site, request.user)


def _todo(page: Any, site: Site, user: Any) -> Todo:
    may_edit = page.permissions_for_user(user).can_edit()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    code = page.locale.language_code
    return Todo(
        kind=_("Form"),
        weight=TodoWeight.MUST,
        what=_("“%(title)s” asks people for data, but the statement does not know it.")
        % {"title": page.title},
        why=_(
            "It is of a page type that is not governed: its answers have no purpose and no end. "
            "Build it anew as a privacy form, or unpublish it."
        ),
        reference=_("Art. 13(1) GDPR"),
        where=_("Page “%(name)s”") % {"name": page.title},
        site=str(site),
        language=str(get_content_languages().get(code, code)),
        who=_("privacy officer"),
        is_due_at_once=True,
        steps=(TodoStep(_("Open page"), address),) if may_edit else (),
    )
