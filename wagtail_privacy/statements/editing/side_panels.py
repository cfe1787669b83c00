"""The side panel "Privacy" of the page editor: what the statement at hand has forgotten."""

from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.side_panels import BaseSidePanel

from wagtail_privacy import clock
from wagtail_privacy.statements.findings.pointing import Pointer
from wagtail_privacy.statements.findings.reviewing import Review, review


class FindingsSidePanel(BaseSidePanel):
    """Shows the findings on the draft; Wagtail renders it anew with each autosave."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle privacy findings")
        icon_name = "lock"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(self.panel.review.must) if self.panel.review else 0
            return context

    name = "privacy-findings"
    title = pgettext_lazy("data protection", "Privacy")
    template_name = "wagtail_privacy/statements/admin/side_panel.html"
    order = 375

    @cached_property
    def review(self) -> Review | None:
        """What the draft has forgotten; None before it is saved for the first time."""
        return review(self.object, clock.today()) if self.object.pk else None

    @property
    def media(self) -> Media:
        return Media(js=[versioned_static("wagtail_privacy/findings.js")])

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["is_saved"] = bool(self.object.pk)
        if found := self.review:
            edit_url = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
            pointer = Pointer(self.request.user, edit_url)
            # The sections stand in the form beside the panel.
            context["must"] = pointer.open(found, found.must, is_beside=True)
            context["advised"] = pointer.open(found, found.advised, is_beside=True)
            context["accepted"] = pointer.accepted(found)
        return context
