"""The views of statement pages in the admin: those of Wagtail, with the panel of the findings."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet, base_page_viewset, page_viewset_registry
from wagtail.models import get_page_models

from wagtail_privacy.statements.editing.side_panels import FindingsSidePanel
from wagtail_privacy.statements.mixins import PrivacyStatementMixin
from wagtail_privacy.statements.publication.asking import (
    AskBeforeApprovingMixin,
    AskBeforePublishingMixin,
)
from wagtail_privacy.statements.publication.gate import OpenPointsError


class FindingsPanelMixin:
    """Adds the findings to the side panels of a view that edits a statement."""

    page: Any
    request: Any

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()  # type: ignore[misc]
        panels.append(FindingsSidePanel(self.page, self.request))
        return panels


class StatementCreateView(AskBeforePublishingMixin, FindingsPanelMixin, CreateView):
    """Has the panel from the beginning, so that the first autosave finds where to put it."""


class AskingEditMixin(AskBeforePublishingMixin, AskBeforeApprovingMixin, FindingsPanelMixin):
    """Shows what the draft has forgotten, and asks before it goes live so."""

    workflow_action: str

    def perform_workflow_action(self) -> HttpResponse:
        try:
            return super().perform_workflow_action()  # type: ignore[misc]
        except OpenPointsError:
            data = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
            state = self.page.current_workflow_task_state
            return self.remember(state, self.workflow_action, data)


class StatementEditView(AskingEditMixin, EditView):
    """Edits the draft."""


class StatementRevertView(AskingEditMixin, RevisionsRevertView):
    """Edits what an earlier revision says."""


class StatementWorkflowActionView(AskBeforeApprovingMixin, WorkflowActionView):
    """Asks before an approval publishes a statement with open points."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except OpenPointsError:
            form = self.form_class(request.POST) if self.form_class else None
            data = form.cleaned_data if form and form.is_valid() else {}
            response = self.remember(self.task_state, self.action_name, data)
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                answer = {"step": "success", "redirect": response.headers["Location"]}
                return self.render_modal_json(request, answer)
            return response


class StatementPageViewSet(PageViewSet):
    parent_models = ()  # the explorer lists the pages around a statement as ever
    add_view_class = StatementCreateView
    edit_view_class = StatementEditView
    revisions_revert_view_class = StatementRevertView
    workflow_action_view_class = StatementWorkflowActionView


def statement_viewsets() -> list[StatementPageViewSet]:
    """Give a viewset for each page type that is a statement.

    A page type for which the site has registered views of its own keeps them; they can use
    `FindingsPanelMixin` and `AskBeforePublishingMixin`.
    """
    return [
        StatementPageViewSet(model=model)
        for model in get_page_models()
        if issubclass(model, PrivacyStatementMixin)
        and page_viewset_registry.get_by_type(model) in (None, base_page_viewset)
    ]
