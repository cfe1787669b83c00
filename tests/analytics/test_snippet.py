"""When a page carries the snippet, and how little it says."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings

from tests import factories
from wagtail_privacy.analytics.arriving import tokens
from wagtail_privacy.analytics.snippet import snippet_context

pytestmark = pytest.mark.django_db

GERMAN = "/de/"


def page(client: Client, **headers: str) -> Any:
    response = client.get(GERMAN, **headers)
    assert response.status_code == 200
    return response


def has_snippet(response: Any) -> bool:
    return b"hit.js" in response.content


@pytest.fixture
def token_of_home(site: Any, home: Any) -> str:
    return tokens.make(site.pk, home.pk)


def test_a_visitor_gets_a_script_and_a_pixel(token_of_home: str) -> None:
    html = page(Client()).content.decode()
    assert re.search(r'<script defer src="/static/wagtail_privacy/hit[^"]*\.js"', html)
    assert 'data-url="/privacy/hit"' in html
    assert f'data-token="{token_of_home}"' in html
    assert re.search(r'<noscript><img src="/privacy/hit\.gif\?t=[^"]+" alt=""', html)


def test_the_pixel_of_a_page_is_accepted(site: Any) -> None:
    html = page(Client()).content.decode()
    found = re.search(r'<img src="(/privacy/hit\.gif[^"]+)"', html)
    assert found is not None
    assert Client(HTTP_USER_AGENT="Mozilla/5.0 Firefox/140.0").get(found[1]).status_code == 200


def test_it_makes_no_page_vary_with_cookies(site: Any) -> None:
    response = page(Client())
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender"])
def test_a_page_that_is_fetched_in_advance_can_be_counted_when_it_is_seen(
    site: Any, purpose: str
) -> None:
    assert has_snippet(page(Client(), HTTP_SEC_PURPOSE=purpose))


@pytest.mark.parametrize("headers", [{"HTTP_SEC_GPC": "1"}, {"HTTP_DNT": "1"}])
def test_not_for_those_who_ask_not_to_be_counted(site: Any, headers: dict[str, str]) -> None:
    assert not has_snippet(page(Client(), **headers))


def test_not_for_editors_but_for_members(
    site: Any, editor_client: Client, admin_client: Client
) -> None:
    assert not has_snippet(page(editor_client))
    assert not has_snippet(page(admin_client))
    member = Client()
    member.force_login(factories.create_user("member"))
    assert has_snippet(page(member))


def test_not_when_switched_off(site: Any, analytics: Any) -> None:
    analytics(MODE="off")
    assert not has_snippet(page(Client()))


def test_in_both_modes(site: Any, analytics: Any) -> None:
    analytics(MODE="views")
    assert has_snippet(page(Client()))


def test_not_in_previews(home: Any, rf: RequestFactory) -> None:
    request = rf.get("/")
    assert snippet_context(Context({"request": request, "page": home})) is not None
    request.is_preview = True  # type: ignore[attr-defined]
    assert snippet_context(Context({"request": request, "page": home})) is None


def test_not_without_a_stored_page(home: Any, rf: RequestFactory) -> None:
    request = rf.get("/")
    unsaved = type(home)(title="New")
    for values in ({}, {"page": None}, {"page": "text"}, {"page": unsaved}):
        assert snippet_context(Context({"request": request, **values})) is None
    assert snippet_context(Context({"page": home})) is None


@override_settings(ROOT_URLCONF="wagtail.urls")
def test_not_while_the_addresses_are_not_mounted(home: Any, rf: RequestFactory) -> None:
    assert snippet_context(Context({"request": rf.get("/"), "page": home})) is None


def test_the_second_script_only_where_it_is_wanted(home: Any, rf: RequestFactory) -> None:
    values = {"request": rf.get("/"), "page": home}
    plain, wanted = "{% privacy_analytics %}", "{% privacy_analytics events=True %}"

    def rendered(tag: str, **more: Any) -> str:
        return Template("{% load wagtail_privacy %}" + tag).render(Context({**values, **more}))

    assert "hit-events" not in rendered(plain)
    assert "wagtail_privacy/hit-events.js" in rendered(wanted)


def test_the_wish_not_to_be_counted_is_one_button(rf: RequestFactory, analytics: Any) -> None:
    tag = Template("{% load wagtail_privacy %}{% privacy_opt_out %}")
    html = tag.render(Context({}))
    assert '<form method="post" action="/privacy/visit/?language=en">' in html
    assert "Do not count me" in html
    assert "csrf" not in html  # it would set a cookie on everybody
    analytics(MODE="off")
    assert tag.render(Context({})) == ""


@pytest.mark.parametrize("name", ["hit.js", "hit-events.js"])
def test_the_scripts_are_small(name: str) -> None:
    path = finders.find(f"wagtail_privacy/{name}")
    assert path
    assert len(gzip.compress(Path(path).read_bytes(), 9)) <= 600
