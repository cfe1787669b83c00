"""Finds where the statement of a site is read."""

from collections.abc import Iterator, Sequence
from typing import Any

import swapper
from wagtail.models import Site, get_page_models

from wagtail_privacy.languages import distance
from wagtail_privacy.remembering import remembered
from wagtail_privacy.statement_references import StatementReference, StatementVersionReference
from wagtail_privacy.statements.mixins import PrivacyStatementMixin
from wagtail_privacy.statements.models import StatementVersion

swapper.set_app_prefix("wagtailcore", "wagtail")


#: What an address and its title need; reading a whole page would cost several times as much.
_ADDRESS = ("title", "path", "depth", "url_path", "locale__language_code")


def live_statements(site: Site, only: Sequence[str] = ()) -> Iterator[Any]:
    """Yield the published statements of a site, as whole pages or with some of their fields."""
    roots = [root for root in Site.get_site_root_paths() if root.site_id == site.pk]
    for model in get_page_models():
        if issubclass(model, PrivacyStatementMixin):
            pages = model.objects.live().select_related("locale").order_by("path")
            for page in pages.only(*only) if only else pages.defer_streamfields():
                if any(page.url_path.startswith(root.root_path) for root in roots):
                    yield page


def find_statement(site: Site, language: str) -> StatementReference | None:
    """Find the statement of a site, in the language or the one that is nearest to it."""
    return remembered(("statement", site.pk, language), lambda: _find_statement(site, language))


def _find_statement(site: Site, language: str) -> StatementReference | None:
    pages = list(live_statements(site, _ADDRESS))
    pages.sort(key=lambda page: distance(language, page.locale.language_code))
    if not pages:
        return None
    page = pages[0]
    return StatementReference(
        title=page.title, url=page.url or "", page_id=page.pk, language=page.locale.language_code
    )


def find_version(page_id: int) -> StatementVersionReference | None:
    """Find the version of a statement that readers see now; None before the first one.

    Versions outlive their page, so there is an answer, without addresses, when it is gone.
    """
    return remembered(("version", page_id), lambda: _find_version(page_id))


def _find_version(page_id: int) -> StatementVersionReference | None:
    version = StatementVersion.objects.last_of(page_id)
    if version is None:
        return None
    pages = swapper.load_model("wagtailcore", "Page").objects.live().select_related("locale")
    page = pages.only(*_ADDRESS).filter(pk=page_id).first()
    address = page.full_url if page else None
    return StatementVersionReference(
        page_id=page_id,
        number=version.number,
        sha256=version.sha256,
        language=version.language,
        statement_url=f"{address.rstrip('/')}/" if address else "",
    )
