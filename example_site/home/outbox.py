"""The mails of the demo on a page: they lie in a folder, and none leaves the machine."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_binary_file, policy
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Mail:
    """What the page shows of a mail."""

    subject: str
    sender: str
    recipient: str
    sent_at: datetime | None
    text: str


def outbox(request: HttpRequest) -> HttpResponse:
    """Show the newest mails to whoever is signed in as staff of the demo."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path, reverse("wagtailadmin_login"))
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    response = render(request, "home/outbox.html", {"mails": newest(SHOWN)})
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def newest(number: int) -> list[Mail]:
    """Give the newest mails, the newest first."""
    files = Path(settings.EMAIL_FILE_PATH).glob("*.log")
    ordered = sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)
    return [read(file) for file in islice(ordered, number)]


def read(file: Path) -> Mail:
    """Read a mail as Django's backend has written it."""
    with file.open("rb") as opened:
        message = message_from_binary_file(opened, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 (the policy makes one)
    body = message.get_body(("plain",))
    date = message["Date"].datetime if message["Date"] else None
    if date and date.tzinfo is None:  # "-0000" says that it is UTC
        date = date.replace(tzinfo=UTC)
    return Mail(
        subject=str(message["Subject"]),
        sender=str(message["From"]),
        recipient=str(message["To"]),
        sent_at=date,
        # The backend ends each mail with a line of dashes.
        text=str(body.get_content()).rstrip("-\n").strip() if body else "",
    )
