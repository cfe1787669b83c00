"""What a visitor may see and do about the own visit; nothing is kept of it afterwards."""

from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

import wagtail_privacy
from tests.analytics.helpers import SAFARI, Visitor, counts
from wagtail_privacy.analytics.arriving import memory, sessions, tokens
from wagtail_privacy.analytics.counts import drops
from wagtail_privacy.analytics.counts.drops import Reason

pytestmark = pytest.mark.django_db

VISIT = "/privacy/visit/"
COOKIE = "privacy_opt_out"


@pytest.fixture
def home_token(site: Any, home: Any) -> str:
    return tokens.make(site.pk, home.pk)


def text_of(visitor: Visitor, language: str = "en", **headers: str) -> str:
    response = visitor.client.get(VISIT, {"language": language}, **headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def press(visitor: Visitor, action: str, **headers: str) -> Any:
    return visitor.client.post(VISIT, {"action": action}, **headers)


def test_it_shows_the_number_and_what_was_counted(
    visitor: Visitor, site: Any, home: Any, english_home: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sessions.secrets, "token_bytes", lambda size: bytes(range(size)))
    visitor.view(tokens.make(site.pk, home.pk))
    visitor.view(tokens.make(site.pk, english_home.pk))
    text = text_of(visitor)
    assert "0001020304050607" in text
    assert "2 different pages" in text
    assert "just now" in text
    assert english_home.title not in text  # a sibling behind the same address would read it
    assert "2 verschiedene Seiten" in text_of(visitor, "de")


def test_looking_changes_nothing_and_no_cache_keeps_it(visitor: Visitor, home_token: str) -> None:
    visitor.view(home_token)
    before = counts()
    response = visitor.client.get(VISIT)
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert visitor.client.head(VISIT).status_code == 200
    visitor.view(home_token)
    assert counts() == {**before, "views": 2}


def test_somebody_else_sees_nothing_of_it(visitor: Visitor, home_token: str) -> None:
    visitor.view(home_token)
    for other in (Visitor("192.0.2.99"), Visitor(browser=SAFARI), Visitor("")):
        assert "We know nothing about this visit" in text_of(other)


def test_forgetting_ends_the_visit_at_once(visitor: Visitor, home_token: str) -> None:
    visitor.view(home_token)
    response = press(visitor, "forget")
    assert (response.status_code, response["Location"]) == (303, f"{VISIT}?language=de")
    assert not response.cookies
    assert "We know nothing about this visit" in text_of(visitor)
    visitor.view(home_token)
    assert counts()["entries"] == 2


def test_the_wish_is_kept_on_the_device_and_taken_back(
    visitor: Visitor, home_token: str, site: Any
) -> None:
    visitor.view(home_token)
    morsel = press(visitor, "opt-out").cookies[COOKIE]
    assert (morsel.value, morsel["path"], morsel["samesite"]) == ("1", "/privacy/", "Lax")
    assert morsel["httponly"]
    assert visitor.view(home_token).status_code == 204
    assert counts()["views"] == 1
    assert drops.dropped() == {Reason.OPTED_OUT: 1}
    assert "we do not" in text_of(visitor)

    press(visitor, "opt-in")
    assert visitor.view(home_token).status_code == 204
    assert counts()["views"] == 2


def test_the_browsers_own_wish_is_told(visitor: Visitor, site: Any) -> None:
    assert "Your browser asks not to be counted" in text_of(visitor, HTTP_SEC_GPC="1")


@pytest.mark.parametrize(
    ("mode", "words"), [("off", "We do not count"), ("views", "We keep nothing about this visit")]
)
def test_in_other_modes_there_is_nothing(
    visitor: Visitor, home_token: str, analytics: Any, mode: str, words: str
) -> None:
    visitor.view(home_token)
    analytics(MODE=mode)
    text = text_of(visitor)
    assert words in text
    assert "Random number" not in text


@pytest.mark.parametrize(
    ("action", "headers", "status"),
    [
        ("forget", {"HTTP_ORIGIN": "https://evil.example"}, 403),
        ("opt-out", {"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ("rubbish", {}, 400),
        ("", {}, 400),
    ],
)
def test_others_cannot_press_the_buttons(
    visitor: Visitor, home_token: str, action: str, headers: dict[str, str], status: int
) -> None:
    visitor.view(home_token)
    response = press(visitor, action, **headers)
    assert response.status_code == status
    assert not response.cookies
    assert "Random number" in text_of(visitor)


def test_a_cache_that_is_away_is_no_error(visitor: Visitor, site: Any, analytics: Any) -> None:
    # Without its default cache Wagtail itself finds no page; the sessions' own may be away.
    analytics(CACHE="visits")
    nobody_listens = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "visits": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        },
    }
    with override_settings(CACHES=nobody_listens):
        assert "We know nothing about this visit" in text_of(visitor)
        assert press(visitor, "forget").status_code == 303
    memory.forget()


def test_an_unknown_language_is_ignored(visitor: Visitor, site: Any) -> None:
    assert visitor.client.get(VISIT, {"language": "../x"}).status_code == 200


def test_it_wears_the_clothes_of_the_site_and_leads_back(
    visitor: Visitor, site: Any, home: Any, english_home: Any
) -> None:
    german, english = text_of(visitor, "de"), text_of(visitor, "en")
    assert '<a href="/">Test site</a>' in english
    assert "data-token" not in english  # it counts nobody by itself
    assert f'<a href="{home.url}">Zur Startseite</a>' in german
    assert f'<a href="{english_home.url}">To the home page</a>' in english
    assert '<a href="/privacy/visit/?language=en" lang="en" hreflang="en">English</a>' in german
    assert '<a href="/privacy/visit/?language=de" lang="de" hreflang="de">Deutsch</a>' in english
    assert '<article class="wp-page wp-visit" lang="de">' in german


def test_without_such_clothes_it_stands_alone(visitor: Visitor, site: Any, settings: Any) -> None:
    package = Path(wagtail_privacy.__file__).parent
    places = [package / "templates", package / "analytics" / "templates"]
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "APP_DIRS": False, "DIRS": places}]
    text = text_of(visitor)
    assert '<html lang="en">' in text
    assert "Test site" not in text
    assert "What we know about this visit</h1>" in text
    assert "To the home page" in text


@pytest.mark.parametrize("action", [None, "forget", "opt-out", "rubbish"])
def test_no_answer_is_kept_or_found(visitor: Visitor, site: Any, action: str | None) -> None:
    response = press(visitor, action) if action else visitor.client.get(VISIT)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
