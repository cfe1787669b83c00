from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.contrib.settings.registry import SettingMenuItem
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Site
from wagtail.snippets.models import register_snippet

from wagtail_privacy import registry, viewsets
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.registry import (
    MENU,
    PROCESSING_ACTIVITIES,
    REGISTERS,
    START_TASKS,
    StartTask,
)
from wagtail_privacy.reports import urls as report_urls
from wagtail_privacy.server_log import server_log_activities
from wagtail_privacy.start import urls as start_urls
from wagtail_privacy.start.home import StartPanel, may_start
from wagtail_privacy.start.tasks import own_tasks

settings_registry.register(ControllerSettings, icon="home")
register_snippet(viewsets.PurposeViewSet)
register_snippet(viewsets.DataCategoryViewSet)
register_snippet(viewsets.RecipientViewSet)

hooks.register("before_delete_snippet", viewsets.refuse_to_delete_what_is_used)
hooks.register(PROCESSING_ACTIVITIES, registry.announced(server_log_activities))


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', versioned_static("wagtail_privacy/admin.css")
    )


privacy_menu = Menu(register_hook_name=MENU)
registers_menu = Menu(register_hook_name=REGISTERS)


@hooks.register("register_admin_menu_item")
def register_privacy_menu() -> MenuItem:
    return SubmenuMenuItem(
        pgettext_lazy("data protection", "Privacy"),
        privacy_menu,
        name="privacy",
        icon_name="lock",
        order=750,
    )


@hooks.register("construct_settings_menu")
def move_controller_out_of_settings(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    # Registering a setting puts it under Settings; it stands under Privacy instead.
    menu_items[:] = [
        item for item in menu_items if getattr(item, "model", None) is not ControllerSettings
    ]


@hooks.register(MENU)
def register_controller_menu_item() -> MenuItem:
    return SettingMenuItem(ControllerSettings, icon="home", name="privacy-controller", order=490)


@hooks.register("register_admin_urls")
def register_start_urls() -> list[URLResolver]:
    return [
        path("privacy/start/", include(start_urls)),
        path("privacy/findings/", include(report_urls)),
    ]


class StartMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_start(request)


@hooks.register(MENU)
def register_registers_menu() -> MenuItem:
    return SubmenuMenuItem(
        _("Registers"),
        registers_menu,
        name="privacy-registers",
        icon_name="folder-open-inverse",
        order=500,
    )


@hooks.register(MENU)
def register_start_menu_item() -> MenuItem:
    return StartMenuItem(
        _("Start"),
        reverse("wagtail_privacy_start:index"),
        name="privacy-start",
        icon_name="list-ol",
        order=100,
    )


class TodoMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(registry.todo_sources(request.user))


@hooks.register(MENU)
def register_todo_menu_item() -> MenuItem:
    return TodoMenuItem(
        _("To do"),
        reverse("wagtail_privacy_todo:index"),
        name="privacy-findings",
        icon_name="list-ul",
        order=200,
    )


@hooks.register(START_TASKS, order=-1)
def register_own_start_tasks(request: HttpRequest, site: Site) -> Iterator[StartTask]:
    return own_tasks(request, site)


@hooks.register("construct_homepage_panels")
def add_start_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(StartPanel(request))
