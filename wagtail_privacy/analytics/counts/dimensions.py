"""What else is counted of a visit or a page, one thing at a time and never two together.

Pure functions: from what a browser says anyway to one of a few words. What they look at is dropped.
"""

import re
from enum import StrEnum
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from babel.localedata import locale_identifiers

from wagtail_privacy.analytics.counts.names import OTHER as OTHER
from wagtail_privacy.analytics.counts.names import identifier


class Dimension(StrEnum):
    """What a number is about."""

    REFERRER = "referrer"
    DEVICE = "device"
    LANGUAGE = "language"
    CAMPAIGN = "campaign"
    EVENT = "event"
    DOWNLOAD = "download"
    OUTBOUND = "outbound"
    FORM = "form"
    DROPPED = "dropped"


class Device(StrEnum):
    """The three classes of devices."""

    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"


class FormStep(StrEnum):
    """How far somebody got with a form."""

    STARTED = "started"
    SENT = "sent"


#: Whose values we choose ourselves, so that there cannot be too many.
CLOSED = frozenset((Dimension.DEVICE, Dimension.FORM, Dimension.DROPPED))

Seen = tuple[Dimension, int, str]  # dimension, page id or 0 for the whole site, value

_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])", re.ASCII | re.IGNORECASE)

#: Hosts that appear as referrers only to be clicked on by whoever reads the statistics.
SPAM_HOSTS = frozenset(
    (
        "4webmasters.org",
        "best-seo-offer.com",
        "best-seo-solution.com",
        "buttons-for-website.com",
        "buttons-for-your-website.com",
        "darodar.com",
        "econom.co",
        "event-tracking.com",
        "free-share-buttons.com",
        "get-free-traffic-now.com",
        "googlsucks.com",
        "hulfingtonpost.com",
        "ilovevitaly.com",
        "priceg.com",
        "semalt.com",
        "social-buttons.com",
        "success-seo.com",
        "traffic2money.com",
        "trafficmonetize.org",
        "webmonetizer.net",
    )
)


def device_of(browser: str) -> Device:
    """Give the class of a device by its browser string."""
    if "iPad" in browser or "Tablet" in browser:
        return Device.TABLET
    if "Mobi" in browser or "iPhone" in browser:
        return Device.PHONE
    return Device.TABLET if "Android" in browser else Device.COMPUTER


def language_of(header: str) -> str:
    """Give the language that a browser asks for first, without its region; "" if it says none."""
    found = _LANGUAGE.match(header.lstrip())
    if found is None:
        return ""
    code = found[0].lower()
    return code if code in _languages() else OTHER


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(name.partition("_")[0] for name in locale_identifiers())


def is_spam(host: str, more: tuple[str, ...] = ()) -> bool:
    """Say whether a host, or one that it belongs to, is known for referrer spam."""
    labels = host.split(".")
    parents = {".".join(labels[place:]) for place in range(len(labels) - 1)}
    return not parents.isdisjoint(SPAM_HOSTS) or not parents.isdisjoint(more)


def campaign_of(address: str, listed: tuple[str, ...] = ()) -> str:
    """Give the campaign that the address of a page names; "" if none."""
    if "utm_campaign=" not in address:
        return ""
    try:
        named = parse_qs(urlsplit(address).query, max_num_fields=50).get("utm_campaign", [""])
    except ValueError:
        return ""
    return identifier(named[0], listed) if named[0].strip() else ""
