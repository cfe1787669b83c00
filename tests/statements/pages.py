"""Statement pages to test with, of the site's own type or of ours."""

from typing import Any

from tests import factories
from wagtail_privacy.statements.publication.deciding import publish_nevertheless


def create_statement(
    parent: Any, *, title: str = "Datenschutz", live: bool = True, **values: Any
) -> Any:
    """Make a statement below a page, in the language of that page."""
    model = factories.statement_page_model()
    page = model(title=title, locale=parent.locale, live=False, **values)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        publish_nevertheless(revision, user=None, reason="for a test")
    return model.objects.get(pk=page.pk)


def publish(page: Any) -> None:
    """Publish a statement as it stands in the object, whatever is open."""
    publish_nevertheless(page.save_revision(), user=None, reason="for a test")
