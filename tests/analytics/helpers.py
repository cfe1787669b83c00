"""A visitor's browser, as far as the hit endpoint sees it."""

import json
from collections import Counter
from typing import Any

from django.db.models import Sum
from django.http import HttpResponse
from django.test import Client

from wagtail_privacy.analytics.models import (
    DimensionCount,
    PageCount,
    WaitingDimensionCount,
    WaitingPageCount,
)

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
SITE, PAGE, SECOND_PAGE = 1, 11, 12
HIT, PIXEL = "/privacy/hit", "/privacy/hit.gif"
COLUMNS = ("views", "visits", "entries", "bounces", "engaged_seconds")


class Visitor:
    """Somebody with an address and a browser."""

    def __init__(self, address: str = "192.0.2.7", browser: str = FIREFOX, **headers: str):
        self.client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=browser, **headers)

    def send(self, body: Any, content_type: str = "text/plain", **headers: str) -> HttpResponse:
        data = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return self.client.post(HIT, data, content_type=content_type, **headers)

    def view(self, token: str, referrer: str | None = "", **headers: str) -> HttpResponse:
        return self.send({"token": token, "kind": "view", "value": referrer}, **headers)

    def read(self, token: str, seconds: Any, **headers: str) -> HttpResponse:
        return self.send({"token": token, "kind": "engagement", "value": seconds}, **headers)

    def act(self, token: str, kind: str, name: Any = None, **headers: str) -> HttpResponse:
        return self.send({"token": token, "kind": kind, "value": name}, **headers)

    def pixel(self, token: str, **headers: str) -> HttpResponse:
        return self.client.get(PIXEL, {"t": token}, **headers)


def counts(**where: Any) -> dict[str, int]:
    """Add up what is counted, whether it waits or is shown."""
    sums = {column: Sum(column) for column in COLUMNS}
    found = [
        model.objects.filter(**where).aggregate(**sums) for model in (PageCount, WaitingPageCount)
    ]
    return {column: sum(each[column] or 0 for each in found) for column in COLUMNS}


def seen(dimension: str) -> dict[Any, int]:
    """Give what is counted of a dimension: value → number, or (page, value) where it has pages."""
    found: Counter[Any] = Counter()
    for model in (DimensionCount, WaitingDimensionCount):
        rows = model.objects.filter(dimension=dimension)
        for page, value, number in rows.values_list("page_number", "value", "number"):
            found[(page, value) if page else value] += number
    return dict(found)
