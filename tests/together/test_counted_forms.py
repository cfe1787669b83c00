"""The page after sending reports that a form was sent; the statistics learn nothing else of it."""

import json
import re
import time
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories
from tests.analytics.helpers import FIREFOX, GOOGLEBOT, HIT, counts, seen
from tests.forms.pages import ANSWERS, create_form
from tests.statements.pages import create_statement
from wagtail_privacy.analytics.arriving import completions
from wagtail_privacy.analytics.counts import drops

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _remembering_nothing() -> None:
    completions._resting_until = 0.0


@pytest.fixture
def form(home: Any) -> Any:
    return create_form(home, factories.create_purpose(), factories.create_data_category())


OPT_OUT = {"action": "opt-out"}


def client_of(**headers: str) -> Client:
    return Client(**{"HTTP_USER_AGENT": FIREFOX, **headers})


def send(form: Any, client: Client) -> str:
    """Send the form; give the page after sending."""
    response = client.post(form.url, ANSWERS, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def report(html: str, client: Client) -> None:
    """Do what the scripts of a page do after sending."""
    token, sent = (re.search(rf'data-{name}="([^"]+)"', html) for name in ("token", "sent"))
    assert token
    if sent:
        body = json.dumps({"token": token[1], "kind": "sent", "value": sent[1]})
        assert client.post(HIT, body, content_type="text/plain").status_code == 204


def look(html: str, client: Client) -> None:
    """Load the picture of a page, as a browser without scripts does."""
    address = re.search(r'<noscript><img src="([^"]+)"', html)
    assert address
    assert client.get(unescape(address[1])).status_code == 200


def test_a_sent_form_is_counted_on_its_page(form: Any) -> None:
    client = client_of()
    for _ in range(2):
        report(send(form, client), client)
    assert seen("form") == {(form.pk, "sent"): 2}


def test_the_server_alone_counts_nothing(form: Any) -> None:
    send(form, client_of())
    assert seen("form") == {}


def test_without_scripts_the_picture_counts_it_once(form: Any) -> None:
    client = client_of()
    html = send(form, client)
    look(html, client)
    look(html, client)
    assert seen("form") == {(form.pk, "sent"): 1}
    assert counts(page_id=form.pk)["views"] == 2


def test_a_page_that_is_loaded_again_counts_once(form: Any) -> None:
    drops.forget()
    client = client_of()
    after = client.post(form.url, ANSWERS)["Location"]
    for _ in range(3):
        report(client.get(after).content.decode(), client)
    assert seen("form") == {(form.pk, "sent"): 1}
    assert drops.dropped() == {"repeated": 2}


def test_who_has_opted_out_is_not_counted_in_either_way(form: Any) -> None:
    client = client_of()
    client.post("/privacy/visit/", OPT_OUT)
    # The form's own address never sees the wish: its cookie is for the statistics only.
    html = send(form, client_of())
    report(html, client)
    look(html, client)
    assert seen("form") == {}
    assert not counts()["views"]
    client.post("/privacy/visit/", {"action": "opt-in"})
    report(html, client)
    assert seen("form") == {(form.pk, "sent"): 1}


@pytest.mark.parametrize("header", ["HTTP_SEC_GPC", "HTTP_DNT"])
def test_nor_is_one_whose_browser_asks(form: Any, header: str) -> None:
    html = send(form, client_of(**{header: "1"}))
    assert "/privacy/hit" not in html
    report(send(form, client_of()), client_of(**{header: "1"}))
    assert seen("form") == {}


def test_nor_a_robot_nor_an_editor(form: Any, editor_client: Client, settings: Any) -> None:
    robot = client_of(HTTP_USER_AGENT=GOOGLEBOT)
    report(send(form, robot), robot)
    assert "/privacy/hit" not in send(form, editor_client)
    assert seen("form") == {}
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": {"MODE": "off"}}
    assert "/privacy/hit" not in send(form, client_of())


def test_a_refused_form_reports_nothing(form: Any) -> None:
    html = client_of().post(form.url, {}).content.decode()
    assert "data-token" in html
    assert "data-sent" not in html
    assert "data-sent" not in client_of().get(form.url).content.decode()


def test_the_report_belongs_to_its_page_and_hour(form: Any, home: Any) -> None:
    client = client_of()
    html = send(form, client)
    other = client.get(home.url).content.decode()
    sent = re.search(r' data-sent="[^"]+"', html)
    assert sent
    mixed = other.replace(" data-token", sent[0] + " data-token")
    with pytest.raises(AssertionError):
        report(mixed, client)
    with time_machine.travel(time.time() + completions.MAX_AGE + 60), pytest.raises(AssertionError):
        report(html, client)
    assert seen("form") == {}


def test_without_a_cache_it_counts_all_the_same(form: Any, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY = {
        **settings.WAGTAIL_PRIVACY,
        "ANALYTICS": {"MODE": "views", "CACHE": "missing", "FLUSH_SECONDS": 0},
    }
    client = client_of()
    report(send(form, client), client)
    assert seen("form") == {(form.pk, "sent"): 1}


def test_its_page_carries_the_second_script(form: Any) -> None:
    html = Client().get(form.url).content.decode()
    assert "hit-events" in html


def test_the_statement_offers_not_to_be_counted(home: Any, settings: Any) -> None:
    statement = create_statement(home)
    html = Client().get(statement.url).content.decode()
    assert '<form method="post" action="/privacy/visit/?language=de">' in html
    assert "Mich nicht zählen" in html
    assert not Client().get(statement.url).cookies
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": {"MODE": "off"}}
    assert "/privacy/visit/" not in Client().get(statement.url).content.decode()
