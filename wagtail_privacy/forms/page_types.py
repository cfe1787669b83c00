"""Which page types of a project are privacy forms; low enough for every module to ask."""

from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.models import get_page_models


class PrivacyForm:
    """What every privacy form descends from, and nothing else does; it brings nothing along."""


def form_page_models() -> list[type[Any]]:
    """Give the page types of the project that are privacy forms."""
    return [model for model in get_page_models() if issubclass(model, PrivacyForm)]


def fields_of_type(model: Any) -> tuple[str, Any]:
    """Give the name by which a page type calls the fields of its form, and their model."""
    relations = get_all_child_relations(model)
    found = (one for one in relations if issubclass(one.related_model, AbstractFormField))
    relation: Any = next(found, None) or model._meta.get_field("form_fields")
    return relation.name, relation.related_model
