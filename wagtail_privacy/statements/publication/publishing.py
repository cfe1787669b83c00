"""The page that names the open points of a statement, and publishes it nevertheless."""

from typing import Any

import swapper
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic import HookResponseMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import TaskState

from wagtail_privacy import clock
from wagtail_privacy.statements.mixins import PrivacyStatementMixin
from wagtail_privacy.statements.publication.asking import APPROVAL, TEMPLATE, Asked, asked, title_of
from wagtail_privacy.statements.publication.deciding import decide
from wagtail_privacy.statements.publication.forms import PublishNeverthelessForm, keys_of
from wagtail_privacy.statements.publication.gate import undecided_points

swapper.set_app_prefix("wagtailcore", "wagtail")


class PublishNeverthelessView(HookResponseMixin, WagtailAdminTemplateMixin, View):
    """Asks for a tick and a reason, then does what was asked for: to publish, or to approve."""

    template_name = TEMPLATE
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        model = swapper.load_model("wagtailcore", "Page")
        self.page = get_object_or_404(model, pk=page_id).specific
        if not isinstance(self.page, PrivacyStatementMixin) or self.page.alias_of_id:
            raise Http404
        if not self.is_permitted():
            raise PermissionDenied
        if not undecided_points(self.draft):
            messages.info(request, _("No point is open any more that must be filled."))
            return redirect(self.edit_url)
        return super().dispatch(request)

    @cached_property
    def draft(self) -> Any:
        """The statement as it would be published."""
        return self.page.get_latest_revision_as_object()

    @cached_property
    def approval(self) -> dict[str, Any]:
        """The approval that waits for the decision; empty if somebody publishes by themselves."""
        wanted = self.request.GET.get("approval")
        waiting: dict[str, Any] = self.request.session.get(APPROVAL) or {}
        if wanted and wanted != str(waiting.get("task_state")):
            raise Http404
        return waiting if wanted else {}

    @cached_property
    def task_state(self) -> Any:
        """The task of the workflow whose approval publishes."""
        state = get_object_or_404(TaskState, pk=self.approval["task_state"]).specific
        if str(state.workflow_state.object_id) != str(self.page.pk):
            raise Http404
        return state

    def is_permitted(self) -> bool:
        """Whether the user may publish the page now, or give the approval that publishes it."""
        user = self.request.user
        lock = self.page.get_lock()
        if self.approval:
            actions = self.task_state.task.specific.get_actions(self.page, user)
            return self.approval["action"] in [name for name, _title, _modal in actions]
        is_locked = lock is not None and lock.for_user(user)
        return not is_locked and self.page.permissions_for_user(user).can_publish()

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @cached_property
    def asked(self) -> Asked:
        return asked(self.draft, self.request.user)

    @property
    def shown(self) -> str:
        """What the page shows: the points, and the draft that they are about."""
        return f"{self.page.latest_revision_id} {keys_of(self.asked.findings)}"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(PublishNeverthelessForm(shown=self.shown))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PublishNeverthelessForm(request.POST, shown=self.shown)
        if not form.is_valid():
            return self.show(form)
        reason = form.cleaned_data["reason"]
        return self.approve(reason) if self.approval else self.publish(reason)

    def show(self, form: PublishNeverthelessForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_page_title(self) -> str:
        return title_of(len(self.asked.findings))

    def get_page_subtitle(self) -> str:
        return str(self.draft.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        go_live_at = self.draft.go_live_at
        return super().get_context_data(
            asked=[self.asked],
            action_url=self.request.get_full_path(),
            back_url=self.edit_url,
            back_label=_("Back to the draft"),
            go_live_at=go_live_at if go_live_at and go_live_at > clock.now() else None,
            is_approval=bool(self.approval),
            **kwargs,
        )

    def decide(self, reason: str) -> None:
        decide(self.draft, self.asked.findings, user=self.request.user, reason=reason)

    def publish(self, reason: str) -> HttpResponse:
        """Write the decision down and publish the draft, with the hooks of Wagtail's own view."""
        user = self.request.user
        if response := self.run_hook("before_publish_page", self.request, self.draft):
            return response
        with transaction.atomic():
            self.decide(reason)
            revision = self.page.get_latest_revision() or self.page.save_revision(user=user)
            revision.publish(user=user)
        page = type(self.page)._default_manager.get(pk=self.page.pk)
        if response := self.run_hook("after_publish_page", self.request, page):
            return response
        self.say_what_happened(page)
        return redirect("wagtailadmin_explore", page.get_parent().pk)

    def approve(self, reason: str) -> HttpResponse:
        """Write the decision down and give the approval, which publishes."""
        with transaction.atomic():
            self.decide(reason)
            self.task_state.task.specific.on_action(
                self.task_state, self.request.user, self.approval["action"], **self.approval["data"]
            )
        del self.request.session[APPROVAL]
        page = type(self.page)._default_manager.get(pk=self.page.pk)
        self.say_what_happened(page)
        return redirect("wagtailadmin_explore", page.get_parent().pk)

    def say_what_happened(self, page: Any) -> None:
        if page.go_live_at and page.go_live_at > clock.now():
            text = _("“%(title)s” goes live at the time you set. Your decision is on record.")
        else:
            text = _("“%(title)s” is published. Your decision is on record.")
        buttons = [messages.button(page.url, _("View live"))] if page.live and page.url else []
        buttons.append(messages.button(self.edit_url, _("Edit")))
        title = page.get_admin_display_title()
        messages.success(self.request, text % {"title": title}, buttons=buttons)
