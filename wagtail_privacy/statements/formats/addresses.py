"""The addresses at which programs read a statement."""

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from wagtail_privacy.statements.blocks.imported import imported_values
from wagtail_privacy.statements.formats.described import DescribedPage
from wagtail_privacy.statements.formats.dpv import to_jsonld
from wagtail_privacy.statements.formats.tilt.export import to_tilt
from wagtail_privacy.statements.formats.tilt.imported import with_imported

DPV_NAME = "statement.jsonld"
TILT_NAME = "statement.tilt.json"
#: What follows the address of a page; Wagtail itself knows no address with a full stop.
SERVE_PATTERN = r"^((?:[\w\-]+/)*statement\.(?:jsonld|tilt\.json))$"


class MachineReadableMixin(RoutablePageMixin):
    """Serves what a statement says as DPV and as TILT, below the address of the page."""

    def describe(self: Any, request: HttpRequest | None = None) -> DescribedPage:
        """Give what a machine-readable form says about the page as a document."""
        url = self.get_full_url(request) or ""
        return DescribedPage(
            # The same for every copy of the site's database, another in every language.
            identifier=str(uuid.uuid5(self.translation_key, self.locale.language_code)),
            title=self.title,
            url=url,
            language=self.locale.language_code,
            created=self.first_published_at,
            modified=self.last_published_at or self.latest_revision_created_at,
            version=self.last_version.number if self.last_version else 1,
        )

    def as_dpv(self: Any, request: HttpRequest | None = None) -> dict[str, Any]:
        """Give the statement in the words of the Data Privacy Vocabulary."""
        return to_jsonld(self.get_facts(request), self.describe(request))

    def as_tilt(self: Any, request: HttpRequest | None = None) -> dict[str, Any]:
        """Give the statement as a TILT document, with what was imported into the page."""
        own = to_tilt(self.get_facts(request), self.describe(request))
        return with_imported(own, self.imported_tilt())

    def imported_tilt(self: Any) -> list[dict[str, Any]]:
        """Give what the sections of the page hold of imported documents."""
        return [
            imported_values(child.value) for child in self.body if child.block_type == "imported"
        ]

    @path(f"{DPV_NAME}/")
    def serve_dpv(self: Any, request: HttpRequest) -> HttpResponse:
        return _answer(self.as_dpv(request), "application/ld+json")

    @path(f"{TILT_NAME}/")
    def serve_tilt(self: Any, request: HttpRequest) -> HttpResponse:
        return _answer(self.as_tilt(request), "application/json")

    def get_cached_paths(self: Any) -> list[str]:
        """Name the addresses that a cache in front of the site forgets with the page."""
        return [*super().get_cached_paths(), f"/{DPV_NAME}", f"/{TILT_NAME}"]


def as_text(document: dict[str, Any]) -> str:
    """Give a document as JSON that people can read too."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def _answer(document: dict[str, Any], content_type: str) -> HttpResponse:
    return HttpResponse(as_text(document), content_type=content_type)
