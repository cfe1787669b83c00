"""Programs are asked to send again; people lose nothing, and nobody's address is kept."""

import re
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.core.checks import run_checks
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.pages import ANSWERS
from wagtail_privacy.forms.filling.names import HONEYPOT, STAMP
from wagtail_privacy.forms.guard import rate, stamps
from wagtail_privacy.forms.guard.stamps import HOUR, Verdict
from wagtail_privacy.forms.models import PrivacyFormSubmission

NOW = 1_800_000_000.0
PUBLIC = "1.1.1.1"
LIMITS = {"seconds": 2, "hours": 24}


@pytest.fixture
def guarded(settings: Any) -> Any:
    """Give the settings of the tests with the guard as it is by default, or with other values."""

    def put(**values: Any) -> None:
        forms = {"ENCRYPTION_KEYS": settings.WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"]}
        settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "FORMS": {**forms, **values}}

    put()
    return put


def the_answers(form_page: Any) -> dict[str, Any]:
    return PrivacyFormSubmission.objects.usable_for(form_page.purpose).get().get_answers()


def stamp_on(page: str) -> str:
    found = re.search(rf'name="{STAMP}" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def shown(client: Client, form_page: Any, at: float = NOW) -> str:
    with time_machine.travel(at, tick=False):
        return stamp_on(client.get(form_page.url).content.decode())


def send(client: Client, form_page: Any, at: float, **more: str) -> Any:
    with time_machine.travel(at, tick=False):
        return client.post(form_page.url, {**ANSWERS, **more})


def test_a_person_who_fills_in_the_form_is_not_bothered(
    client: Client, form_page: Any, guarded: Any
) -> None:
    stamp = shown(client, form_page)
    response = send(client, form_page, NOW + 30, **{STAMP: stamp, HONEYPOT: ""})
    assert response.status_code == 303
    assert the_answers(form_page) == ANSWERS
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize(
    ("after", "more", "words"),
    [
        (1, {}, "Das ging schneller"),
        (25 * HOUR, {}, "lange offen"),
        (30, {STAMP: "forged"}, "von dieser Seite"),
        (30, {STAMP: ""}, "von dieser Seite"),
        (30, {STAMP: "a\x00b"}, "von dieser Seite"),
        (30, {HONEYPOT: "https://spam.example"}, "nicht sehen"),
    ],
)
def test_a_suspect_form_is_shown_again_with_all_answers_and_taken_the_next_time(
    client: Client, form_page: Any, guarded: Any, after: int, more: dict[str, str], words: str
) -> None:
    stamp = shown(client, form_page)
    response = send(client, form_page, NOW + after, **{STAMP: stamp, **more})
    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert "Noch nicht gesendet" in page
    assert "prüfen Sie Ihre Angaben" not in page
    assert all(answer in page for answer in ANSWERS.values())
    assert "spam.example" not in page
    assert not PrivacyFormSubmission.objects.exists()
    again = send(client, form_page, NOW + after + 3, **{STAMP: stamp_on(page), HONEYPOT: ""})
    assert again.status_code == 303
    assert the_answers(form_page) == ANSWERS


def test_a_missing_answer_is_the_only_complaint(
    client: Client, form_page: Any, guarded: Any
) -> None:
    stamp = shown(client, form_page)
    page = send(client, form_page, NOW, **{STAMP: stamp, "name": ""}).content.decode()
    assert "Das ging schneller" not in page
    assert "prüfen Sie Ihre Angaben" in page
    assert 'href="#id_name"' in page


def test_the_hidden_field_is_hidden_from_everybody_and_says_why(
    client: Client, form_page: Any, guarded: Any
) -> None:
    page = client.get(form_page.url).content.decode()
    found = re.search(rf"<span hidden>(.*?{HONEYPOT}.*?)</span>", page, re.DOTALL)
    assert found is not None
    assert f'for="id_{HONEYPOT}"' in found[1]
    assert "Lassen Sie dieses Feld leer" in found[1]
    assert 'tabindex="-1"' in found[1]
    assert 'autocomplete="off"' in found[1]


def test_a_stamp_is_no_answer_that_a_list_shows(
    client: Client, officer_client: Client, form_page: Any, guarded: Any
) -> None:
    assert STAMP not in dict(form_page.get_data_fields())
    form = form_page.get_form({**ANSWERS, STAMP: "x", HONEYPOT: "y"}, page=form_page)
    form.is_valid()
    assert set(form.cleaned_data) == set(ANSWERS)


def test_without_guards_a_form_has_no_such_fields(
    client: Client, form_page: Any, guarded: Any
) -> None:
    guarded(MIN_SECONDS=0, MAX_HOURS=0, HONEYPOT=False)
    page = client.get(form_page.url).content.decode()
    assert STAMP not in page
    assert HONEYPOT not in page
    assert client.post(form_page.url, ANSWERS).status_code == 303


@given(st.integers(1, 10**9), st.integers(2, 24 * HOUR))
def test_a_stamp_is_good_for_its_form_and_its_time(page_id: int, age: int) -> None:
    stamp = stamps.make(page_id, NOW)
    assert stamps.judge(stamp, page_id, NOW + age, **LIMITS) is Verdict.FINE
    assert stamps.judge(stamp, page_id + 1, NOW + age, **LIMITS) is Verdict.UNKNOWN


@given(st.text(), st.integers(0, 100), st.integers(0, 100))
def test_a_forged_or_cut_stamp_is_unknown(text: str, length: int, place: int) -> None:
    stamp = stamps.make(7, NOW)
    changed = stamp[:place] + ("A" if stamp[place : place + 1] != "A" else "B") + stamp[place + 1 :]
    for forged in (text, stamp[: min(length, len(stamp) - 1)], changed):
        assert stamps.judge(forged, 7, NOW + 30, **LIMITS) is Verdict.UNKNOWN


@given(st.integers(-(10**9), 10**9))
def test_a_stamp_tells_its_age(age: int) -> None:
    verdict = stamps.judge(stamps.make(7, NOW), 7, NOW + age, **LIMITS)
    expected = (
        Verdict.UNKNOWN
        if age < -stamps.SKEW
        else Verdict.TOO_FAST
        if age < 2
        else Verdict.TOO_OLD
        if age > 24 * HOUR
        else Verdict.FINE
    )
    assert verdict is expected


def post_from(client: Client, form_page: Any, address: str, **meta: str) -> Any:
    return client.post(form_page.url, ANSWERS, REMOTE_ADDR=address, **meta)


def test_the_form_after_the_last_one_keeps_its_answers(
    client: Client, form_page: Any, guarded: Any
) -> None:
    guarded(MIN_SECONDS=0, MAX_HOURS=0, RATE_LIMIT=2)
    with time_machine.travel(NOW, tick=False):
        assert post_from(client, form_page, PUBLIC).status_code == 303
        assert post_from(client, form_page, PUBLIC).status_code == 303
        refused = post_from(client, form_page, PUBLIC)
        assert post_from(client, form_page, "8.8.8.8").status_code == 303
    page = refused.content.decode()
    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert "in einer Stunde" in page
    assert all(answer in page for answer in ANSWERS.values())
    assert PrivacyFormSubmission.objects.count() == 3
    with time_machine.travel(NOW + HOUR, tick=False):
        assert post_from(client, form_page, PUBLIC).status_code == 303


@pytest.mark.parametrize("meta", [{}, {"HTTP_X_FORWARDED_FOR": "8.8.8.8"}])
@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "::1", ""])
def test_who_cannot_be_told_from_others_is_not_limited(
    client: Client, form_page: Any, guarded: Any, address: str, meta: dict[str, str]
) -> None:
    guarded(MIN_SECONDS=0, MAX_HOURS=0, RATE_LIMIT=1)
    for _number in range(3):
        assert post_from(client, form_page, address, **meta).status_code == 303


