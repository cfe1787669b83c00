"""Every feature on a base page of the site's own: `pages` stays out, the mixins are subclassed."""

from tests.settings.base import *  # noqa: F403
from tests.settings.base import WAGTAIL_APPS

INSTALLED_APPS = [
    "tests.base_page",
    "tests.site",
    "tests.own_statements",
    "tests.own_forms",
    "wagtail_privacy.statements",
    "wagtail_privacy.forms",
    "wagtail_privacy.analytics",
    "wagtail_privacy",
    *WAGTAIL_APPS,
]

WAGTAIL_PAGE_MODEL = "base_page.BasePage"
