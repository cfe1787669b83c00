"""A POST to a form of ours against one to a plain form with the same questions and answers."""

import re
import time
from typing import Any
from urllib.parse import urlencode

from benchmarks import content
from benchmarks.client import Client, environ
from benchmarks.measure import Work, compare
from benchmarks.report import Finding, Scale, compared

MOST_CPU = 1.5
HASTE = 2.5  # seconds; a form that is sent faster is asked for once more
TOKEN = "a" * 32  # CSRF protection compares the cookie with the field


def measure(scale: Scale) -> list[Finding]:
    """Give CPU and queries of a submission that is stored, and of the form itself."""
    from wagtail.contrib.forms.models import FormSubmission

    from wagtail_privacy.forms.models import PrivacyFormSubmission

    client = Client()
    ours, theirs = content.add_forms(1)[0].url, content.plain_form().url
    hidden = _hidden_fields(client, ours)
    time.sleep(HASTE)
    posted = compare(
        _posts(client, ours, "303", _body(**hidden)),
        _posts(client, theirs, "200", _body()),
        times=scale.pick(100, 20),
        rounds=scale.rounds,
    )
    if PrivacyFormSubmission.objects.count() != FormSubmission.objects.count():
        raise AssertionError("One of the forms did not store what was sent.")
    shown = compare(
        _gets(client, ours), _gets(client, theirs), times=scale.pick(60, 10), rounds=scale.rounds
    )
    return [
        compared(
            "form submission, encrypted, CPU per POST",
            posted,
            unit="ms",
            most=MOST_CPU,
        ),
        Finding(
            what="form submission, queries per POST",
            ours=str(client.queries(_post(ours), _body(**hidden))),
            stand_in=str(client.queries(_post(theirs), _body())),
        ),
        compared("form shown, CPU per GET", shown, unit="ms"),
    ]


def _hidden_fields(client: Client, url: str) -> dict[str, str]:
    """Give what a browser sends along that nobody sees, such as the time stamp."""
    page = client.expect("200", environ("GET", url)).decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def _post(url: str) -> dict[str, Any]:
    return environ(
        "POST",
        url,
        HTTP_COOKIE=f"csrftoken={TOKEN}",
        CONTENT_TYPE="application/x-www-form-urlencoded",
    )


def _body(**more: str) -> bytes:
    return urlencode({**content.ANSWERS, **more, "csrfmiddlewaretoken": TOKEN}).encode()


def _posts(client: Client, url: str, status: str, body: bytes) -> Work:
    request = _post(url)

    def work(times: int) -> None:
        for _ in range(times):
            client.expect(status, request, body)

    return work


def _gets(client: Client, url: str) -> Work:
    request = environ("GET", url)

    def work(times: int) -> None:
        for _ in range(times):
            client.expect("200", request)

    return work