@pytest.mark.parametrize("header", ["8.8.8.8", "10.0.0.1", "rubbish", "", "1.1.1.1, 127.0.0.1"])
def test_no_header_frees_a_public_address_from_the_limit(
    client: Client, form_page: Any, guarded: Any, header: str
) -> None:
    guarded(MIN_SECONDS=0, MAX_HOURS=0, RATE_LIMIT=1)
    with time_machine.travel(NOW, tick=False):
        for _number in range(rate.SHARES):  # a proxy that nobody has named speaks for many people
            sent = post_from(client, form_page, PUBLIC, HTTP_X_FORWARDED_FOR=header)
            assert sent.status_code == 303
        refused = post_from(client, form_page, PUBLIC, HTTP_X_FORWARDED_FOR=header)
        assert refused.status_code == 429
        assert post_from(client, form_page, PUBLIC).status_code == 429
    assert PrivacyFormSubmission.objects.count() == rate.SHARES


def test_beside_named_proxies_a_header_from_elsewhere_says_nothing(
    client: Client, form_page: Any, guarded: Any
) -> None:
    guarded(MIN_SECONDS=0, MAX_HOURS=0, RATE_LIMIT=1, TRUSTED_PROXIES=["10.0.0.0/8"])
    for header, status in (("8.8.8.8", 303), ("9.9.9.9", 429)):
        response = post_from(client, form_page, PUBLIC, HTTP_X_FORWARDED_FOR=header)
        assert response.status_code == status


