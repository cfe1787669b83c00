"""Lets a published statement be rendered once for all readers, until anything changes."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Site

from wagtail_privacy import conf, registry
from wagtail_privacy.statements.changing import is_change_pending
from wagtail_privacy.statements.models import LastChange


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
        seconds = conf.statements().KEEP_SECONDS
        is_preview = request is None or getattr(request, "is_preview", False)
        if seconds <= 0 or settings.DEBUG or is_preview or not self.is_as_published:
            return None
        site = Site.find_for_request(request)
        if site is None or is_change_pending():
            return None
        token = LastChange.current_token()
        if token is None:
            return None
        others = registry.unannounced(site, self.locale.language_code)
        return Rendering((self.pk, site.pk), (token, others), seconds)
