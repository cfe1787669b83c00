"""Only the statements: the site subclasses the mixin, because `pages` needs the forms too."""

from tests.settings.base import *  # noqa: F403
from tests.settings.base import WAGTAIL_APPS

INSTALLED_APPS = [
    "tests.site",
    "tests.own_statements",
    "wagtail_privacy.statements",
    "wagtail_privacy",
    *WAGTAIL_APPS,
]
