"""The panel on the home page of the admin that leads to Privacy › Start until all is done."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.start.tasks import PERMISSION, has_statements

DISMISSIBLE = "wagtail-privacy-start"


class StartPanel(Component):
    """Names the tasks that are open; who closes it does not see it again."""

    name = "privacy_start"
    template_name = "wagtail_privacy/start/home_panel.html"
    order = 120

    def __init__(self, request: HttpRequest):
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        site = Site.find_for_request(self.request)
        tasks = registry.start_tasks(self.request, site) if site else ()
        return {
            "tasks": [task for task in tasks if task.state != registry.TaskState.DONE],
            "url": reverse("wagtail_privacy_start:index"),
            "dismissible_id": DISMISSIBLE,
            "has_statements": has_statements(),
        }

    def render_html(self, parent_context: Any = None) -> str:
        if not may_start(self.request) or is_dismissed(self.request):
            return ""
        context = self.get_context_data(parent_context)
        return str(super().render_html(parent_context)) if context["tasks"] else ""


def may_start(request: HttpRequest) -> bool:
    """Whether somebody may open Privacy › Start."""
    return bool(request.user.has_perm(PERMISSION))


def is_dismissed(request: HttpRequest) -> bool:
    """Whether somebody has closed the panel for good."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    return bool(profile and profile.dismissibles.get(DISMISSIBLE))
