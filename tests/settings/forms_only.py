"""Only the forms: the site subclasses the mixin, because `pages` needs the statements, too."""

from tests.settings.base import *  # noqa: F403
from tests.settings.base import WAGTAIL_APPS

INSTALLED_APPS = [
    "tests.site",
    "tests.own_forms",
    "wagtail_privacy.forms",
    "wagtail_privacy",
    *WAGTAIL_APPS,
]
