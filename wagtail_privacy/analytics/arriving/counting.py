"""Decides what a hit adds to the counts. Address and browser string end here."""

from collections.abc import Mapping
from typing import Any

from wagtail_privacy.analytics.arriving import completions, limits, memory, robots, sessions
from wagtail_privacy.analytics.arriving.hits import Hit, Kind
from wagtail_privacy.analytics.arriving.sessions import Visit
from wagtail_privacy.analytics.counts import modes, names
from wagtail_privacy.analytics.counts.days import day_of
from wagtail_privacy.analytics.counts.dimensions import (
    Dimension,
    Seen,
    campaign_of,
    device_of,
    is_spam,
    language_of,
)
from wagtail_privacy.analytics.counts.drops import Reason
from wagtail_privacy.analytics.counts.sums import Added, Sums
from wagtail_privacy.client_addresses import hops_of_forwarded, packed_client
from wagtail_privacy.conf import AnalyticsSettings

X_FORWARDED_FOR, FORWARDED = "X-Forwarded-For", "Forwarded"
#: The one thing ever stored on a device, on the visitor's own click; it comes with hits only.
OPT_OUT_COOKIE = "privacy_opt_out"
OPT_OUT_SECONDS = 365 * 24 * 3600
OPT_OUT = f"{OPT_OUT_COOKIE}=1"

Meta = Mapping[str, Any]


def asks_by_header(meta: Meta) -> bool:
    """Say whether the browser asks not to be counted, on whatever site."""
    return meta.get("HTTP_SEC_GPC") == "1" or meta.get("HTTP_DNT") == "1"


def refusal(meta: Mapping[str, Any]) -> Reason | None:
    """Say why a request asks by its headers not to be counted, if it does."""
    if asks_by_header(meta):
        return Reason.OPTED_OUT
    # The only cookie that is looked at: the visitor's own "do not count me", see `visits.py`.
    if OPT_OUT in meta.get("HTTP_COOKIE", ""):
        return Reason.OPTED_OUT
    for header in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ"):
        if header in meta and meta[header].startswith(("prefetch", "prerender", "preview")):
            return Reason.PRERENDER
    return None


def additions(
    hit: Hit, meta: Meta, host: str, config: AnalyticsSettings, now: float
) -> Added | Reason:
    """Give what a hit adds to the counts, or why it adds nothing."""
    referrer = "" if not hit.referrer or hit.referrer == host else names.host(hit.referrer)
    if referrer and is_spam(str(hit.referrer).partition(":")[0], config.REFERRER_SPAM):
        return Reason.SPAM
    if hit.kind == Kind.SENT:
        return _sent_form(hit, meta, config, now)
    if config.MODE == modes.VIEWS:
        return _without_session(hit, meta, host, config, now)
    browser = meta.get("HTTP_USER_AGENT", "")[: robots.MAX_LENGTH]
    if robots.is_robot(browser):
        return Reason.ROBOT
    try:
        place = place_of(meta, hit.site_id, browser, config, now)
        if place is None:
            return _plain(hit, config, now)
        visit = place.find()
        if visit is None:
            return _first_hit(hit, place, _facts(referrer, meta, browser, config))
        return _next_hit(hit, place, visit)
    except memory.CacheAwayError:
        return _plain(hit, config, now)


def _sent_form(hit: Hit, meta: Meta, config: AnalyticsSettings, now: float) -> Added | Reason:
    """Count a form once, whether or not the visit in which it was filled in is still alive."""
    browser = meta.get("HTTP_USER_AGENT", "") if config.MODE == modes.VISITS else None
    if browser is not None and robots.is_robot(browser[: robots.MAX_LENGTH]):
        return Reason.ROBOT
    if limits.is_flooded((hit.site_id, hit.page_id), now, config.PAGE_RATE_LIMIT):
        return Reason.RATE
    if completions.is_repeated(hit.name, config):
        return Reason.REPEATED
    return _event(hit, now)


def place_of(
    meta: Meta, site_id: int, browser: str, config: AnalyticsSettings, now: float
) -> memory.Place | None:
    """Give where a visitor's session lies; None if there is no address, `CacheAwayError`."""
    hops = _hops(meta, config) if config.TRUSTED_PROXIES else ""
    address = packed_client(meta.get("REMOTE_ADDR", ""), hops, config.TRUSTED_PROXIES)
    return memory.Place(config, site_id, address, browser, now) if address else None


