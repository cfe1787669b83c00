from collections.abc import Iterator

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.activities import ProcessingActivity
from wagtail_privacy.analytics import admin_urls, start_urls
from wagtail_privacy.analytics.activities import statistics_activities
from wagtail_privacy.analytics.completions import count_sent_form
from wagtail_privacy.analytics.reports import PERMISSION
from wagtail_privacy.analytics.start import statistics_task


@hooks.register(registry.PROCESSING_ACTIVITIES)
@registry.announced
def register_statistics_activity(site: Site, language: str) -> Iterator[ProcessingActivity]:
    return statistics_activities(site, language)


hooks.register(registry.FORM_SENT, count_sent_form)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [
        path("privacy/statistics/", include(admin_urls)),
        path("privacy/start/", include(start_urls)),
    ]


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register(registry.MENU)
def register_statistics_menu_item() -> MenuItem:
    return StatisticsMenuItem(
        _("Statistics"),
        reverse("wagtail_privacy_statistics:index"),
        name="privacy-statistics",
        icon_name="history",
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
