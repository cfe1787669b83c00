"""What else is counted of a visit or a page, one thing at a time and never two together.

Pure functions: from what a browser says anyway to one of a few words. What they look at is dropped.
"""

import re
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

#: Stands for all values that come after the first `MAX_VALUES` of a day.
OTHER = "(other)"
MAX_VALUE = 64


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
#: Letters, digits and what a name or a file name is made of: no "@", no control character.
_NAME = re.compile(rf"[\w .,:;()&+/-]{{1,{MAX_VALUE}}}")
#: Long runs of digits may be the number of a telephone, a customer or a case.
_LONG_NUMBER = re.compile(r"\d{7,}")

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
    return found[0].lower() if found else ""


def bare_host(referrer: str) -> str:
    """Give a host without port and without "www."."""
    host = referrer.rstrip(".")
    if not host.endswith("]"):
        host = host.partition(":")[0] if host.count(":") == 1 else host
    return host.removeprefix("www.")[: 2 * MAX_VALUE]


def is_spam(host: str, more: tuple[str, ...] = ()) -> bool:
    """Say whether a host, or one that it belongs to, is known for referrer spam."""
    labels = host.split(".")
    parents = {".".join(labels[place:]) for place in range(len(labels) - 1)}
    return not parents.isdisjoint(SPAM_HOSTS) or not parents.isdisjoint(more)


def campaign_of(address: str) -> str:
    """Give the campaign that the address of a page names; "" if none."""
    if "utm_campaign=" not in address:
        return ""
    try:
        named = parse_qs(urlsplit(address).query, max_num_fields=50).get("utm_campaign", [""])
    except ValueError:
        return ""
    return name_of(named[0].lower()) if named[0].strip() else ""


def name_of(text: str) -> str:
    """Give a name as it is stored; what may be about a person becomes "(other)"."""
    name = " ".join(text.split())
    if not _NAME.fullmatch(name) or _LONG_NUMBER.search(name):
        return OTHER
    return name
