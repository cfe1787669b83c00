"""Hits that nobody's browser sends: 4xx, nothing counted, nothing said about the visitor."""

import json
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.helpers import FIREFOX, HIT, PIXEL, Visitor
from wagtail_privacy.analytics.arriving import hits, tokens
from wagtail_privacy.analytics.arriving.hits import BadHitError, Hit, Kind, is_foreign
from wagtail_privacy.analytics.counts import drops
from wagtail_privacy.analytics.models import WaitingPageCount
from wagtail_privacy.conf import AnalyticsSettings

pytestmark = pytest.mark.django_db


def view_of(token: Any, **more: Any) -> str:
    return json.dumps({"token": token, "kind": "view", **more})


BODIES: list[tuple[int, Any]] = [
    (415, b""),  # without a body there is no type either
    (400, b"{"),
    (400, b"\xff\xfe\x00{"),
    (400, b"[" * 1500),
    (400, "[]"),
    (400, "null"),
    (400, '"text"'),
    (400, "{}"),
    (400, '{"kind": "view"}'),
    (400, view_of(None)),
    (400, view_of(17)),
    (400, view_of(["a"])),
    (400, view_of("")),
    (400, view_of("1.2:forged")),
    (400, view_of("1.2:" + "x" * 43)),
    (400, view_of("x" * 1500)),
    (400, view_of(Signer(salt="another salt").sign("1.2"))),
    (400, view_of(Signer(salt=tokens.SALT).sign("1.-2"))),
    (400, view_of(Signer(salt=tokens.SALT).sign("0.0"))),
    (400, view_of(Signer(salt=tokens.SALT).sign("١.٢"))),
    (413, b"x" * 2049),
    (413, b"x" * 3_000_000),
]


@pytest.mark.parametrize(("status", "body"), BODIES, ids=[str(n) for n in range(len(BODIES))])
def test_broken_bodies(visitor: Visitor, status: int, body: Any) -> None:
    assert visitor.send(body).status_code == status
    assert not WaitingPageCount.objects.exists()
    assert sum(drops.dropped().values()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "rubbish"},
        {"kind": None},
        {"kind": ["view"]},
        {"value": 5},
        {"value": "a b"},
        {"value": "https://search.example/?q=illness"},
        {"value": "x" * 254},
        {"kind": "engagement"},
        {"kind": "engagement", "value": -1},
        {"kind": "engagement", "value": "5"},
        {"kind": "engagement", "value": True},
        {"kind": "engagement", "value": 86_401},
        {"kind": "engagement", "value": 10**400},
        {"kind": "engagement", "value": float("nan")},
        {"kind": "engagement", "value": float("inf")},
    ],
)
def test_wrong_fields(visitor: Visitor, token: str, change: dict[str, Any]) -> None:
    assert visitor.send({"token": token, "kind": "view", **change}).status_code == 400
    assert not WaitingPageCount.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options", "trace"])
def test_wrong_methods(visitor: Visitor, token: str, method: str) -> None:
    response = getattr(visitor.client, method)(HIT)
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    if method not in ("get", "head"):
        assert getattr(visitor.client, method)(f"{PIXEL}?t={token}").status_code == 405
    assert not WaitingPageCount.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "http://testserver.evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "https://evil.example"},
    ],
)
def test_foreign_origins(visitor: Visitor, token: str, headers: dict[str, str]) -> None:
    assert visitor.view(token, **headers).status_code == 403
    assert visitor.pixel(token, **headers).status_code == 403
    assert not WaitingPageCount.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"},
    ],
)
def test_own_origins(visitor: Visitor, token: str, headers: dict[str, str]) -> None:
    assert visitor.view(token, **headers).status_code == 204


@pytest.mark.parametrize("content_type", ["text/html", "multipart/form-data", "image/gif", ""])
def test_other_kinds_of_body(visitor: Visitor, token: str, content_type: str) -> None:
    response = visitor.send(view_of(token), content_type=content_type)
    assert response.status_code == 415


@pytest.mark.parametrize(
    "content_type", ["text/plain", "text/plain;charset=UTF-8", "application/json"]
)
def test_the_kinds_that_browsers_send(visitor: Visitor, token: str, content_type: str) -> None:
    assert visitor.send(view_of(token), content_type=content_type).status_code == 204


