"""The report "To do" in the admin, and its exports."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from wagtail_privacy import clock, registry
from wagtail_privacy.exports import ExportMixin
from wagtail_privacy.reports.filters import TodoFilterSet
from wagtail_privacy.todos import WEIGHTS, Todo, TodoWeight

CELLS = "wagtail_privacy/reports"


class Row:
    """Something to do as the list shows it on a day."""

    def __init__(self, todo: Todo, today: datetime.date):
        self.todo = todo
        self.due = todo.due_in_words(today)
        self.is_pressing = todo.is_pressing(today)
        self.weight = _weight_in_words(todo)
        self.since = date_format(todo.since) if todo.since else _("today")
        self.where = " · ".join(filter(None, (todo.where, todo.of)))
        self.step = ", ".join(step.text for step in todo.steps)


def _weight_in_words(todo: Todo) -> str:
    if todo.weight == TodoWeight.ACCEPTED and todo.due:
        return _("Accepted until %(day)s") % {"day": date_format(todo.due)}
    return str(WEIGHTS[todo.weight])


class DueColumn(Column):
    """When it is due, as a date and in words, and how much it matters."""

    cell_template_name = f"{CELLS}/due_cell.html"


class WhatColumn(Column):
    """What is to do, and why it matters."""

    cell_template_name = f"{CELLS}/what_cell.html"


class WhereColumn(Column):
    """The place, and to what it belongs."""

    cell_template_name = f"{CELLS}/where_cell.html"


class StepColumn(Column):
    """The buttons that lead to where it is done."""

    cell_template_name = f"{CELLS}/step_cell.html"


class TodoView(ExportMixin, ReportView):
    """Lists what there is to do for those who may see it, by due date."""

    page_title = gettext_lazy("To do")
    header_icon = "list-ul"
    index_url_name = "wagtail_privacy_todo:index"
    index_results_url_name = "wagtail_privacy_todo:results"
    results_template_name = f"{CELLS}/todo_results.html"
    is_searchable = False
    columns = [
        DueColumn("due", label=gettext_lazy("Due")),
        WhatColumn("what", label=gettext_lazy("What"), width="35%"),
        WhereColumn("where", label=gettext_lazy("Where")),
        Column("since", label=gettext_lazy("Since")),
        Column("who", label=gettext_lazy("Who"), accessor="todo.who"),
        StepColumn("step", label=gettext_lazy("Next step")),
    ]
    export_headings = {
        "todo.due": gettext_lazy("Due"),
        "due": gettext_lazy("Remaining time"),
        "weight": gettext_lazy("Weight"),
        "todo.what": gettext_lazy("What"),
        "todo.reference": gettext_lazy("Article"),
        "where": gettext_lazy("Where"),
        "todo.since": gettext_lazy("Since"),
        "todo.who": gettext_lazy("Who"),
        "step": gettext_lazy("Next step"),
    }
    list_export = list(export_headings)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not registry.todo_sources(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def todos(self) -> list[Todo]:
        found = [
            todo
            for source in registry.todo_sources(self.request.user)
            for todo in source.todos(self.request)
        ]
        return sorted(found, key=lambda todo: todo.rank)

    @cached_property
    def filters(self) -> TodoFilterSet | None:
        found = TodoFilterSet(self.request.GET, request=self.request, todos=self.todos)
        return found if found.form.fields else None

    def get_filtered_queryset(self) -> list[Row]:
        """Give what is to do, the most urgent first, narrowed to what was asked for."""
        shown = self.filters.narrowed() if self.filters else self.todos
        today = clock.today()
        return [Row(todo, today) for todo in shown]

    def get_filename(self) -> str:
        return f"to-do-{clock.today()}"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        # It names people.
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        sources = registry.todo_sources(self.request.user)
        context["is_narrowed"] = bool(self.todos)
        context["why_empty"] = " ".join(filter(None, (source.why_empty() for source in sources)))
        return context
