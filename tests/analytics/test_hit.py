"""A visitor's hits, by URL: what is counted, and what is not."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import override_settings

from tests.analytics.helpers import FIREFOX, GOOGLEBOT, PAGE, SAFARI, SECOND_PAGE, Visitor, counts
from wagtail_privacy.analytics.counts import drops
from wagtail_privacy.analytics.counts.drops import Reason
from wagtail_privacy.analytics.models import WaitingPageCount

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 11, 22, 12, 30, tzinfo=datetime.UTC)
NOTHING = {"views": 0, "visits": 0, "entries": 0, "bounces": 0, "engaged_seconds": 0}


def test_a_view_counts_once_as_view_visit_and_entry(visitor: Visitor, token: str) -> None:
    response = visitor.view(token)
    assert response.status_code == 204
    assert response.content == b""
    assert response["Cache-Control"] == "no-store"
    assert counts() == {**NOTHING, "views": 1, "visits": 1, "entries": 1, "bounces": 1}


def test_the_pixel_counts_without_scripts(visitor: Visitor, token: str) -> None:
    response = visitor.pixel(token)
    assert response["Content-Type"] == "image/gif"
    assert response["Cache-Control"] == "no-store"
    assert len(response.content) == 43
    assert counts()["views"] == 1


def test_asking_for_the_head_of_the_pixel_counts_nothing(visitor: Visitor, token: str) -> None:
    response = visitor.client.head("/privacy/hit.gif", {"t": token})
    assert response.status_code == 200
    assert counts() == NOTHING


def test_a_visit_spans_pages_and_is_no_bounce_then(
    visitor: Visitor, token: str, second_token: str
) -> None:
    visitor.view(token)
    visitor.view(second_token)
    visitor.view(token)
    assert counts(page_id=PAGE) == {**NOTHING, "views": 2, "visits": 1, "entries": 1}
    assert counts(page_id=SECOND_PAGE) == {**NOTHING, "views": 1, "visits": 1}


def test_reloading_the_only_page_stays_a_bounce(visitor: Visitor, token: str) -> None:
    visitor.view(token)
    visitor.view(token)
    assert counts() == {**NOTHING, "views": 2, "visits": 1, "entries": 1, "bounces": 1}


def test_another_address_or_browser_is_another_visit(visitor: Visitor, token: str) -> None:
    visitor.view(token)
    Visitor("192.0.2.8").view(token)
    Visitor("192.0.2.7", SAFARI).view(token)
    assert counts()["visits"] == 3


def test_reading_time_is_added_to_its_page(visitor: Visitor, token: str) -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        visitor.view(token)
        traveller.shift(datetime.timedelta(seconds=90))
        assert visitor.read(token, 40).status_code == 204
        visitor.read(token, 20.4)
    assert counts() == {**NOTHING, "views": 1, "visits": 1, "entries": 1, "bounces": 1} | {
        "engaged_seconds": 60
    }


def test_nobody_reads_longer_than_the_visit_lasts(visitor: Visitor, token: str) -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        visitor.view(token)
        traveller.shift(datetime.timedelta(seconds=9))
        visitor.read(token, 80_000)
    assert counts()["engaged_seconds"] == 10


def test_reading_without_a_visit_is_not_counted(visitor: Visitor, token: str) -> None:
    assert visitor.read(token, 5).status_code == 204
    assert counts() == NOTHING
    assert drops.dropped() == {Reason.NO_VISIT: 1}


@pytest.mark.parametrize(
    ("minutes", "visits"),
    [((29, 29), 1), ((30,), 2), ((29, 31), 2), ((25,) * 9, 1), ((25,) * 10, 2)],
)
def test_a_visit_ends_when_idle_or_too_long(
    visitor: Visitor, token: str, minutes: tuple[int, ...], visits: int
) -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        visitor.view(token)
        for pause in minutes:
            traveller.shift(datetime.timedelta(minutes=pause))
            visitor.view(token)
    assert counts()["entries"] == visits


def test_midnight_of_the_site_divides_views_but_not_the_visit(
    visitor: Visitor, token: str, second_token: str
) -> None:
    # 23:55 in Berlin, the time zone of the test settings
    late = datetime.datetime(2026, 11, 22, 22, 55, tzinfo=datetime.UTC)
    with time_machine.travel(late, tick=False) as traveller:
        visitor.view(token)
        traveller.shift(datetime.timedelta(minutes=10))
        visitor.view(second_token)
    first, second = datetime.date(2026, 11, 22), datetime.date(2026, 11, 23)
    assert counts(day=first) == {**NOTHING, "views": 1, "visits": 1, "entries": 1}
    assert counts(day=second) == {**NOTHING, "views": 1, "visits": 1}


def test_a_visit_survives_the_change_of_the_key(
    visitor: Visitor, token: str, second_token: str
) -> None:
    before = datetime.datetime(2026, 11, 22, 23, 50, tzinfo=datetime.UTC)  # changes at 0:00 UTC
    with time_machine.travel(before, tick=False) as traveller:
        visitor.view(token)
        for page in (second_token, token, second_token):
            traveller.shift(datetime.timedelta(minutes=20))
            visitor.view(page)
    assert counts()["entries"] == 1
    assert counts()["views"] == 4


def test_flooding_is_not_counted(visitor: Visitor, token: str, analytics: Any) -> None:
    analytics(RATE_LIMIT=3)
    with time_machine.travel(NOON, tick=False) as traveller:
        assert [visitor.view(token).status_code for _ in range(5)] == [204] * 5
        assert counts()["views"] == 3
        assert drops.dropped() == {Reason.RATE: 2}
        traveller.shift(datetime.timedelta(minutes=1))
        visitor.view(token)
    assert counts()["views"] == 4


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"HTTP_SEC_GPC": "1"}, Reason.OPTED_OUT),
        ({"HTTP_DNT": "1"}, Reason.OPTED_OUT),
        ({"HTTP_SEC_PURPOSE": "prefetch;prerender"}, Reason.PRERENDER),
        ({"HTTP_PURPOSE": "prefetch"}, Reason.PRERENDER),
        ({"HTTP_USER_AGENT": GOOGLEBOT}, Reason.ROBOT),
        ({"HTTP_USER_AGENT": ""}, Reason.ROBOT),
    ],
)
def test_those_who_ask_and_robots_are_not_counted(
    visitor: Visitor, token: str, headers: dict[str, str], reason: Reason
) -> None:
    assert visitor.view(token, **headers).status_code == 204
    assert visitor.pixel(token, **headers).status_code == 200
    assert counts() == NOTHING
    assert drops.dropped() == {reason: 2}


def test_an_unset_opt_out_is_none(visitor: Visitor, token: str) -> None:
    visitor.view(token, HTTP_SEC_GPC="0", HTTP_DNT="0")
    assert counts()["views"] == 1


def test_switched_off_nothing_is_counted(visitor: Visitor, token: str, analytics: Any) -> None:
    analytics(MODE="off")
    assert visitor.view(token).status_code == 204
    assert visitor.pixel(token).status_code == 200
    assert counts() == NOTHING


def test_without_sessions_a_visit_comes_from_another_host(
    visitor: Visitor, token: str, analytics: Any
) -> None:
    analytics(MODE="views")
    visitor.view(token, "search.example")
    visitor.view(token, "testserver")
    visitor.view(token, "")  # typed, or a bookmark
    visitor.pixel(token)  # cannot say
    visitor.read(token, 12)
    assert counts() == {**NOTHING, "views": 4, "visits": 2, "entries": 2, "engaged_seconds": 12}


def test_without_sessions_neither_address_nor_browser_string_is_read(
    visitor: Visitor, token: str, analytics: Any, rf: Any
) -> None:
    from wagtail_privacy.analytics.views import hit

    analytics(MODE="views")

    class Watched(dict):  # type: ignore[type-arg]
        asked: set[str] = set()

        def get(self, key: str, default: Any = None) -> Any:
            self.asked.add(key)
            return super().get(key, default)

        def __getitem__(self, key: str) -> Any:
            self.asked.add(key)
            return super().__getitem__(key)

    request = rf.post(
        "/privacy/hit",
        f'{{"token": "{token}", "kind": "view"}}',
        content_type="text/plain",
        HTTP_USER_AGENT=FIREFOX,
    )
    request.META = Watched(request.META)
    assert hit(request).status_code == 204
    assert counts()["views"] == 1
    assert "CONTENT_TYPE" in Watched.asked  # the watch works
    assert not Watched.asked & {"REMOTE_ADDR", "HTTP_USER_AGENT", "HTTP_X_FORWARDED_FOR"}


def test_a_lost_cache_still_counts_views(visitor: Visitor, token: str) -> None:
    nobody_listens = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    with override_settings(CACHES=nobody_listens):
        assert visitor.view(token).status_code == 204
        assert visitor.view(token).status_code == 204
    assert counts() == {**NOTHING, "views": 2}


def test_no_cookie_is_set_and_none_is_read(visitor: Visitor, token: str) -> None:
    visitor.client.cookies["sessionid"] = "0123456789abcdef0123456789abcdef"
    for response in (visitor.view(token), visitor.pixel(token), visitor.send("rubbish")):
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.get("Vary", "")


def test_a_hit_asks_the_database_for_nothing(
    visitor: Visitor, token: str, second_token: str, analytics: Any, django_assert_num_queries: Any
) -> None:
    analytics(FLUSH_SECONDS=3600)
    with django_assert_num_queries(0):
        visitor.view(token)
        visitor.view(second_token)
        visitor.read(token, 1)
        visitor.pixel(token)
    assert not WaitingPageCount.objects.exists()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "addresses", "visits"),
    [
        ([], ["192.0.2.1", "192.0.2.2"], ["10.0.0.1", "10.0.0.1"], 1),  # forged: ignored
        (["10.0.0.0/8"], ["192.0.2.1", "192.0.2.2"], ["10.0.0.1", "10.0.0.1"], 2),
        (["10.0.0.0/8"], ["6.6.6.6, 192.0.2.1", "7.7.7.7, 192.0.2.1"], ["10.0.0.1"] * 2, 1),
        (["10.0.0.0/8"], ["192.0.2.1, 10.0.0.2", "192.0.2.1, 10.9.9.9"], ["10.0.0.1"] * 2, 1),
        (["10.0.0.0/8"], ["192.0.2.1", "192.0.2.2"], ["192.0.2.9", "192.0.2.9"], 1),
        ([], ["", ""], ["2001:db8::1", "2001:db8::ffff"], 1),  # one household
        ([], ["", ""], ["2001:db8::1", "2001:db8:0:1::1"], 2),
        ([], ["", ""], ["::ffff:192.0.2.1", "192.0.2.1"], 1),
        (["unix"], ["192.0.2.1", "192.0.2.2"], ["", ""], 2),
    ],
)
def test_the_address_behind_proxies(
    token: str,
    analytics: Any,
    proxies: list[str],
    forwarded: list[str],
    addresses: list[str],
    visits: int,
) -> None:
    analytics(TRUSTED_PROXIES=proxies)
    for address, header in zip(addresses, forwarded, strict=True):
        Visitor(address).view(token, HTTP_X_FORWARDED_FOR=header)
    assert counts()["entries"] == visits


@pytest.mark.parametrize(
    ("headers", "visits"),
    [
        (["for=192.0.2.1;proto=https", "for=192.0.2.2"], 2),
        (['for="192.0.2.1:4711"', "For=192.0.2.1;by=10.0.0.1, for=10.0.0.2"], 1),
        (['for="[2001:db8::1]:4711"', 'for="[2001:db8::2]"'], 1),
        (["for=6.6.6.6, for=192.0.2.1", "for=7.7.7.7, for=192.0.2.1"], 1),
        (["for=192.0.2.1, for=_hidden", "for=192.0.2.2, for=unknown"], 1),
        (["proto=https", ""], 1),
    ],
)
def test_the_address_in_the_standard_header(
    token: str, analytics: Any, headers: list[str], visits: int
) -> None:
    analytics(TRUSTED_PROXIES=["10.0.0.0/8"], FORWARDED_HEADER="Forwarded")
    for header in headers:
        # The other header is the visitor's own to choose, and is not believed.
        forged = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{len(header)}"}
        Visitor("10.0.0.1").view(token, HTTP_FORWARDED=header, **forged)
    assert counts()["entries"] == visits


def test_without_any_address_a_hit_is_a_view(token: str) -> None:
    Visitor("").view(token)
    Visitor("rubbish").view(token)
    assert counts() == {**NOTHING, "views": 2}
