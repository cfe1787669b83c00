from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Site
from wagtail.snippets.models import register_snippet

from wagtail_privacy import registry
from wagtail_privacy.activities import ProcessingActivity, WithdrawalWay
from wagtail_privacy.forms import drafts, urls
from wagtail_privacy.forms.choosing.viewsets import category_chooser, purpose_chooser
from wagtail_privacy.forms.consents.listing import may_see_consents
from wagtail_privacy.forms.mixins import PrivacyFormMixin
from wagtail_privacy.forms.notification.viewsets import (
    MailRecipientViewSet,
    name_nobody_to_those_without_rights,
)
from wagtail_privacy.forms.rights import page_actions, page_deletion, page_moves
from wagtail_privacy.forms.rights.group_panel import SiteRightsForm
from wagtail_privacy.forms.rights.permissions import (
    SubmissionRight,
    has_other_form_types,
    may_read_submissions,
    readable_forms,
)
from wagtail_privacy.forms.start import urls as start_urls
from wagtail_privacy.forms.start.states import forms_task
from wagtail_privacy.forms.submissions import log_actions
from wagtail_privacy.forms.telling.activities import form_activities, ways_to_withdraw
from wagtail_privacy.forms.telling.ungoverned import ungoverned_source
from wagtail_privacy.forms.views.deciding import delete_submissions
from wagtail_privacy.forms.views.unexplained import ask_about_answers
from wagtail_privacy.todos import TodoSource


@hooks.register(registry.PROCESSING_ACTIVITIES)
@registry.announced
def register_form_activities(site: Site, language: str) -> Iterator[ProcessingActivity]:
    return form_activities(site, language)


@hooks.register(registry.WITHDRAWAL_WAYS)
@registry.announced
def register_receipts(
    site: Site, language: str, activities: tuple[ProcessingActivity, ...]
) -> Iterator[WithdrawalWay]:
    return ways_to_withdraw(activities)


@hooks.register(registry.TODOS)
def register_ungoverned_forms() -> TodoSource:
    return ungoverned_source()


@hooks.register("filter_form_submissions_for_user")
def only_for_readers(user: Any, editable_forms: QuerySet[Any]) -> QuerySet[Any]:
    return readable_forms(user, editable_forms)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [
        path("privacy/forms/", include(urls)),
        path("privacy/start/", include(start_urls)),
    ]


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ViewSet]:
    return [purpose_chooser, category_chooser]


# Before Wagtail's own view of this address, which would not ask for our permission.
@hooks.register("register_admin_urls", order=-1)
def register_deletion_of_submissions() -> list[URLPattern]:
    return [path("forms/submissions/<int:page_id>/delete/", delete_submissions)]


class SubmissionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_submissions(request.user)


@hooks.register(registry.MENU)
def register_submissions_menu_item() -> MenuItem:
    return SubmissionsMenuItem(
        _("Forms and submissions"),
        reverse("wagtail_privacy_forms:index"),
        name="privacy-submissions",
        icon_name="form",
        order=300,
    )


@hooks.register("construct_main_menu")
def leave_forms_to_privacy(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    # Wagtail's own list would name the same forms once more, without purpose and period.
    if not has_other_form_types():
        menu_items[:] = [item for item in menu_items if item.name != "forms"]


class ConsentsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_consents(request.user)


@hooks.register(registry.MENU)
def register_consents_menu_item() -> MenuItem:
    return ConsentsMenuItem(
        _("Consents"),
        reverse("wagtail_privacy_forms:consents"),
        name="privacy-consents",
        icon_name="check",
        order=600,
    )


@hooks.register("register_permissions")
def register_submission_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="wagtail_privacy_forms",
        codename__in=[*(right.codename for right in SubmissionRight), "view_consentrecord"],
    )


@hooks.register("register_group_permission_panel")
def register_site_rights() -> type[SiteRightsForm]:
    return SiteRightsForm


register_snippet(MailRecipientViewSet)
hooks.register("register_log_actions", log_actions.register)


hooks.register("before_delete_snippet", name_nobody_to_those_without_rights)
hooks.register("before_delete_snippet", drafts.refuse_to_delete_what_a_draft_names)
hooks.register("before_delete_page", page_deletion.guard_page)
hooks.register("before_bulk_action", page_deletion.guard_bulk_action)
hooks.register("before_move_page", page_moves.guard_page)
hooks.register("before_bulk_action", page_moves.guard_bulk_action)
hooks.register("before_publish_page", ask_about_answers)
# After those of the site, which may put an interface of their own there.
hooks.register("construct_admin_api", page_actions.guard_admin_interface, order=1000)
hooks.register("register_actions", page_actions.guard_actions)


@hooks.register("before_bulk_action")
def refuse_to_publish_incomplete_forms(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    # The page refuses by itself; without this the person would see an error 500.
    if action_type != "publish" or request.method != "POST":
        return None
    incomplete = incomplete_forms(objects, with_descendants="include_descendants" in request.POST)
    if not incomplete:
        return None
    text = gettext(
        "Not published. These forms need a purpose, a field and data categories: %(forms)s."
    )
    messages.error(request, text % {"forms": ", ".join(incomplete)})
    return redirect(action.next_url)


def incomplete_forms(pages: list[Any], *, with_descendants: bool) -> list[str]:
    """Name those of the pages that are forms which cannot be published as they are."""
    found = [page.specific for page in pages]
    if with_descendants:
        found += [d for page in pages for d in page.get_descendants().not_live().specific()]
    forms = [page for page in found if isinstance(page, PrivacyFormMixin)]
    return [
        form.get_admin_display_title()
        for form in forms
        if not form.get_latest_revision_as_object().is_publishable
    ]


@hooks.register(registry.START_TASKS)
def register_forms_task(request: HttpRequest, site: Site) -> Iterator[registry.StartTask]:
    return forms_task(request, site)
