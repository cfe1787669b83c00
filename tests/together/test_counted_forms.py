"""A form counts by itself how often it was sent; the statistics learn nothing else of it."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.analytics.helpers import FIREFOX, GOOGLEBOT, seen
from tests.forms.pages import ANSWERS, create_form
from tests.statements.pages import create_statement
from wagtail_privacy.analytics import completions, drops

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(home: Any) -> Any:
    return create_form(home, factories.create_purpose(), factories.create_data_category())


def send(form: Any, **headers: str) -> None:
    client = Client(**{"HTTP_USER_AGENT": FIREFOX, **headers})
    assert client.post(form.url, ANSWERS).status_code in (302, 303)


def test_a_sent_form_is_counted_on_its_page(form: Any) -> None:
    send(form)
    send(form)
    assert seen("form") == {(form.pk, "sent"): 2}


def test_a_refused_one_is_not(form: Any) -> None:
    Client(HTTP_USER_AGENT=FIREFOX).post(form.url, {})
    assert seen("form") == {}


def test_nor_is_one_of_somebody_who_asks_or_of_a_robot_or_an_editor(
    form: Any, editor_client: Client, settings: Any
) -> None:
    drops.forget()
    send(form, HTTP_SEC_GPC="1")
    send(form, HTTP_USER_AGENT=GOOGLEBOT)
    assert editor_client.post(form.url, ANSWERS).status_code in (302, 303)
    assert seen("form") == {}
    assert drops.dropped() == {"opted-out": 1, "robot": 1}
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": {"MODE": "off"}}
    send(form)
    assert seen("form") == {}


def test_its_page_carries_the_second_script(form: Any) -> None:
    html = Client().get(form.url).content.decode()
    assert "hit-events" in html


def test_a_fault_of_the_statistics_is_none_of_the_sender(form: Any, monkeypatch: Any) -> None:
    drops.forget()
    monkeypatch.setattr(completions, "add_all", None)
    send(form)
    assert drops.dropped() == {drops.Reason.FAULT: 1}


def test_the_statement_offers_not_to_be_counted(home: Any, settings: Any) -> None:
    statement = create_statement(home)
    html = Client().get(statement.url).content.decode()
    assert '<form method="post" action="/privacy/visit/?language=de">' in html
    assert "Mich nicht zählen" in html
    assert not Client().get(statement.url).cookies
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": {"MODE": "off"}}
    assert "/privacy/visit/" not in Client().get(statement.url).content.decode()
