"""What follows the sending of a form: an address of its own, which says nothing about anybody."""

import datetime
import json
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.core.signing import b64_decode
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy.forms.filling.landing import (
    MAX_AGE,
    PARAMETER,
    Sent,
    bare_address,
    marker_for,
    read_marker,
)
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import DataCategory, Purpose

NOON = datetime.datetime(2027, 1, 31, 12, tzinfo=datetime.UTC)
THANKS = "Ihre Angaben sind angekommen"


def test_a_reload_sends_nothing_again(client: Client, form_page: Any) -> None:
    shown_at = client.post(form_page.url, ANSWERS)["Location"]
    for _visit in range(3):
        page = client.get(shown_at)
        assert THANKS in page.content.decode()
        assert "no-store" in page["Cache-Control"]
    assert PrivacyFormSubmission.objects.count() == 1


def test_neither_the_way_to_a_receipt_nor_what_lies_there_is_kept_on_the_way(
    client: Client, form_page: Any
) -> None:
    answer = client.post(form_page.url, ANSWERS)
    assert "receipt=" in answer["Location"]
    for one in (answer, client.get(answer["Location"])):
        assert one["Cache-Control"] == "private, no-store"
        assert one["Referrer-Policy"] == "no-referrer"
        assert "noindex" in one["X-Robots-Tag"]


def test_the_address_says_nothing_but_the_form_the_day_and_a_random_number(
    client: Client, form_page: Any
) -> None:
    other = {**ANSWERS, "name": "Max Beispiel", "telefonnummer": "0800 1"}
    with time_machine.travel(NOON, tick=False):
        answers = [client.post(form_page.url, sent) for sent in (ANSWERS, other)]
    # Behind it stands the way to the receipt: a random token that says nothing either.
    addresses = {answer["Location"].partition("&receipt=")[0] for answer in answers}
    assert len(addresses) == 2
    start = f"{form_page.url}?{PARAMETER}="
    assert all(address.startswith(start) for address in addresses)
    found = {b64_decode(a.removeprefix(start).partition("%3A")[0].encode()) for a in addresses}
    (page, day, first), (*same, second) = map(json.loads, found)
    assert [page, day] == same
    assert page == form_page.pk
    assert len(first) == len(second) == 12


def test_the_landing_page_needs_no_cookie(form_page: Any) -> None:
    shown_at = Client().post(form_page.url, ANSWERS)["Location"]
    assert THANKS in Client().get(shown_at).content.decode()


def test_after_an_hour_the_address_shows_the_form_again(client: Client, form_page: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        shown_at = client.post(form_page.url, ANSWERS)["Location"]
    with time_machine.travel(NOON + MAX_AGE + datetime.timedelta(seconds=1), tick=False):
        page = client.get(shown_at, follow=True).content.decode()
    assert THANKS not in page
    assert 'id="id_name"' in page


@pytest.mark.parametrize("marker", ["", "x", "%00"])
def test_without_its_marker_the_way_to_the_receipt_leaves_the_address(
    client: Client, form_page: Any, marker: str
) -> None:
    query = client.post(form_page.url, ANSWERS)["Location"].partition("&")[2]
    assert query.startswith("receipt=")
    address = f"{form_page.url}?{PARAMETER}={marker}&{query}"
    led_on = client.get(address)
    assert (led_on.status_code, led_on["Location"]) == (303, form_page.url)
    refused = client.post(address, {**ANSWERS, "name": ""})
    assert 'id="id_name"' in refused.content.decode()
    for answer in (led_on, client.head(address), refused, client.post(address, ANSWERS)):
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"


def test_nobody_is_led_to_another_site() -> None:
    request = RequestFactory().get("/")
    request.path = "//elsewhere.example/"
    assert bare_address(request).startswith("/%2F")


def test_the_address_of_one_form_is_worth_nothing_at_another(
    client: Client, form_page: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    other = create_form(home, purpose, data_category, title="Anderes")
    query = client.post(form_page.url, ANSWERS)["Location"].partition("?")[2]
    assert THANKS not in client.get(f"{other.url}?{query}").content.decode()


def test_an_owner_may_still_send_people_elsewhere(
    client: Client, form_page: Any, monkeypatch: Any
) -> None:
    def elsewhere(
        self: Any, request: Any, form_submission: Any = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return redirect(f"/danke/?number={form_submission.pk}")

    monkeypatch.setattr(factories.form_page_model(), "render_landing_page", elsewhere)
    response = client.post(form_page.url, ANSWERS)
    assert response["Location"] == f"/danke/?number={PrivacyFormSubmission.objects.get().pk}"


def test_an_owner_may_still_add_to_the_landing_page(
    client: Client, form_page: Any, monkeypatch: Any
) -> None:
    model = factories.form_page_model()
    ours = model.render_landing_page

    def with_a_header(self: Any, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = ours(self, request, *args, **kwargs)
        response["X-Owner"] = "was here"
        return response

    monkeypatch.setattr(model, "render_landing_page", with_a_header)
    response = client.post(form_page.url, ANSWERS, follow=True)
    assert response["X-Owner"] == "was here"
    assert THANKS in response.content.decode()


@given(day=st.dates() | st.none(), page_id=st.integers(min_value=1))
def test_a_marker_says_what_was_put_into_it(day: datetime.date | None, page_id: int) -> None:
    marker = marker_for(page_id, Sent(day))
    assert read_marker(marker, page_id) == Sent(day)
    assert read_marker(marker, page_id + 1) is None


@given(st.text(), st.integers(min_value=0, max_value=200))
def test_a_forged_or_cut_marker_says_nothing(text: str, length: int) -> None:
    marker = marker_for(1, Sent(datetime.date(2027, 3, 1)))
    assert read_marker(text, 1) is None
    assert (read_marker(marker[:length], 1) is None) == (length < len(marker))


@pytest.mark.parametrize("salt", ["", "wagtail_privacy.analytics"])
def test_a_value_signed_for_another_use_is_no_marker(salt: str) -> None:
    assert read_marker(signing.dumps([1, "2027-03-01"], salt=salt), 1) is None
