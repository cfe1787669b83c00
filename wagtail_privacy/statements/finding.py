"""Finds where the statement of a site is read."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Site, get_page_models

from wagtail_privacy.activities import StatementReference
from wagtail_privacy.statements.mixins import PrivacyStatementMixin


def live_statements(site: Site) -> Iterator[Any]:
    """Yield the published statements of a site."""
    roots = [root for root in Site.get_site_root_paths() if root.site_id == site.pk]
    for model in get_page_models():
        if issubclass(model, PrivacyStatementMixin):
            pages = model.objects.live().defer_streamfields().select_related("locale")
            for page in pages.order_by("path"):
                if any(page.url_path.startswith(root.root_path) for root in roots):
                    yield page


def find_statement(site: Site, language: str) -> StatementReference | None:
    """Find the statement of a site, in the language if there is one."""
    pages = list(live_statements(site))
    pages.sort(key=lambda page: page.locale.language_code != language)
    if not pages:
        return None
    page = pages[0]
    return StatementReference(
        title=page.title, url=page.url or "", page_id=page.pk, language=page.locale.language_code
    )
