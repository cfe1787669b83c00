"""Referrers, devices, languages, campaigns, events: one at a time, few, and about nobody."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.helpers import (
    FIREFOX,
    GOOGLEBOT,
    PAGE,
    SAFARI,
    SECOND_PAGE,
    Visitor,
    counts,
    seen,
)
from wagtail_privacy.analytics.counts import dimensions, drops
from wagtail_privacy.analytics.counts.dimensions import CLOSED, Dimension
from wagtail_privacy.analytics.counts.drops import Reason
from wagtail_privacy.analytics.counts.names import OTHER
from wagtail_privacy.analytics.keeping.bounding import bounded
from wagtail_privacy.analytics.models import WaitingDimensionCount

pytestmark = pytest.mark.django_db

IPAD = "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
PIXEL = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142 Mobile Safari/537"
GALAXY_TAB = "Mozilla/5.0 (Linux; Android 16; SM-X700) AppleWebKit/537.36 Chrome/142 Safari/537.36"


def test_a_visit_counts_once_in_each_dimension(
    visitor: Visitor, token: str, second_token: str
) -> None:
    german = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9,en;q=0.5"}
    visitor.view(token, "www.Search.example", **german)
    visitor.view(second_token, "testserver", **german)
    visitor.view(token, "other.example", **german)
    Visitor(browser=SAFARI).view(token, "")
    assert seen("referrer") == {"search.example": 1, "": 1}
    assert seen("device") == {"computer": 1, "phone": 1}
    assert seen("language") == {"de": 1, "": 1}
    assert seen("campaign") == {}
    assert counts()["entries"] == 2


def test_the_pixel_cannot_say_where_somebody_came_from(visitor: Visitor, token: str) -> None:
    visitor.pixel(token, HTTP_REFERER="https://testserver/de/?q=secret")
    assert seen("referrer") == {"": 1}


def test_events_are_counted_each_time_with_their_page(visitor: Visitor, token: str) -> None:
    visitor.act(token, "event", "offer-opened")
    assert drops.dropped() == {Reason.NO_VISIT: 1}
    visitor.view(token)
    for _ in range(2):
        assert visitor.act(token, "event", " offer-opened ").status_code == 204
    visitor.act(token, "outbound", "www.example.org")
    visitor.act(token, "start")
    assert seen("event") == {(PAGE, "offer-opened"): 2}
    assert seen("outbound") == {(PAGE, "example.org"): 1}
    assert seen("form") == {(PAGE, "started"): 1}
    assert counts()["views"] == 1
    assert counts()["bounces"] == 1


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("event", name) for name in (None, "", "  ", 7, ["a"], "x" * 256)),
        *(("outbound", name) for name in (None, "", "a b", "https://a.example/?q=1", "x" * 300)),
        ("EVENT", "a"),
        ("dropped", "robot"),
    ],
)
def test_rubbish_is_refused(visitor: Visitor, token: str, kind: str, name: Any) -> None:
    visitor.view(token)
    assert visitor.act(token, kind, name).status_code == 400
    assert seen("event") == seen("outbound") == {}
    assert seen("dropped") == {"body": 1}


def test_campaigns_only_if_switched_on(visitor: Visitor, token: str, analytics: Any) -> None:
    address = {"HTTP_REFERER": "http://testserver/de/?utm_campaign=spring_26&utm_term=secret"}
    visitor.view(token, **address)
    assert seen("campaign") == {}
    analytics(CAMPAIGNS=True)
    Visitor("192.0.2.8").view(token, **address)
    Visitor("192.0.2.9").view(token)
    assert seen("campaign") == {"spring_26": 1}


def test_without_sessions_no_browser_is_looked_at(
    visitor: Visitor, token: str, analytics: Any
) -> None:
    analytics(MODE="views")
    visitor.view(token, "search.example", HTTP_ACCEPT_LANGUAGE="de")
    visitor.view(token, "testserver")
    visitor.act(token, "event", "offer-opened")
    assert seen("referrer") == {"search.example": 1}
    assert seen("device") == seen("language") == {}
    assert seen("event") == {(PAGE, "offer-opened"): 1}


def test_referrer_spam_is_dropped(visitor: Visitor, token: str, analytics: Any) -> None:
    visitor.view(token, "buy.semalt.com")
    analytics(REFERRER_SPAM=["spam.example"])
    visitor.view(token, "www.spam.example")
    assert counts()["views"] == 0
    assert drops.dropped() == {Reason.SPAM: 2}
    visitor.view(token, "notspam.example")
    assert counts()["views"] == 1


def test_what_was_not_counted_is_counted_by_reason(visitor: Visitor, token: str) -> None:
    visitor.view(token, HTTP_SEC_GPC="1")
    visitor.view(token, HTTP_USER_AGENT=GOOGLEBOT)
    visitor.view(token, HTTP_ORIGIN="https://evil.example")
    visitor.send("rubbish")
    visitor.client.get("/privacy/hit")
    assert seen("dropped") == {"opted-out": 1, "robot": 1, "origin": 1, "body": 1, "method": 1}
    assert set(WaitingDimensionCount.objects.values_list("site_id", flat=True)) == {0}


def test_a_flood_without_sessions_is_bounded_per_page(
    visitor: Visitor, token: str, second_token: str, analytics: Any
) -> None:
    analytics(MODE="views", PAGE_RATE_LIMIT=3)
    for _ in range(5):
        visitor.view(token)
    visitor.view(second_token)
    assert counts(page_id=PAGE)["views"] == 3
    assert counts(page_id=SECOND_PAGE)["views"] == 1
    assert drops.dropped() == {Reason.RATE: 2}


def test_a_million_values_are_few_in_memory(visitor: Visitor, token: str, analytics: Any) -> None:
    analytics(MAX_VALUES=4, FLUSH_SECONDS=3600, RATE_LIMIT=100)
    visitor.view(token)
    for number in range(50):
        visitor.act(token, "event", f"event-{chr(97 + number % 26)}{number}")
    from wagtail_privacy.analytics.keeping.buffer import buffer

    assert len(buffer._seen) == 3 + 4 + 1  # referrer, device, language; four names; "(other)"
    buffer.flush()
    assert sum(seen("event").values()) == 50
    assert seen("event")[PAGE, OTHER] == 46


@pytest.mark.parametrize(
    ("browser", "device"),
    [
        (FIREFOX, "computer"),
        (SAFARI, "phone"),
        (IPAD, "tablet"),
        (PIXEL, "phone"),
        (GALAXY_TAB, "tablet"),
        ("", "computer"),
    ],
)
def test_three_classes_of_devices(browser: str, device: str) -> None:
    assert dimensions.device_of(browser) == device


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,en", "de"),
        (" TR", "tr"),
        ("gsw-CH", "gsw"),
        ("*", ""),
        ("", ""),
        ("german", ""),
        ("xyz", OTHER),
    ],
)
def test_the_language_without_its_region(header: str, language: str) -> None:
    assert dimensions.language_of(header) == language


KEYS = st.tuples(
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from([d.value for d in Dimension]),
    st.integers(0, 3),
    st.sampled_from([*"abcdefgh", OTHER]),
)


@given(st.dictionaries(KEYS, st.integers(1, 9), max_size=40), st.sets(KEYS, max_size=20))
def test_bounding_loses_no_count_and_keeps_the_limit(seen: Any, stored: Any) -> None:
    found = bounded(seen, stored, 5)
    assert sum(found.values()) == sum(seen.values())
    groups: dict[Any, set[Any]] = {}
    for key in {*found, *stored}:
        if key[2] not in CLOSED and key[4] != OTHER:
            groups.setdefault(key[:3], set()).add(key)
    for group, keys in groups.items():
        already = {key for key in stored if key[:3] == group and key[4] != OTHER}
        assert len(keys) <= max(5, len(already))