def _hops(meta: Meta, config: AnalyticsSettings) -> str:
    # One of the two: a header that the proxies do not write is the visitor's own to choose.
    if config.FORWARDED_HEADER == FORWARDED:
        return hops_of_forwarded(meta.get("HTTP_FORWARDED", ""))
    hops: str = meta.get("HTTP_X_FORWARDED_FOR", "")
    return hops


def _facts(
    referrer: str, meta: Meta, browser: str | None, config: AnalyticsSettings
) -> tuple[Seen, ...]:
    """Give what is counted once per visit; without a browser string neither device nor language."""
    found: list[Seen] = [(Dimension.REFERRER, 0, referrer)]
    if browser is not None:
        found.append((Dimension.DEVICE, 0, device_of(browser).value))
        found.append((Dimension.LANGUAGE, 0, language_of(meta.get("HTTP_ACCEPT_LANGUAGE", ""))))
    # The address of the counted page comes with the hit.
    address = meta.get("HTTP_REFERER", "") if config.CAMPAIGNS else ""
    if campaign := campaign_of(address, config.CAMPAIGN_NAMES):
        found.append((Dimension.CAMPAIGN, 0, campaign))
    return tuple(found)


def _first_hit(hit: Hit, place: memory.Place, facts: tuple[Seen, ...]) -> Added | Reason:
    if hit.kind != Kind.VIEW:
        return Reason.NO_VISIT
    if limits.is_flooded(place.of_address, place.now, place.config.PAGE_RATE_LIMIT):
        return Reason.RATE
    day = day_of(place.now)
    already = place.start(sessions.begin(hit.page_id, day, place.now))
    if already is not None:  # two pages were opened at once
        return _next_hit(hit, place, already)
    return Added(((hit.page_id, day, Sums(1, 1, 1, 1)),), day, facts)


def _next_hit(hit: Hit, place: memory.Place, visit: Visit) -> Added | Reason:
    now = place.now
    if sessions.is_flooding(visit, now, place.limits):
        return Reason.RATE
    if hit.kind == Kind.VIEW:
        place.keep(sessions.go_on(visit, hit.page_id, now))
        return _next_view(visit, hit.page_id, now)
    place.keep(sessions.go_on(visit, visit.entry_page, now))
    if hit.kind == Kind.ENGAGEMENT:
        # Nobody reads longer than the visit has lasted.
        seconds = min(hit.seconds, place.limits.idle, int(now - visit.started) + 1)
        return Added(((hit.page_id, day_of(now), Sums(engaged_seconds=seconds)),))
    return _event(hit, now)


def _next_view(visit: Visit, page_id: int, now: float) -> Added:
    is_new = sessions.is_new_page(visit, page_id)
    counted = (page_id, day_of(now), Sums(views=1, visits=int(is_new)))
    if is_new and len(visit.pages) == 1:
        return Added((counted, (visit.entry_page, visit.entry_day, Sums(bounces=-1))))
    return Added((counted,))


def _event(hit: Hit, now: float) -> Added:
    seen = hit.seen()
    return Added((), day_of(now), (seen,) if seen else ())


def _without_session(
    hit: Hit, meta: Meta, host: str, config: AnalyticsSettings, now: float
) -> Added | Reason:
    """Count by the referring host alone: whoever does not come from our own begins a visit."""
    counted = _plain(hit, config, now)
    if isinstance(counted, Reason) or hit.kind != Kind.VIEW:
        return counted
    if hit.referrer is None or hit.referrer == host:
        return counted
    day = day_of(now)
    facts = _facts(names.host(hit.referrer), meta, None, config)
    return Added(((hit.page_id, day, Sums(views=1, visits=1, entries=1)),), day, facts)


def _plain(hit: Hit, config: AnalyticsSettings, now: float) -> Added | Reason:
    """Count without knowing the visit; then only the page itself can be flooded, not a visit."""
    if limits.is_flooded((hit.site_id, hit.page_id), now, config.PAGE_RATE_LIMIT):
        return Reason.RATE
    if hit.kind == Kind.VIEW:
        return Added(((hit.page_id, day_of(now), Sums(views=1)),))
    if hit.kind == Kind.ENGAGEMENT:
        seconds = min(hit.seconds, config.SESSION_IDLE_MINUTES * 60)
        return Added(((hit.page_id, day_of(now), Sums(engaged_seconds=seconds)),))
    return _event(hit, now)
