"""What a hit may contain; everything from outside is checked here, before anything looks at it."""

import json
import re
from enum import StrEnum
from typing import Any, NamedTuple

from wagtail_privacy.analytics.arriving import completions, tokens
from wagtail_privacy.analytics.counts import names
from wagtail_privacy.analytics.counts.dimensions import Dimension, FormStep, Seen
from wagtail_privacy.analytics.counts.drops import Reason
from wagtail_privacy.conf import AnalyticsSettings

MAX_BODY = 2048
CONTENT_TYPES = frozenset(("text/plain", "application/json"))
#: Nobody reads a page longer without a pause; a larger number is a mistake or a lie.
MAX_SECONDS = 86_400
MAX_NAME = 255

_HOST = re.compile(r"[a-z0-9._:\[\]-]{0,253}", re.ASCII | re.IGNORECASE)


class Kind(StrEnum):
    """What a hit reports: a page is shown, for how long, or what is done with it."""

    VIEW = "view"
    ENGAGEMENT = "engagement"
    EVENT = "event"
    DOWNLOAD = "download"
    OUTBOUND = "outbound"
    START = "start"
    SENT = "sent"


#: What of the kinds has a name, and the dimension that it is counted under.
NAMED = {
    Kind.EVENT: Dimension.EVENT,
    Kind.DOWNLOAD: Dimension.DOWNLOAD,
    Kind.OUTBOUND: Dimension.OUTBOUND,
}


class Hit(NamedTuple):
    """One well-formed hit on a page."""

    site_id: int
    page_id: int
    kind: Kind = Kind.VIEW
    seconds: int = 0
    referrer: str | None = None  # host; "" for none, None for not said
    name: str = ""  # of an event, a file, another host; the sending of a form

    def seen(self) -> Seen | None:
        """Give what an event is counted as; None for a view or for reading."""
        if self.kind == Kind.START:
            return Dimension.FORM, self.page_id, FormStep.STARTED.value
        if self.kind == Kind.SENT:
            return Dimension.FORM, self.page_id, FormStep.SENT.value
        if self.kind in NAMED:
            return NAMED[self.kind], self.page_id, self.name
        return None


class BadHitError(Exception):
    """A hit that is answered with 4xx and not counted."""

    def __init__(self, status: int, reason: Reason):
        super().__init__(reason.value)
        self.status = status
        self.reason = reason


def check_envelope(content_type: str, length: str) -> None:
    """Refuse a body by its headers, before it is read."""
    if content_type.partition(";")[0].strip().lower() not in CONTENT_TYPES:
        raise BadHitError(415, Reason.BODY)
    if length and (not length.isascii() or not length.isdigit() or len(length) > 9):
        raise BadHitError(400, Reason.SIZE)
    if length and int(length) > MAX_BODY:
        raise BadHitError(413, Reason.SIZE)


def parse(body: bytes, config: AnalyticsSettings) -> Hit:
    """Read a posted hit, or refuse it."""
    if len(body) > MAX_BODY:
        raise BadHitError(413, Reason.SIZE)
    try:
        data = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise BadHitError(400, Reason.BODY) from None
    if not isinstance(data, dict):
        raise BadHitError(400, Reason.BODY)
    page = of_token(data.get("token"))
    kind, value = data.get("kind"), data.get("value")
    if kind == Kind.VIEW:
        return page._replace(referrer=_referrer(value))
    if kind == Kind.ENGAGEMENT:
        return page._replace(kind=Kind.ENGAGEMENT, seconds=_seconds(value))
    if kind == Kind.START:
        return page._replace(kind=Kind.START)
    if kind == Kind.SENT:
        return sent_form(page, value)
    if isinstance(kind, str) and kind in NAMED:
        return page._replace(kind=Kind(kind), name=_name(kind, value, config))
    raise BadHitError(400, Reason.BODY)


def of_token(token: Any) -> Hit:
    """Give the plain view of the page that a token names, or refuse."""
    if not isinstance(token, str):
        raise BadHitError(400, Reason.TOKEN)
    try:
        return Hit(*tokens.read(token))
    except ValueError:
        raise BadHitError(400, Reason.TOKEN) from None


def sent_form(page: Hit, token: Any) -> Hit:
    """Give the report that the form of a page was sent, or refuse."""
    try:
        sending = completions.read(token, page.site_id, page.page_id)
    except ValueError:
        raise BadHitError(400, Reason.TOKEN) from None
    return page._replace(kind=Kind.SENT, name=sending)


def _seconds(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadHitError(400, Reason.BODY)
    if not 0 <= value <= MAX_SECONDS:  # false for NaN, too
        raise BadHitError(400, Reason.BODY)
    return round(value)


def _name(kind: str, value: Any, config: AnalyticsSettings) -> str:
    if kind == Kind.OUTBOUND:
        host = _referrer(value)
        if not host:
            raise BadHitError(400, Reason.BODY)
        return names.host(host)
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_NAME:
        raise BadHitError(400, Reason.BODY)
    if kind == Kind.DOWNLOAD:
        return names.file_name(value)
    return names.identifier(value, config.EVENT_NAMES)


def _referrer(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _HOST.fullmatch(value):
        raise BadHitError(400, Reason.BODY)
    return value.lower()


def is_foreign(origin: str | None, fetch_site: str | None, host: str) -> bool:
    """Say whether a browser tells that a hit comes from another site's page.

    A page whose policy hides its address sends the origin "null"; then only the browser's word
    that it is the same site counts.
    """
    if fetch_site is not None and fetch_site != "same-origin":
        return True
    if origin is None:
        return False
    if origin == "null":
        return fetch_site is None
    return origin.partition("://")[2].lower() != host.lower()
