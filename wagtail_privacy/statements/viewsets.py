"""The views of statement pages in the admin: those of Wagtail, with the panel of the findings."""

from typing import Any

from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet, base_page_viewset, page_viewset_registry
from wagtail.models import get_page_models

from wagtail_privacy.statements.mixins import PrivacyStatementMixin
from wagtail_privacy.statements.side_panels import FindingsSidePanel


class FindingsPanelMixin:
    """Adds the findings to the side panels of a view that edits a statement."""

    page: Any
    request: Any

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()  # type: ignore[misc]
        panels.append(FindingsSidePanel(self.page, self.request))
        return panels


class StatementCreateView(FindingsPanelMixin, CreateView):
    """Has the panel from the beginning, so that the first autosave finds where to put it."""


class StatementEditView(FindingsPanelMixin, EditView):
    """Shows what the draft has forgotten."""


class StatementPageViewSet(PageViewSet):
    parent_models = ()  # the explorer lists the pages around a statement as ever
    add_view_class = StatementCreateView
    edit_view_class = StatementEditView


def statement_viewsets() -> list[StatementPageViewSet]:
    """Give a viewset for each page type that is a statement.

    A page type for which the site has registered views of its own keeps them; they can use
    `FindingsPanelMixin`.
    """
    return [
        StatementPageViewSet(model=model)
        for model in get_page_models()
        if issubclass(model, PrivacyStatementMixin)
        and page_viewset_registry.get_by_type(model) in (None, base_page_viewset)
    ]
