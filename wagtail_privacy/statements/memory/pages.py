"""Lets a published statement be rendered once for all readers, until anything changes."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Site

from wagtail_privacy import conf, registry
from wagtail_privacy.statements.memory.moments import current_token


@dataclass(frozen=True, slots=True)
class Rendering:
    """Under which name something rendered is kept, and as long as what stays the same."""

    key: Hashable
    fingerprint: Hashable
    seconds: float


class KeptStatementMixin(RoutablePageMixin):
    """Knows whether readers may be shown what was rendered before."""

    is_as_published = False

    def route(self: Any, request: HttpRequest, path_components: list[str]) -> Any:
        """Note that this object was read from the page tree, not made from a draft."""
        self.is_as_published = self.live
        return super().route(request, path_components)

    def rendering_for(self: Any, request: HttpRequest | None) -> Rendering | None:
        """Say what readers may be shown again, or None if it must be rendered now."""
        is_preview = request is None or getattr(request, "is_preview", False)
        if is_preview or not self.is_as_published:
            return None
        site = Site.find_for_request(request)
        token = current_token() if site else None
        if site is None or token is None:
            return None
        others = registry.unannounced(site, self.locale.language_code)
        return Rendering((self.pk, site.pk), (token, others), conf.statements().KEEP_SECONDS)
