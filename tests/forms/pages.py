"""Form pages to test with, of the site's own type or of ours."""

from typing import Any

from tests import factories
from wagtail_privacy.models import DataCategory, Purpose

FIELDS: list[dict[str, Any]] = [
    {"label": "Name", "field_type": "singleline", "required": True, "autocomplete": "name"},
    {"label": "Telefonnummer", "field_type": "singleline", "required": True},
    {"label": "Worum geht es?", "field_type": "multiline", "required": False},
]
ANSWERS = {
    "name": "Erika Mustermann",
    "telefonnummer": "0151 23456789",
    "worum_geht_es": "Bitte nach 17 Uhr",
}


def create_form(
    parent: Any,
    purpose: Purpose | None,
    category: DataCategory | None,
    *,
    title: str = "Rückrufservice",
    fields: list[dict[str, Any]] | None = None,
    live: bool = True,
    **values: Any,
) -> Any:
    """Make a form below a page, in the language of that page."""
    model = factories.form_page_model()
    page = model(title=title, purpose=purpose, locale=parent.locale, live=False, **values)
    field_model = model._meta.get_field("form_fields").related_model
    page.form_fields = [
        field_model(data_category=category, sort_order=number, **field)
        for number, field in enumerate(FIELDS if fields is None else fields)
    ]
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if live:
        revision.publish()
    return model.objects.get(pk=page.pk)
