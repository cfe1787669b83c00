from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.activities import ProcessingActivity
from wagtail_privacy.analytics import start_urls
from wagtail_privacy.analytics.activities import server_log, statistics_activities
from wagtail_privacy.analytics.arriving.completions import remember_sent_form
from wagtail_privacy.analytics.showing import access, admin_urls
from wagtail_privacy.analytics.showing.home import StatisticsPanel
from wagtail_privacy.analytics.showing.page_views import join_page_views
from wagtail_privacy.analytics.start import statistics_task
from wagtail_privacy.controllers import ServerLog


@hooks.register(registry.PROCESSING_ACTIVITIES)
@registry.announced
def register_statistics_activity(site: Site, language: str) -> Iterator[ProcessingActivity]:
    return statistics_activities(site, language)


@hooks.register(registry.SERVER_LOG)
def describe_server_log() -> ServerLog:
    return server_log()


hooks.register(registry.FORM_SENT, remember_sent_form)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [
        path("privacy/statistics/", include(admin_urls)),
        path("privacy/start/", include(start_urls)),
    ]


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may_see(request.user)


@hooks.register(registry.MENU)
def register_statistics_menu_item() -> MenuItem:
    return StatisticsMenuItem(
        _("Statistics"),
        reverse("wagtail_privacy_statistics:index"),
        name="privacy-statistics",
        icon_name="wp-statistics",
        order=400,
    )


@hooks.register("register_permissions")
def register_statistics_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="wagtail_privacy_analytics", codename="view_statistics"
    )


@hooks.register(registry.START_TASKS)
def register_statistics_task(request: HttpRequest, site: Site) -> Iterator[registry.StartTask]:
    return statistics_task(request, site)


# After the viewsets of Wagtail, of other features and of the site, whose views are joined.
@hooks.register("register_admin_viewset", order=2000)
def show_numbers_beside_pages() -> list[Any]:
    join_page_views()
    return []


@hooks.register("construct_homepage_panels")
def add_statistics_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(StatisticsPanel(request))


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    address = versioned_static("wagtail_privacy/statistics-beside.css")
    return format_html('<link rel="stylesheet" href="{}">', address)


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    return [*icons, "wagtail_privacy/analytics/icons/statistics.svg"]
