"""Wagtail's own views of pages, with the numbers beside them.

Wagtail 8 has no hook for a side panel or for a column of the explorer; both are methods of the
views that a viewset names. One viewset serves all page types without one of their own, and a site
or another feature may have registered more. So each that is registered gets its views extended,
whoever it belongs to. A view that comes without a class of Wagtail's stays as it is.
"""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry

from wagtail_privacy import clock
from wagtail_privacy.analytics.showing import access, words
from wagtail_privacy.analytics.showing.beside import views_of
from wagtail_privacy.analytics.showing.side_panels import StatisticsSidePanel


class StatisticsPanelMixin:
    """Adds the numbers of the page to the side panels of a view that edits it."""

    def get_side_panels(self: Any) -> Any:
        panels = super().get_side_panels()  # type: ignore[misc]
        # They do not change by typing, so an autosave leaves the panel as it is.
        is_whole_page = not (self.expects_json_response or self.hydrate_create_view)
        if is_whole_page and access.shows_beside_pages(self.request.user):
            panels.append(StatisticsSidePanel(self.page, self.request))
        return panels


class ViewsColumn(Column):
    """The views of the last days, read for the whole listing at once."""

    def __init__(self) -> None:
        super().__init__(
            "privacy_views", label=_("Views in 30 days"), classname="wp-number wp-views"
        )

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        table = parent_context["table"]
        if not hasattr(table, "privacy_views"):
            table.privacy_views = views_of(list(table.data), clock.today())
        context["value"] = words.figure_in_words(table.privacy_views[instance.pk])
        return context

    def get_value(self, instance: Any) -> None:
        return None  # the table knows it


class ViewsColumnMixin:
    """Adds the views to the listing of the pages below a page."""

    @cached_property
    def explorable_columns(self: Any) -> list[Any]:
        *columns, navigation = super().explorable_columns  # type: ignore[misc]
        if access.shows_beside_pages(self.request.user):
            columns.append(ViewsColumn())
        return [*columns, navigation]


def join_page_views() -> None:
    """Extend the views of every viewset of pages that is registered."""
    for viewset in {
        *page_viewset_registry.values_by_class.values(),
        *page_viewset_registry.values_by_parent_model.values(),
    }:
        _join(viewset)


def _join(viewset: PageViewSet) -> None:
    for name, wanted, mixin in (
        ("edit_view_class", EditView, StatisticsPanelMixin),
        ("revisions_revert_view_class", EditView, StatisticsPanelMixin),
        ("index_view_class", ExplorableIndexView, ViewsColumnMixin),
    ):
        view = getattr(viewset, name)
        if issubclass(view, wanted) and not issubclass(view, mixin):
            setattr(viewset, name, type(view.__name__, (mixin, view), {"__doc__": view.__doc__}))