def test_a_proxy_that_nobody_has_named_is_logged_once_without_an_address(
    client: Client, form_page: Any, guarded: Any, monkeypatch: Any, logs: Any
) -> None:
    monkeypatch.setattr(rate, "_has_warned", False)
    guarded(MIN_SECONDS=0, MAX_HOURS=0)
    before = len(logs.lines)
    for _number in range(2):
        post_from(client, form_page, "10.0.0.7", HTTP_X_FORWARDED_FOR=PUBLIC)
    said = [line for line in logs.lines[before:] if "TRUSTED_PROXIES" in line]
    assert len(said) == 1
    assert "10.0.0.7" not in said[0]
    assert PUBLIC not in said[0]


def test_a_trusted_proxy_tells_the_address(client: Client, form_page: Any, guarded: Any) -> None:
    guarded(MIN_SECONDS=0, MAX_HOURS=0, RATE_LIMIT=1, TRUSTED_PROXIES=["10.0.0.0/8"])
    for visitor, status in (("1.1.1.1", 303), ("8.8.8.8", 303), ("1.1.1.1", 429)):
        response = post_from(client, form_page, "10.0.0.7", HTTP_X_FORWARDED_FOR=visitor)
        assert response.status_code == status


CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "dummy": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "table": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "none"},
    "away": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    },
}


@pytest.mark.parametrize("alias", ["dummy", "table", "away", "missing"])
def test_without_a_cache_every_form_is_taken(
    client: Client, form_page: Any, guarded: Any, alias: str
) -> None:
    guarded(MIN_SECONDS=0, MAX_HOURS=0, RATE_LIMIT=1, CACHE=alias)
    with override_settings(CACHES=CACHES):
        for _number in range(2):
            assert post_from(client, form_page, PUBLIC).status_code == 303


def cached_keys() -> list[str]:
    cache: Any = caches["default"]
    if isinstance(cache._cache, dict):
        return list(cache._cache)
    found = cache._cache.get_client().scan_iter(match=f"{cache.key_prefix}*")
    return [key.decode() for key in found]


def test_the_cache_holds_no_address(client: Client, form_page: Any, guarded: Any) -> None:
    guarded(MIN_SECONDS=0, MAX_HOURS=0)
    post_from(client, form_page, PUBLIC)
    held = [key for key in cached_keys() if rate.PREFIX in key]
    assert len(held) == 2
    assert PUBLIC not in str(held)


def messages() -> dict[str, str]:
    found = run_checks(tags=["wagtail_privacy"], databases=[])
    return {str(m.id).removeprefix("wagtail_privacy."): f"{m.msg} {m.hint}" for m in found}


@pytest.mark.parametrize(
    ("values", "check", "words"),
    [
        ({"CACHE": "table"}, "W012", ["'table'", '["CACHE"]', "Redis"]),
        ({"CACHE": "dummy"}, "W012", ["'dummy'"]),
        ({"CACHE": "missing"}, "W012", ["'missing'"]),
        ({"TRUSTED_PROXIES": ["10.0.0.0/99"]}, "E014", ["10.0.0.0/99"]),
    ],
)
def test_a_wrong_setting_is_named(
    guarded: Any, values: dict[str, Any], check: str, words: list[str]
) -> None:
    assert check not in messages()
    guarded(**values)
    with override_settings(CACHES=CACHES):
        assert all(word in messages()[check] for word in words)


def test_without_a_limit_no_cache_is_wanted(guarded: Any) -> None:
    guarded(CACHE="missing", RATE_LIMIT=0)
    assert "W012" not in messages()
