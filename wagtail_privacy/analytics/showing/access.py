"""Who may see the numbers, and whether there are any to see."""

from typing import Any

from wagtail_privacy import conf
from wagtail_privacy.analytics.counts import modes

PERMISSION = "wagtail_privacy_analytics.view_statistics"


def may_see(user: Any) -> bool:
    """Say whether somebody may see the statistics."""
    return bool(user.has_perm(PERMISSION))


def shows_beside_pages(user: Any) -> bool:
    """Say whether numbers stand beside pages and on the home page for somebody."""
    return conf.analytics().MODE != modes.OFF and may_see(user)
