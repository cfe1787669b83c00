"""A POST to a form of ours against one to a plain form with the same questions and answers."""

import re
import time
from itertools import count
from typing import Any
from urllib.parse import urlencode

from benchmarks import content
from benchmarks.client import Client, environ
from benchmarks.measure import Work, compare
from benchmarks.report import Finding, Scale, compared

MOST_CPU = 1.5
HASTE = 2.5  # seconds; a form that is sent faster is asked for once more
MADE_AT_ONCE = 100
_NUMBERS = count(1)
TOKEN = "a" * 32  # CSRF protection compares the cookie with the field


def measure(scale: Scale) -> list[Finding]:
    """Give CPU and queries of submissions that are stored, and of the forms themselves."""
    client = Client()
    content.statement()  # the notice names it, and a consent points at its version
    plain, consenting = content.add_forms(2)
    content.ask_for_consent(consenting, "Telephone number")
    return [
        *_measure_form(scale, client, plain.url, ""),
        *_measure_form(scale, client, consenting.url, " with a further consent and receipt"),
    ]


def _measure_form(scale: Scale, client: Client, ours: str, how: str) -> list[Finding]:
    theirs = content.plain_form().url
    own = _fields_of_its_own(client, ours)
    time.sleep(HASTE)
    before = _stored()
    posted = compare(
        _posts(client, ours, "303", own),
        _posts(client, theirs, "200", {}),
        times=scale.pick(100, 20),
        rounds=scale.rounds,
        slices=scale.pick(20, 10),
    )
    kept, kept_by_theirs, consents = (
        now - then for now, then in zip(_stored(), before, strict=True)
    )
    if kept - consents != kept_by_theirs or bool(consents) != bool(how):
        raise AssertionError("One of the forms did not store what was sent.")
    shown = compare(
        _gets(client, ours),
        _gets(client, theirs),
        times=scale.pick(60, 10),
        rounds=scale.rounds,
        slices=scale.pick(20, 5),
    )
    return [
        compared(
            f"form submission{how}, encrypted, CPU per POST",
            posted,
            unit="ms",
            most=MOST_CPU,
        ),
        Finding(
            what=f"form submission{how}, queries per POST",
            ours=str(client.queries(_post(ours), *_bodies(own, 2))),
            stand_in=str(client.queries(_post(theirs), *_bodies({}, 2))),
        ),
        compared(f"form{how} shown, CPU per GET", shown, unit="ms"),
        Finding(
            what=f"form{how} shown, queries per GET",
            ours=str(client.queries(environ("GET", ours))),
            stand_in=str(client.queries(environ("GET", theirs))),
        ),
    ]


def _stored() -> tuple[int, int, int]:
    """Count what our forms and the plain one have stored, and our records of consent.

    A consent to a further purpose keeps its answers in a row of their own.
    """
    from wagtail.contrib.forms.models import FormSubmission

    from wagtail_privacy.forms.models import ConsentRecord, PrivacyFormSubmission

    models = (PrivacyFormSubmission, FormSubmission, ConsentRecord)
    ours, theirs, consents = (model.objects.count() for model in models)
    return ours, theirs, consents


def _fields_of_its_own(client: Client, url: str) -> dict[str, str]:
    """Give what a form has beside the questions: hidden fields, and each consent ticked."""
    page = client.expect("200", environ("GET", url)).decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    consents = re.findall(r'<input type="checkbox" name="(consent-[^"]+)" value="([^"]*)"', page)
    return {name: value for name, value in hidden + consents if name != "csrfmiddlewaretoken"}


def _post(url: str) -> dict[str, Any]:
    return environ(
        "POST",
        url,
        HTTP_COOKIE=f"csrftoken={TOKEN}",
        CONTENT_TYPE="application/x-www-form-urlencoded",
    )


def _bodies(own: dict[str, str], times: int) -> list[bytes]:
    """Give what is sent: each time another message, as what is sent twice is stored once."""
    return [
        urlencode(
            {
                **content.ANSWERS,
                **own,
                "message": f"{next(_NUMBERS)}: {content.ANSWERS['message']}",
                "csrfmiddlewaretoken": TOKEN,
            }
        ).encode()
        for _ in range(times)
    ]


def _posts(client: Client, url: str, status: str, own: dict[str, str]) -> Work:
    request = _post(url)
    waiting: list[bytes] = []

    def work(times: int) -> None:
        # Only a client has to put them together, so most are made at once and counted little.
        while len(waiting) < times:
            waiting.extend(_bodies(own, MADE_AT_ONCE))
        for _ in range(times):
            client.expect(status, request, waiting.pop())

    return work


def _gets(client: Client, url: str) -> Work:
    request = environ("GET", url)

    def work(times: int) -> None:
        for _ in range(times):
            client.expect("200", request)

    return work
