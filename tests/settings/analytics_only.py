"""Only the statistics."""

from tests.settings.base import *  # noqa: F403
from tests.settings.base import WAGTAIL_APPS

INSTALLED_APPS = ["tests.site", "wagtail_privacy.analytics", "wagtail_privacy", *WAGTAIL_APPS]
