"""The sessions in a real Redis through our backend; what it keeps, and how long it waits."""

import socket
import time
from typing import Any

import pytest
import redis
from django.core.cache import caches
from django.core.checks import run_checks

from tests.analytics.helpers import Visitor, counts
from wagtail_privacy import conf
from wagtail_privacy.analytics.arriving import memory, sessions

pytestmark = pytest.mark.django_db

OURS = "wagtail_privacy.analytics.cache.RedisCache"


@pytest.fixture
def our_redis(redis_cache: Any, settings: Any) -> Any:
    """Make our backend the default cache, under the prefix of this test."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {**settings.CACHES["default"], "BACKEND": OURS},
    }
    return caches["default"]


def test_a_visit_spans_processes(our_redis: Any, token: str, second_token: str) -> None:
    Visitor().view(token)
    memory.forget()  # as another process would begin
    Visitor().view(second_token)
    assert counts()["entries"] == 1
    assert our_redis._cache.get_client() is our_redis._cache.get_client(write=True)


@pytest.mark.parametrize("where", ["redis", "memory"])
def test_two_first_hits_at_once_are_one_visit(where: str, request: pytest.FixtureRequest) -> None:
    if where == "redis":
        request.getfixturevalue("our_redis")
    now = time.time()
    one, other = (memory.Place(conf.analytics(), 1, b"abcd", "Browser", now) for _ in "ab")
    assert one.find() is other.find() is None
    first, second = (sessions.begin(page, 1, now) for page in (11, 12))
    assert one.start(first) is None
    assert other.start(second) == first
    assert other.find() == first


def test_a_visit_that_is_over_makes_room(visitor: Visitor) -> None:
    now = time.time()
    place = memory.Place(conf.analytics(), 1, b"abcd", "Browser", now)
    place.keep(sessions.begin(11, 1, now + 60))  # the clock went back since
    fresh = sessions.begin(12, 1, now)
    assert place.start(fresh) is None
    assert place.find() == fresh


def test_a_redis_that_does_not_answer_costs_half_a_second_once(
    our_redis: Any, settings: Any, visitor: Visitor, token: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and says nothing
        port = silent.getsockname()[1]
        settings.CACHES = {
            "default": {"BACKEND": OURS, "LOCATION": f"redis://127.0.0.1:{port}/0"},
        }
        start = time.monotonic()
        for _ in range(5):
            assert visitor.view(token).status_code == 204
        assert time.monotonic() - start < 3
    assert counts()["views"] == 5


def deploy_warnings() -> list[str]:
    found = run_checks(tags=["wagtail_privacy"], include_deployment_checks=True, databases=[])
    return [str(message) for message in found if message.id == "wagtail_privacy.W024"]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"save": "", "appendonly": "no"}, []),
        ({"save": "3600 1", "appendonly": "no"}, ["snapshots"]),
        ({"save": "", "appendonly": "yes"}, ["append-only file"]),
        (None, []),
    ],
)
def test_a_redis_that_writes_to_a_disk_is_named(
    our_redis: Any, monkeypatch: Any, answers: dict[str, str] | None, words: list[str]
) -> None:
    def config_get(self: Any, name: str) -> dict[str, str]:
        if answers is None:
            raise redis.ResponseError("unknown command")
        return {name: answers[name]}

    monkeypatch.setattr(redis.Redis, "config_get", config_get)
    found = deploy_warnings()
    assert len(found) == len(words)
    assert all(word in text for word, text in zip(words, found, strict=True))


def test_the_redis_of_the_tests_can_be_asked(our_redis: Any) -> None:
    deploy_warnings()  # whatever it answers, nothing fails
    assert "save" in our_redis._cache.get_client().config_get("save")
