"""The page after sending and the receipt: reference, what came, what follows and until when."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.forms.consents.newsletter import ANSWERS, EMAIL, WORDING, send
from wagtail_privacy.durations import working_days_after
from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.models import PrivacyFormSubmission

FRIDAY = datetime.datetime(2027, 3, 5, 13, 2, tzinfo=datetime.UTC)


def change(page: Any, **values: Any) -> Any:
    type(page).objects.filter(pk=page.pk).update(**values)
    return type(page).objects.get(pk=page.pk)


def sent(client: Client, page: Any, **answers: Any) -> str:
    """Send the form on a Friday in March; give the page that follows."""
    with time_machine.travel(FRIDAY, tick=False):
        answer = send(client, page, **answers)
        return client.get(answer["Location"]).content.decode()


def receipt_on(content: str) -> str:
    return content.split('href="/privacy/receipts/')[1].split('"')[0]


def test_the_page_says_what_came_and_what_follows(
    client: Client, request_form: Any, controller: Any
) -> None:
    content = sent(client, change(request_form, answers_within=3))
    [submission] = PrivacyFormSubmission.objects.usable_for(request_form.purpose, FRIDAY)
    mark = submission.uuid.hex[:8].upper()
    for words in (
        f"{mark[:4]}-{mark[4:]}",
        "5. März 2027 um 14:02",
        "Bei uns angekommen sind: Name, E-Mail.",
        "Sie hören von uns bis Mittwoch, 10. März 2027.",
        "Wir löschen Ihre Angaben spätestens am 19. März 2027.",
        WORDING,
        "Noch nicht bestätigt",
        "(wenn Sie nicht bestätigen, löschen wir die Daten dafür am 12. März 2027)",
        "Musterkasse",
    ):
        assert words in content, words
    for secret in (EMAIL, ANSWERS["name"]):
        assert secret not in content


def test_the_receipt_names_the_questions_and_never_the_answers(
    client: Client, request_form: Any
) -> None:
    content = sent(client, request_form, name="Gabriele Geheim")
    with time_machine.travel(FRIDAY, tick=False):
        address = f"/privacy/receipts/{receipt_on(content)}"
        receipt = client.get(address).content.decode()
        programs = client.get(f"{address}?format=json").content.decode()
    assert "Bei uns angekommen sind: Name, E-Mail." in receipt
    for shown in (content, receipt, programs):
        assert "Geheim" not in shown
        assert EMAIL not in shown


def test_only_what_was_answered_is_named(client: Client, request_form: Any) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        answer = client.post(request_form.url, {"name": "Erika", "e_mail": ""})
        content = client.get(answer["Location"]).content.decode()
    assert "Bei uns angekommen sind: Name." in content
    assert "Worin Sie eingewilligt haben" not in content


def test_a_form_that_promises_no_day_names_none(client: Client, request_form: Any) -> None:
    assert "Sie hören von uns bis" not in sent(client, request_form)


def test_no_answer_is_promised_before_the_form_itself_is_confirmed(
    client: Client, newsletter_form: Any
) -> None:
    content = sent(client, change(newsletter_form, answers_within=3))
    assert "Sie hören von uns bis" not in content
    assert "Wenn Sie nicht bestätigen, löschen wir Ihre Angaben am 12. März 2027." in content


def test_a_day_that_is_over_is_not_promised_again(client: Client, request_form: Any) -> None:
    content = sent(client, change(request_form, answers_within=1))
    with time_machine.travel(FRIDAY + datetime.timedelta(days=5), tick=False):
        receipt = client.get(f"/privacy/receipts/{receipt_on(content)}").content.decode()
    assert "Bis Montag, 8. März 2027 sollten Sie von uns gehört haben." in receipt


def test_answers_that_no_key_opens_are_not_listed(
    client: Client, request_form: Any, monkeypatch: Any
) -> None:
    def fail(self: Any) -> None:
        raise EncryptionError

    monkeypatch.setattr(PrivacyFormSubmission, "get_answers", fail)
    content = sent(client, request_form)
    assert "Bei uns angekommen" not in content
    assert "5. März 2027 um 14:02" in content


@pytest.mark.parametrize(
    ("day", "number", "end"),
    [
        ("2027-03-05", 1, "2027-03-08"),  # from a Friday to the Monday
        ("2027-03-06", 1, "2027-03-08"),
        ("2027-03-07", 1, "2027-03-08"),
        ("2027-03-08", 5, "2027-03-15"),
        ("2027-03-04", 2, "2027-03-08"),
        ("2027-03-01", 4, "2027-03-05"),
    ],
)
def test_working_days_leave_weekends_out(day: str, number: int, end: str) -> None:
    begin = datetime.date.fromisoformat(day)
    assert working_days_after(begin, number).isoformat() == end


@given(st.dates(max_value=datetime.date(9000, 1, 1)), st.integers(1, 250))
def test_each_working_day_comes_after_the_one_before(day: datetime.date, number: int) -> None:
    one, next_one = working_days_after(day, number), working_days_after(day, number + 1)
    assert day < one < next_one
    assert one.weekday() < 5


def test_the_notice_tells_period_and_recipients_of_the_further_purpose(
    client: Client, request_form: Any, newsletter: Any
) -> None:
    words = "Nur, wenn Sie es ankreuzen: Newsletter verschicken."

    def told() -> str:
        content = client.get(request_form.url).content.decode()
        notice = content.split('class="wp-notice"')[1].split("</aside>")[0]
        return " ".join(notice.split()).split(words)[1]

    assert "Die Daten dafür bewahren wir auf, bis Sie Ihre Einwilligung widerrufen" in told()
    assert "höchstens 24 Monate." in told()
    assert "Wir geben sie nicht weiter." in told()
    newsletter.recipients.add(factories.create_recipient(name={"de": "Postreiter eG"}))
    assert "Sie gehen auch an Postreiter eG." in told()


def test_a_missing_address_is_asked_for_with_the_purpose_that_needs_it(
    client: Client, request_form: Any
) -> None:
    content = send(client, request_form, e_mail="").content.decode()
    words = "für das, was Sie unten angekreuzt haben: Newsletter verschicken."
    assert content.count(words) == 2
    assert content.count("checked") == 1
