"""Visitors: page views as browsers report them, for the site called in process and over HTTP."""

import itertools
import json
import random
from collections.abc import Iterator
from typing import Any

from benchmarks import content
from benchmarks.client import Client, environ
from benchmarks.measure import Work
from benchmarks.server import request

VISITORS, PAGES = 2000, 200
BROWSERS = [
    f"Mozilla/5.0 (X11; Linux x86_64; rv:{version}.0) Gecko/20100101 Firefox/{version}.0"
    for version in range(100, 140)
]
BARE, HIT = "/bare", "/privacy/hit"


def hits(
    home: Any, visitors: int = VISITORS, network: int = 127
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the environment and body of page views by so many visitors in turn, without end.

    They take turns, so that nobody runs into the limit of hits per minute.
    """
    from wagtail.models import Site

    from wagtail_privacy.analytics.arriving import tokens

    chance = random.Random(1)  # noqa: S311 (the same visitors in every run)
    site = Site.objects.get(root_page=home)
    bodies = [
        json.dumps({"token": tokens.make(site.pk, page), "kind": "view", "value": ""}).encode()
        for page in range(1, PAGES + 1)
    ]
    sent = [
        environ(
            "POST",
            HIT,
            REMOTE_ADDR=f"{network}.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}",
            HTTP_USER_AGENT=chance.choice(BROWSERS),
            CONTENT_TYPE="text/plain;charset=UTF-8",
            HTTP_ORIGIN="http://localhost",
            HTTP_SEC_FETCH_SITE="same-origin",
        )
        for number in range(visitors)
    ]
    for visitor in itertools.cycle(sent):
        yield visitor, chance.choice(bodies)


def in_process(client: Client, visitors: int = VISITORS, network: int = 127) -> Work:
    """Give the work of so many hits, the writing of their counts included."""
    from wagtail_privacy.analytics.keeping.buffer import buffer

    sent = itertools.cycle(
        list(itertools.islice(hits(content.home(), visitors, network), visitors * 5))
    )

    def work(times: int) -> None:
        for called, body in itertools.islice(sent, times):
            client.expect("204", called, body)
        buffer.flush()

    return work


def bare_in_process(client: Client) -> Work:
    """Give the work of as many requests to the bare view, with the same content."""
    sent = itertools.cycle(
        [
            ({**called, "PATH_INFO": BARE}, body)
            for called, body in itertools.islice(hits(content.home()), VISITORS)
        ]
    )

    def work(times: int) -> None:
        for called, body in itertools.islice(sent, times):
            client.expect("204", called, body)

    return work


def over_http(path: str) -> list[tuple[str, bytes]]:
    """Give hits of many visitors, each from an address of the loopback network."""
    found = []
    for sent, body in itertools.islice(hits(content.home()), VISITORS * 5):
        data = request(
            "POST",
            path,
            body,
            User_Agent=sent["HTTP_USER_AGENT"],
            Content_Type=sent["CONTENT_TYPE"],
            Origin=sent["HTTP_ORIGIN"],
            Sec_Fetch_Site=sent["HTTP_SEC_FETCH_SITE"],
            Accept="*/*",
            Accept_Language="en",
        )
        found.append((sent["REMOTE_ADDR"], data))
    return found


def all_counted(wanted: int) -> None:
    """Raise `AssertionError` unless every hit has been counted once."""
    from django.db.models import Sum

    from wagtail_privacy.analytics.models import PageCount, WaitingPageCount

    found = [
        model.objects.aggregate(sum=Sum("views"))["sum"] or 0
        for model in (PageCount, WaitingPageCount)
    ]
    counted = sum(found)
    if counted != wanted:
        raise AssertionError(f"{counted} of {wanted} hits were counted.")


def forget_counts() -> None:
    """Delete all counts, as if nobody had ever visited the site."""
    from wagtail_privacy.analytics import models
    from wagtail_privacy.analytics.keeping.buffer import buffer

    buffer.flush()  # what is still in memory would come back
    for model in (
        models.PageCount,
        models.MonthCount,
        models.SiteCount,
        models.DimensionCount,
        models.WaitingPageCount,
        models.WaitingDimensionCount,
    ):
        model.objects.all().delete()
