"""A block for the StreamField of any page: what the site tells of its visits."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_privacy import conf
from wagtail_privacy.analytics.public.figures import is_public
from wagtail_privacy.analytics.public.showing import figures_context


class PublicFiguresBlock(blocks.StaticBlock):
    """Shows the public figures of the last full month; nothing where the site tells none."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return {**context, **figures_context((parent_context or {}).get("request"))}

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(value, parent_context=parent_context)
        return {**context, "is_public": is_public(conf.analytics())}

    class Meta:
        icon = "desktop"
        label = _("What we count")
        template = "wagtail_privacy/analytics/figures_block.html"
        preview_template = "wagtail_privacy/analytics/figures_preview.html"
        admin_text = _("The views and visits of the last full month, if the settings publish them.")
        description = _("The views and visits of the last full month, and how they are counted.")
