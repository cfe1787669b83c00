"""Tokens of pages that are gone or closed, and floods: the same answer, and bounded memory."""

import tracemalloc
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from tests.analytics.helpers import FIREFOX, PAGE, Visitor, counts, seen
from tests.site.models import PlainPage
from wagtail_privacy import conf
from wagtail_privacy.analytics.arriving import limits, robots, tokens
from wagtail_privacy.analytics.counts import drops
from wagtail_privacy.analytics.counts.days import day_of
from wagtail_privacy.analytics.counts.dimensions import Dimension
from wagtail_privacy.analytics.counts.drops import Reason
from wagtail_privacy.analytics.counts.sums import Added
from wagtail_privacy.analytics.keeping.buffer import Buffer, buffer
from wagtail_privacy.analytics.views import hit

pytestmark = pytest.mark.django_db

REPORT = "/admin/privacy/statistics/"


def page_below(home: Any, **values: Any) -> PlainPage:
    page = PlainPage(title="Secret plans", slug="secret-plans", text="", **values)
    home.add_child(instance=page)
    return page


@pytest.mark.parametrize("state", ["live", "draft", "private", "deleted", "unknown"])
def test_the_answer_tells_nothing_of_a_page(
    visitor: Visitor, site: Any, home: Any, admin_client: Client, state: str
) -> None:
    page = page_below(home, live=state != "draft")
    token = tokens.make(site.pk, page.pk + (10**9 if state == "unknown" else 0))
    if state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    elif state == "deleted":
        page.delete()
    for answer in (visitor.view(token), visitor.pixel(token), visitor.act(token, "event", "a")):
        assert answer.status_code in (200, 204)
        assert b"Secret" not in answer.content
        assert dict(answer.headers).keys() <= {
            "Cache-Control",
            "Content-Type",
            "Content-Length",
            "X-Frame-Options",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Content-Security-Policy",
            "Content-Language",
            "Vary",
        }
    assert counts()["views"] == 2
    for number in range(10):
        Visitor(f"192.0.2.{100 + number}").view(token)
    for address in (REPORT, f"{REPORT}?export=csv", f"{REPORT}chart.svg"):
        assert admin_client.get(address).status_code == 200


def test_a_token_counts_for_its_own_site_whatever_the_host(
    visitor: Visitor, site: Any, home: Any, english_home: Any
) -> None:
    other = Site.objects.create(hostname="other.example", root_page=english_home)
    visitor.view(tokens.make(site.pk, home.pk), HTTP_HOST="other.example")
    assert counts(site_id=site.pk)["views"] == 1
    assert counts(site_id=other.pk)["views"] == 0


def test_a_replayed_hit_counts_as_often_as_a_minute_allows(
    visitor: Visitor, token: str, analytics: Any
) -> None:
    analytics(RATE_LIMIT=20)
    for _ in range(100):
        assert visitor.view(token).status_code == 204
        assert visitor.pixel(token).status_code == 200
        assert visitor.act(token, "event", "offer-opened").status_code == 204
    # A minute may end while this runs.
    assert counts()["views"] + sum(seen("event").values()) <= 40
    assert drops.dropped()[Reason.RATE] >= 260


def test_many_names_of_a_browser_begin_visits_and_fill_no_memory(
    visitor: Visitor, token: str, analytics: Any
) -> None:
    """Each name is another visitor to us: the price of looking at nothing else. It is bounded."""
    analytics(PAGE_RATE_LIMIT=70)
    visitor.view(token)
    for number in range(200):
        Visitor(browser=f"{FIREFOX} {number}").view(token)
    begun = counts()["visits"]
    assert begun == 201 - drops.dropped()[Reason.RATE]
    assert begun <= 140  # a minute may end while this runs
    visitor.view(token)  # whoever is there goes on
    Visitor("192.0.2.99").view(token)
    assert counts()["visits"] == begun + 1
    assert counts()["views"] == begun + 2
    assert robots.is_robot.cache_info().currsize <= 2048
    assert len(limits._hits) <= 2
    assert len(buffer) == 0


def test_many_addresses_fill_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEYS", 10)
    limits.forget()
    for number in range(100):
        assert not limits.is_flooded(number.to_bytes(2, "big"), 0.0, 1)
    assert len(limits._hits) <= 10
    limits.forget()


def test_any_number_of_names_fits_into_a_small_buffer(analytics: Any) -> None:
    analytics(FLUSH_SECONDS=3600)
    config, held, day = conf.analytics(), Buffer(), day_of(0)
    for dimension in (Dimension.EVENT, Dimension.REFERRER, Dimension.OUTBOUND):
        page = 0 if dimension == Dimension.REFERRER else PAGE
        held.add(1, Added((), day, ((dimension, page, "warm-up"),)), config)
    tracemalloc.start()
    for number in range(30_000):
        for dimension, page in ((Dimension.EVENT, PAGE), (Dimension.REFERRER, 0)):
            assert held.add(1, Added((), day, ((dimension, page, f"name-{number}"),)), config)
    _held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(held) <= 2 * (config.MAX_VALUES + 1) + 1
    assert peak < 1_000_000
    held._begin_anew()


@pytest.mark.parametrize("length", [1, 40, 200, 800])
def test_a_body_that_breaks_off_is_refused(visitor: Visitor, token: str, length: int) -> None:
    whole = b'{"token": "%s", "kind": "event", "value": "%s"}' % (token.encode(), b"a" * 900)
    assert visitor.send(whole[:length]).status_code == 400
    assert counts()["views"] == 0


def test_a_body_without_a_length_is_read_to_the_limit_only(token: str, rf: Any) -> None:
    class Endless:
        """Gives as much as is asked for, and counts it."""

        given = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size < 10_000
            self.given += size
            return b"x" * size

    request = rf.post("/privacy/hit", HTTP_USER_AGENT=FIREFOX, CONTENT_TYPE="text/plain")
    request.META.pop("CONTENT_LENGTH", None)
    request._stream = stream = Endless()
    assert hit(request).status_code == 413
    assert stream.given < 10_000
