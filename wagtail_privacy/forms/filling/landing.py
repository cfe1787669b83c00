"""What a person sees after sending, at an address of its own: a reload sends nothing again.

The marker in the address works without cookies and says nothing about the person or the record:
it signs the form, the day of deletion and a random number, and is good for an hour.
"""

import datetime
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import escape_leading_slashes, urlencode

PARAMETER = "sent"
MAX_AGE = datetime.timedelta(hours=1)
_SALT = "wagtail_privacy.forms.filling.landing"


@dataclass(frozen=True, slots=True)
class Sent:
    """That a form has just been sent, and when its answers are deleted, if that is known."""

    deleted_on: datetime.date | None = None
    #: Random, so that whoever counts does not count a page that is loaded again.
    sending: str = ""


def marker_for(page_id: int, sent: Sent) -> str:
    """Give the marker of a form that has been sent."""
    day = sent.deleted_on.isoformat() if sent.deleted_on else ""
    return signing.dumps([page_id, day, sent.sending], salt=_SALT)


def read_marker(text: str, page_id: int) -> Sent | None:
    """Give what a marker says, or None for one that is old, forged or of another form."""
    try:
        marked_id, day, *sending = signing.loads(text, salt=_SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    if marked_id != page_id:
        return None
    return Sent(datetime.date.fromisoformat(day) if day else None, *sending)


def sent_by(request: HttpRequest, page_id: int) -> Sent | None:
    """Give what the marker in the address of a request says, if it holds a good one."""
    if request.method not in ("GET", "HEAD"):
        return None
    return read_marker(request.GET.get(PARAMETER, ""), page_id)


def address_after(request: HttpRequest, page_id: int, sent: Sent) -> str:
    """Give the address at which a form's page shows that it has been sent."""
    query = urlencode({PARAMETER: marker_for(page_id, sent)})
    return f"{bare_address(request)}?{query}"


def bare_address(request: HttpRequest) -> str:
    """Give the address of the page that was asked for, without what followed a sending."""
    return escape_leading_slashes(request.path)


def keep_private(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of caches and search, its address out of referrers: there is a receipt."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def see_other(address: str) -> HttpResponse:
    """Send the browser on to another address, which it asks for with GET."""
    return keep_private(HttpResponseRedirect(address, status=303))
