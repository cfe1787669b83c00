"""Statement pages to test with, of the site's own type or of ours."""

from typing import Any

from tests import factories


def create_statement(
    parent: Any, *, title: str = "Datenschutz", live: bool = True, **values: Any
) -> Any:
    """Make a statement below a page, in the language of that page."""
    model = factories.statement_page_model()
    page = model(title=title, locale=parent.locale, live=False, **values)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return model.objects.get(pk=page.pk)
