"""Everything installed, on Wagtail's own base page."""

from tests.settings.base import *  # noqa: F403
from tests.settings.base import WAGTAIL_APPS

INSTALLED_APPS = [
    "tests.site",
    "wagtail_privacy.pages",
    "wagtail_privacy.statements",
    "wagtail_privacy.forms",
    "wagtail_privacy.analytics",
    "wagtail_privacy",
    *WAGTAIL_APPS,
]
