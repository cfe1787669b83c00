"""A wrong setting is named with the line to change."""

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import override_settings

DUMMY = "django.core.cache.backends.dummy.DummyCache"
LOCAL = "django.core.cache.backends.locmem.LocMemCache"
DATABASE = "django.core.cache.backends.db.DatabaseCache"
FILES = "django.core.cache.backends.filebased.FileBasedCache"
REDIS = "django.core.cache.backends.redis.RedisCache"


def found() -> dict[str, str]:
    """Give the messages of our checks by id."""
    return {
        str(message.id).removeprefix("wagtail_privacy."): f"{message.msg} {message.hint}"
        for message in run_checks(tags=["wagtail_privacy"], databases=[])
    }


@pytest.mark.parametrize(
    ("setting", "check", "words"),
    [
        ({"MODE": "visit"}, "E020", ['["MODE"]', '"visits", "views", "off"']),
        ({"CACHE": "memory"}, "E021", ['["CACHE"]', "'memory'", "CACHES"]),
        ({"TRUSTED_PROXIES": ["10.0.0.0/99"]}, "E024", ['["TRUSTED_PROXIES"]', "10.0.0.0/99"]),
        ({"FORWARDED_HEADER": "X-Real-IP"}, "E024", ["X-Real-IP", '"Forwarded"']),
        ({"KEY_HOURS": 0}, "E025", ['["KEY_HOURS"]', "24"]),
        ({"RETENTION_MONTHS": 0}, "E025", ['["RETENTION_MONTHS"]', "25"]),
        ({"MINIMUM_COUNT": 0}, "E025", ['["MINIMUM_COUNT"]']),
        ({"RETENTION_MONTHS": 1201}, "E025", ['["RETENTION_MONTHS"]', "at most 1200"]),
        ({"PUBLIC_FIGURES": "all"}, "E028", ["'off', 'counts', 'noise'"]),
        ({"PUBLIC_EPSILON": 0.0}, "E028", ["greater than 0"]),
        ({"LEGAL_BASIS": "6-1-a"}, "W022", ['["LEGAL_BASIS"]', "does not ask", "Art. 7(1)"]),
        ({"LEGAL_BASIS": "6-1-x"}, "E026", ['["LEGAL_BASIS"]', '"6-1-e"']),
    ],
)
def test_a_wrong_setting(
    setting: dict[str, Any], check: str, words: list[str], analytics: Any
) -> None:
    assert check not in found()
    analytics(**setting)
    message = found()[check]
    assert all(word in message for word in words), message


@pytest.mark.parametrize(
    ("backend", "is_debug", "expected"),
    [
        (DATABASE, False, "E022"),
        (FILES, False, "E022"),
        (DUMMY, True, "E022"),
        (LOCAL, False, "W020"),
        (LOCAL, True, None),
        (REDIS, False, None),
    ],
)
def test_a_cache_that_cannot_hold_sessions(
    backend: str, is_debug: bool, expected: str | None, tmp_path: Path, analytics: Any
) -> None:
    analytics(CACHE="visits")
    caches = {
        "default": {"BACKEND": LOCAL},
        "visits": {
            "BACKEND": backend,
            "LOCATION": "redis://127.0.0.1" if backend == REDIS else str(tmp_path),
        },
    }
    with override_settings(CACHES=caches, DEBUG=is_debug):
        messages = found()
    assert {check for check in messages if check in ("E021", "E022", "W020")} == (
        {expected} if expected else set()
    )
    if expected:
        assert 'settings.CACHES["visits"]' in messages[expected]


def test_without_sessions_any_cache_will_do(analytics: Any) -> None:
    analytics(MODE="views")
    with override_settings(CACHES={"default": {"BACKEND": DUMMY}}):
        assert "E022" not in found()


@override_settings(ROOT_URLCONF="wagtail.urls")
def test_addresses_that_are_not_mounted() -> None:
    assert "wagtail_privacy.urls" in found()["W021"]


def test_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    from wagtail_privacy.analytics.arriving import robots
    from wagtail_privacy.analytics.showing import charts

    monkeypatch.setattr(charts, "pygal", None)
    monkeypatch.setattr(robots, "_detector", None)
    assert "wagtail-privacy[analytics]" in found()["E023"]
