"""Decides what a hit adds to the counts. Address and browser string end here."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import get_default_timezone

from wagtail_privacy.analytics import memory, robots, sessions
from wagtail_privacy.analytics.addresses import client_address, packed
from wagtail_privacy.analytics.drops import Reason
from wagtail_privacy.analytics.hits import Hit, Kind
from wagtail_privacy.analytics.sessions import Visit
from wagtail_privacy.analytics.sums import Sums
from wagtail_privacy.conf import AnalyticsSettings

VISITS, VIEWS, OFF = "visits", "views", "off"
MODES = (VISITS, VIEWS, OFF)

Addition = tuple[int, int, Sums]  # page id, ordinal of the day, what is added


def refusal(meta: Mapping[str, Any]) -> Reason | None:
    """Say why a visitor's headers ask not to be counted, if they do."""
    if meta.get("HTTP_SEC_GPC") == "1" or meta.get("HTTP_DNT") == "1":
        return Reason.OPTED_OUT
    for header in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ"):
        if header in meta and meta[header].startswith(("prefetch", "prerender", "preview")):
            return Reason.PRERENDER
    return None


def day_of(now: float) -> int:
    """Give the ordinal of the date in the site's time zone."""
    return datetime.datetime.fromtimestamp(now, get_default_timezone()).toordinal()


def additions(
    hit: Hit, meta: Mapping[str, Any], host: str, config: AnalyticsSettings, now: float
) -> list[Addition] | Reason:
    """Give what a hit adds to the counts, or why it adds nothing."""
    if config.MODE == VIEWS:
        return _without_session(hit, host, now, config)
    browser = meta.get("HTTP_USER_AGENT", "")[: robots.MAX_LENGTH]
    if robots.is_robot(browser):
        return Reason.ROBOT
    address = client_address(
        meta.get("REMOTE_ADDR", ""),
        meta.get("HTTP_X_FORWARDED_FOR", "") if config.TRUSTED_PROXIES else "",
        config.TRUSTED_PROXIES,
    )
    if address is None:
        return _plain(hit, now, config)
    try:
        place = memory.Place(config, hit.site_id, packed(address), browser, now)
        return _in_session(hit, place)
    except memory.CacheAwayError:
        return _plain(hit, now, config)


def _in_session(hit: Hit, place: memory.Place) -> list[Addition] | Reason:
    now = place.now
    visit = place.find()
    if visit is None:
        if hit.kind == Kind.ENGAGEMENT:
            return Reason.NO_VISIT
        day = day_of(now)
        place.keep(sessions.begin(hit.page_id, day, now))
        return [(hit.page_id, day, Sums(views=1, visits=1, entries=1, bounces=1))]
    if sessions.is_flooding(visit, now, place.limits):
        return Reason.RATE
    if hit.kind == Kind.ENGAGEMENT:
        # Nobody reads longer than the visit has lasted.
        seconds = min(hit.seconds, place.limits.idle, int(now - visit.started) + 1)
        place.keep(sessions.go_on(visit, visit.entry_page, now))
        return [(hit.page_id, day_of(now), Sums(engaged_seconds=seconds))]
    place.keep(sessions.go_on(visit, hit.page_id, now))
    return _next_view(visit, hit.page_id, now)


def _next_view(visit: Visit, page_id: int, now: float) -> list[Addition]:
    is_new = sessions.is_new_page(visit, page_id)
    added = [(page_id, day_of(now), Sums(views=1, visits=int(is_new)))]
    if is_new and len(visit.pages) == 1:
        added.append((visit.entry_page, visit.entry_day, Sums(bounces=-1)))
    return added


def _without_session(hit: Hit, host: str, now: float, config: AnalyticsSettings) -> list[Addition]:
    """Count by the referring host alone: whoever does not come from our own begins a visit."""
    if hit.kind == Kind.VIEW and hit.referrer is not None and hit.referrer != host:
        return [(hit.page_id, day_of(now), Sums(views=1, visits=1, entries=1))]
    return _plain(hit, now, config)


def _plain(hit: Hit, now: float, config: AnalyticsSettings) -> list[Addition]:
    if hit.kind == Kind.VIEW:
        return [(hit.page_id, day_of(now), Sums(views=1))]
    seconds = min(hit.seconds, config.SESSION_IDLE_MINUTES * 60)
    return [(hit.page_id, day_of(now), Sums(engaged_seconds=seconds))]
