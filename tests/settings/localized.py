"""Statements and forms on a site that translates its pages with wagtail-localize."""

from tests.settings.base import *  # noqa: F403
from tests.settings.base import WAGTAIL_APPS

INSTALLED_APPS = [
    "tests.site",
    "wagtail_privacy.pages",
    "wagtail_privacy.statements",
    "wagtail_privacy.forms",
    "wagtail_privacy",
    "wagtail_localize",
    "wagtail_localize.locales",
    *(app for app in WAGTAIL_APPS if app != "wagtail.locales"),
]
