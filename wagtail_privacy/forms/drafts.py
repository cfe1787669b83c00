"""Drafts of forms that name an entry of a register: only the revision knows, no table does."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import Revision

from wagtail_privacy.forms.page_types import fields_of_type, form_page_models
from wagtail_privacy.models import DataCategory, Purpose

Content = dict[str, Any]


def _places() -> Iterator[tuple[str, str, type[Any]]]:
    """Yield where a revision names a purpose or a category: list of children, and key."""
    yield "", "purpose", Purpose
    yield "consent_questions", "purpose", Purpose
    for relation in {fields_of_type(model)[0] for model in form_page_models()}:
        yield relation, "data_category", DataCategory


def without_deleted(content: Content) -> Content:
    """Give the content of a revision with gaps for what has been deleted since, to be opened.

    Wagtail fails to open a draft that names something which is gone.
    """
    for model in (Purpose, DataCategory):
        named = {row[key] for row, key in _rows(content, model) if row.get(key) is not None}
        known = set(model.objects.filter(pk__in=named).values_list("pk", flat=True))
        if gone := named - known:
            content = _with_gaps(content, model, gone)
    return content


def _rows(content: Content, model: type[Any]) -> Iterator[tuple[Content, str]]:
    for children, key, kind in _places():
        if kind is model:
            rows = content.get(children, ()) if children else (content,)
            yield from ((row, key) for row in rows)


def _with_gaps(content: Content, model: type[Any], gone: Collection[Any]) -> Content:
    content = dict(content)
    for children, key, kind in _places():
        if kind is not model:
            continue
        if not children:
            content.update(_with_gap(content, key, gone))
        elif children in content:
            content[children] = [_with_gap(row, key, gone) for row in content[children]]
    return content


def _with_gap(row: Content, key: str, gone: Collection[Any]) -> Content:
    return {**row, key: None} if row.get(key) in gone else row


def drafts_naming(entry: Any) -> list[str]:
    """Give the titles of the forms whose draft names a purpose or a category."""
    latest = [
        pk
        for model in form_page_models()
        for pk in model.objects.order_by("path").values_list("latest_revision", flat=True)
    ]
    contents = Revision.objects.filter(pk__in=filter(None, latest)).order_by("pk")
    return [
        str(content.get("title", ""))
        for content in contents.values_list("content", flat=True)
        if any(row.get(key) == entry.pk for row, key in _rows(content, type(entry)))
    ]


def refuse_to_delete_what_a_draft_names(
    request: HttpRequest, instances: Sequence[Any]
) -> HttpResponse | None:
    """Answer an attempt to delete a purpose or a category that a draft names; else None."""
    for entry in instances:
        if not isinstance(entry, (Purpose, DataCategory)):
            continue
        if titles := drafts_naming(entry):
            words = gettext(
                "“%(name)s” cannot be deleted: drafts of forms name it. Choose another there "
                "first: %(forms)s."
            )
            messages.error(request, words % {"name": entry, "forms": ", ".join(titles)})
            return redirect(entry.snippet_viewset.get_url_name("list"))
    return None
