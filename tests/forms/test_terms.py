"""A form that lay open while its purpose changed is not taken for something nobody has read."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.forms.pages import ANSWERS
from wagtail_privacy.forms.filling.names import TERMS
from wagtail_privacy.forms.models import PrivacyFormSubmission

SAID = "hat sich inzwischen geändert"


def shown(html: str) -> dict[str, str]:
    """Give what the browser sends unseen, as the form was shown."""
    return dict(re.findall(r'<input type="hidden" name="(wp_\w+)" value="([^"]+)"', html))


def read(client: Client, page: Any) -> dict[str, str]:
    sent = shown(client.get(page.url).content.decode())
    assert TERMS in sent
    return sent


def another_purpose(page: Any) -> None:
    page.purpose = factories.create_purpose(name={"de": "Werbung", "en": "Advertising"})
    page.save()


def a_longer_period(page: Any) -> None:
    page.purpose.retention_amount = 700
    page.purpose.save()


def an_end_after_closing(page: Any) -> None:
    page.purpose.closing_amount, page.purpose.closing_unit = 3, "D"
    page.purpose.save()


def another_legal_basis(page: Any) -> None:
    page.purpose.legal_basis = "6-1-f"
    page.purpose.save()


@pytest.mark.parametrize(
    "change", [another_purpose, a_longer_period, an_end_after_closing, another_legal_basis]
)
def test_what_has_changed_while_it_lay_open_is_told_before_anything_is_stored(
    client: Client, form_page: Any, change: Callable[[Any], None]
) -> None:
    sent = read(client, form_page)
    change(form_page)
    response = client.post(form_page.url, {**ANSWERS, **sent})
    content = response.content.decode()
    assert SAID in content
    assert ANSWERS["name"] in content
    assert not PrivacyFormSubmission.objects.exists()
    # Whoever has read it again sends the same form once more.
    assert client.post(form_page.url, {**ANSWERS, **shown(content)}).status_code == 303
    stored = PrivacyFormSubmission.objects.get()
    assert stored.purpose == type(form_page).objects.get(pk=form_page.pk).purpose


def test_what_has_changed_is_told_beside_a_mistake(client: Client, form_page: Any) -> None:
    sent = read(client, form_page)
    another_purpose(form_page)
    content = client.post(form_page.url, {**ANSWERS, **sent, "name": ""}).content.decode()
    assert SAID in content


def test_other_words_for_the_same_cost_nobody_a_second_press(
    client: Client, form_page: Any
) -> None:
    sent = read(client, form_page)
    form_page.purpose.name = {"de": "Rückrufe", "en": "Call-backs"}
    form_page.purpose.save()
    form_page.title = "Rückruf"
    form_page.save()
    assert client.post(form_page.url, {**ANSWERS, **sent}).status_code == 303


@pytest.mark.parametrize("sent", [{}, {TERMS: ""}])
def test_a_program_that_was_told_nothing_is_heard(
    client: Client, form_page: Any, sent: dict[str, str]
) -> None:
    assert client.post(form_page.url, {**ANSWERS, **sent}).status_code == 303
    [stored] = PrivacyFormSubmission.objects.usable_for(form_page.purpose)
    assert TERMS not in stored.get_answers()


@pytest.mark.parametrize("sent", ["x", "\x00", "9" * 100_000])
def test_what_was_never_told_is_no_error(client: Client, form_page: Any, sent: str) -> None:
    response = client.post(form_page.url, {**ANSWERS, TERMS: sent})
    assert response.status_code == 200
    assert SAID in response.content.decode()
    assert sent not in response.content.decode() or sent == "x"
    assert not PrivacyFormSubmission.objects.exists()


def test_everybody_is_told_the_same(form_page: Any) -> None:
    page = type(form_page).objects.get(pk=form_page.pk)
    assert read(Client(), form_page)[TERMS] == read(Client(), form_page)[TERMS] == page.terms_told
