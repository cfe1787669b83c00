"""Page types that do with our mixin what Wagtail's documentation of its form builder shows."""

from tests.settings.base import *  # noqa: F403
from tests.settings.base import WAGTAIL_APPS

INSTALLED_APPS = [
    "tests.documented",
    "tests.site",
    "wagtail_privacy.pages",
    "wagtail_privacy.statements",
    "wagtail_privacy.forms",
    "wagtail_privacy",
    *WAGTAIL_APPS,
]