@pytest.mark.parametrize("length", ["-1", "rubbish", "9" * 30, "²"])
def test_a_false_length(visitor: Visitor, token: str, rf: Any, length: str) -> None:
    from wagtail_privacy.analytics.views import hit

    request = rf.post(HIT, view_of(token), content_type="text/plain", HTTP_USER_AGENT=FIREFOX)
    request.META["CONTENT_LENGTH"] = length
    assert hit(request).status_code == 400


@pytest.mark.parametrize("query", ["", "?t=", "?t=rubbish", "?t=1.2:forged", "?t=%00", "?x=1"])
def test_a_pixel_without_our_token(visitor: Visitor, query: str) -> None:
    assert visitor.client.get(PIXEL + query).status_code == 400
    assert not WaitingPageCount.objects.exists()


def test_no_csrf_token_is_asked_for(token: str) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_USER_AGENT=FIREFOX)
    assert strict.post(HIT, view_of(token), content_type="text/plain").status_code == 204


def test_refusals_leave_no_line_in_any_log(
    visitor: Visitor, logs: Any, planted: Any, token: str
) -> None:
    before = len(logs.lines)
    secret = planted("Secret-Browser-4711")
    visitor.client.defaults["HTTP_USER_AGENT"] = secret
    visitor.send(secret)
    visitor.view(token, HTTP_ORIGIN=f"https://{secret}.example")
    visitor.client.get(f"{PIXEL}?t={secret}")
    visitor.client.put(HIT)
    visitor.send(b"x" * 5000)
    assert logs.lines[before:] == []


def test_a_fault_inside_is_no_error_outside_and_names_nobody(
    visitor: Visitor, token: str, settings: Any, logs: Any
) -> None:
    settings.TIME_ZONE = "Nowhere/Nothing"
    from django.utils.timezone import get_default_timezone

    get_default_timezone.cache_clear()
    before = len(logs.lines)
    try:
        assert visitor.view(token).status_code == 204
        assert visitor.pixel(token).status_code == 200
    finally:
        settings.TIME_ZONE = "Europe/Berlin"
        get_default_timezone.cache_clear()
    assert drops.dropped() == {drops.Reason.FAULT: 2}
    assert all("could not be counted" in line for line in logs.lines[before:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.binary(max_size=2100))
def test_any_bytes_are_refused_or_read(body: bytes) -> None:
    with pytest.raises(BadHitError):
        hits.parse(body, AnalyticsSettings())


@given(st.sampled_from(list(Kind)) | JSON, JSON | st.floats(0, 1e5) | st.text(max_size=300))
def test_any_fields_are_refused_or_read(kind: Any, value: Any) -> None:
    body = {"token": tokens.make(3, 4), "kind": kind, "value": value}
    try:
        hit = hits.parse(json.dumps(body).encode(), AnalyticsSettings())
    except BadHitError:
        return
    assert hit.site_id == 3
    assert hit.page_id == 4
    assert hit.kind in Kind
    assert 0 <= hit.seconds <= hits.MAX_SECONDS
    assert hit.referrer is None or hits._HOST.fullmatch(hit.referrer)
    assert len(hit.name) <= 128
    assert not set(hit.name) & set("@<>\0\n")


@given(st.integers(1, 10**17), st.integers(1, 10**17))
def test_tokens_come_back(site_id: int, page_id: int) -> None:
    assert hits.of_token(tokens.make(site_id, page_id)) == Hit(site_id, page_id)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 60), st.characters())
def test_a_changed_token_is_refused(site_id: int, page_id: int, place: int, letter: str) -> None:
    token = tokens.make(site_id, page_id)
    place %= len(token)
    forged = token[:place] + letter + token[place + 1 :]
    if forged != token:
        with pytest.raises(ValueError, match=r".+"):
            tokens.read(forged)


@given(st.text(max_size=40) | st.none(), st.text(max_size=20) | st.none())
def test_only_ones_own_origin_is_ones_own(origin: str | None, fetch_site: str | None) -> None:
    if not is_foreign(origin, fetch_site, "own.example"):
        assert fetch_site in (None, "same-origin")
        assert origin in (None, "null") or str(origin).lower().endswith("://own.example")
