"""Submissions of `wagtail.contrib.forms` come here: whole, encrypted, with their end, and once."""

import datetime
import time
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import PageLogEntry, ReferenceIndex

from tests import factories
from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy.forms import adopting
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions.persons import person_key
from wagtail_privacy.models import DataCategory, Purpose

NOW = datetime.datetime(2027, 3, 15, 12, tzinfo=datetime.UTC)
SENT = NOW - datetime.timedelta(days=3)
OVER = NOW - datetime.timedelta(days=15)  # the purpose of the tests keeps for 14 days


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def old(page: Any, number: int = 1, sent: datetime.datetime = SENT, **answers: Any) -> None:
    """Make submissions as `wagtail.contrib.forms` does."""
    rows = [FormSubmission(page_id=page.pk, form_data=answers or ANSWERS) for _ in range(number)]
    FormSubmission.objects.bulk_create(rows)
    FormSubmission.objects.filter(page_id=page.pk, submit_time=NOW).update(submit_time=sent)


def run(page: Any, *arguments: str, source: Any = None) -> str:
    output = StringIO()
    given = ["--from", str(source.pk)] if source else []
    command = "privacy_adopt_form_submissions"
    call_command(command, str(page.pk), *given, *arguments, stdout=output)
    return output.getvalue()


def test_a_submission_is_moved_encrypted_with_the_end_of_its_time(
    form_page: Any, home: Any
) -> None:
    old(home)
    assert "1 submission adopted." in run(form_page, source=home)
    assert not FormSubmission.objects.exists()
    submission = PrivacyFormSubmission.objects.usable_for(form_page.purpose).get()
    assert submission.get_answers() == ANSWERS
    assert submission.page_id == form_page.pk
    assert submission.purpose == form_page.purpose
    assert submission.language == "de"
    assert submission.submit_time == SENT
    assert submission.expires_at == submission.latest_expiry == SENT + datetime.timedelta(days=14)
    assert ANSWERS["name"] not in str(submission.form_data)


def test_a_second_run_changes_nothing(form_page: Any, home: Any) -> None:
    old(home, 3)
    run(form_page, source=home)
    before = list(PrivacyFormSubmission.objects.values())
    assert "0 submissions adopted." in run(form_page, source=home)
    assert list(PrivacyFormSubmission.objects.values()) == before


def test_a_rehearsal_changes_nothing(form_page: Any, home: Any) -> None:
    old(home)
    old(home, sent=OVER)
    output = run(form_page, "--dry-run", source=home)
    assert "name -> name" in output
    assert "1 submission would be adopted." in output
    assert "1 have been kept for longer" in output
    assert FormSubmission.objects.count() == 2
    assert not PrivacyFormSubmission.objects.exists()


def test_a_page_whose_type_has_changed_takes_its_own(form_page: Any, home: Any) -> None:
    old(form_page)
    old(home)
    run(form_page)
    assert PrivacyFormSubmission.objects.count() == 1
    assert FormSubmission.objects.get().page_id == home.pk


def test_what_is_over_stays_unless_asked_for(form_page: Any, home: Any) -> None:
    old(home, sent=OVER)
    output = run(form_page, source=home)
    assert "0 submissions adopted." in output
    assert "1 have been kept for longer than the purpose allows" in output
    assert FormSubmission.objects.count() == 1
    assert "1 submission adopted." in run(form_page, "--include-expired", source=home)
    assert PrivacyFormSubmission.objects.expired(on=NOW).count() == 1


def test_fields_are_found_by_name_by_label_and_by_what_is_said(
    home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    labels = ("Straße", "E-Mail", "Telefon")
    types = ("singleline", "email", "singleline")
    fields = [
        {"label": label, "field_type": kind, "required": False}
        for label, kind in zip(labels, types, strict=True)
    ]
    form = create_form(home, purpose, data_category, fields=fields)
    old(home, straxdfe="Musterweg 1", e_mail="Erika@Example.com", phone="0151 1", fax="", age="")
    output = run(form, "--field", "phone=telefon", source=home)
    assert "straxdfe -> strasse" in output
    submission = PrivacyFormSubmission.objects.usable_for(purpose).get()
    assert submission.get_answers() == {
        "strasse": "Musterweg 1",
        "e_mail": "Erika@Example.com",
        "telefon": "0151 1",
    }
    assert submission.person_key == person_key("erika@example.com")


@pytest.mark.parametrize(
    ("answers", "arguments", "words"),
    [
        ({"name": "Erika", "fax": "1"}, [], "no field for the answers fax"),
        ({"name": "Erika", "fax": "1"}, ["--field", "fax=telefax"], "has no field telefax"),
        ({"name": "Erika", "fax": "1"}, ["--field", "fax=name"], "lead to name"),
        ({"name": "Erika"}, ["--field", "fax"], "OLD=NEW"),
        ({"name": "Erika"}, ["--purpose", "999999"], "no purpose 999999"),
        ({"name": "Erika"}, ["--from", "/nowhere/"], "no page '/nowhere/'"),
    ],
)
def test_whatever_would_be_lost_or_is_wrong_is_named_before_anything_happens(
    form_page: Any, answers: dict[str, str], arguments: list[str], words: str
) -> None:
    old(form_page, **answers)
    with pytest.raises(CommandError, match=words) as caught:
        run(form_page, *arguments)
    assert "Erika" not in str(caught.value)
    assert FormSubmission.objects.count() == 1
    assert not PrivacyFormSubmission.objects.exists()


def test_answers_are_dropped_only_when_asked(form_page: Any) -> None:
    old(form_page, name="Erika", fax="1")
    assert "fax -> (dropped)" in run(form_page, "--drop", "fax")
    submission = PrivacyFormSubmission.objects.usable_for(form_page.purpose).get()
    assert submission.get_answers() == {"name": "Erika"}


def test_a_page_that_is_no_privacy_form_takes_nothing(home: Any) -> None:
    with pytest.raises(CommandError, match="not a privacy form"):
        run(home)


@pytest.mark.parametrize(
    "values", [{"legal_basis": "6-1-a"}, {"legal_basis": "6-1-e", "special_condition": "9-2-a"}]
)
def test_nobody_is_said_to_have_consented(form_page: Any, values: dict[str, str]) -> None:
    Purpose.objects.filter(pk=form_page.purpose_id).update(**values)
    old(form_page)
    with pytest.raises(CommandError, match=r"Art\. 7\(1\) GDPR"):
        run(form_page)
    other = factories.create_purpose()
    run(form_page, "--purpose", str(other.pk))
    assert PrivacyFormSubmission.objects.get().purpose == other


def test_without_a_key_nothing_is_taken(form_page: Any, settings: Any) -> None:
    old(form_page)
    settings.WAGTAIL_PRIVACY = {"FORMS": {"ENCRYPTION_KEYS": []}}
    with pytest.raises(CommandError, match="no key"):
        run(form_page)
    assert FormSubmission.objects.count() == 1


def test_stopped_in_between_it_goes_on_and_nothing_is_there_twice(
    form_page: Any, monkeypatch: Any
) -> None:
    old(form_page, 7)
    monkeypatch.setattr(adopting, "CHUNK", 2)
    adoption = adopting.prepared(adopting.rows_of(form_page), form_page, None, {}, [])

    def stop(done: adopting.Outcome) -> None:
        if done.adopted == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        adopting.adopt(adoption, NOW, stop)
    assert (FormSubmission.objects.count(), PrivacyFormSubmission.objects.count()) == (3, 4)
    assert "3 submissions adopted." in run(form_page)
    assert (FormSubmission.objects.count(), PrivacyFormSubmission.objects.count()) == (0, 7)


def test_a_chunk_that_fails_is_neither_here_nor_gone(form_page: Any, monkeypatch: Any) -> None:
    old(form_page, 3)

    def fail(*args: Any) -> None:
        raise RuntimeError("no disk left")

    monkeypatch.setattr(adopting, "_delete", fail)
    with pytest.raises(RuntimeError):
        run(form_page)
    assert (FormSubmission.objects.count(), PrivacyFormSubmission.objects.count()) == (3, 0)


def test_the_log_says_how_many_and_nothing_of_what(form_page: Any) -> None:
    old(form_page, 2)
    run(form_page)
    entry = PageLogEntry.objects.get(action="wagtail_privacy.adopt_submissions")
    assert entry.data["count"] == 2
    assert "2 submissions adopted" in str(entry.formatter.format_message(entry))
    assert "Erika" not in f"{entry.label} {entry.data}"


def test_the_reference_index_forgets_what_has_moved(form_page: Any, home: Any) -> None:
    FormSubmission.objects.create(page_id=home.pk, form_data=ANSWERS)
    moved = FormSubmission.objects.get()
    ReferenceIndex.create_or_update_for_object(moved)
    assert ReferenceIndex.get_references_for_object(moved).exists()
    run(form_page, source=home)
    assert not ReferenceIndex.get_references_for_object(moved).exists()


def test_columns_of_a_class_of_ones_own_are_seen() -> None:
    assert not adopting.extra_fields(FormSubmission)
    assert "language" in adopting.extra_fields(PrivacyFormSubmission)


@pytest.mark.django_db(transaction=True)
def test_ten_thousand_submissions_take_seconds(form_page: Any) -> None:
    old(form_page, 10_000)
    start = time.process_time()  # a busy machine must not fail it
    assert "10000 submissions adopted." in run(form_page)
    assert time.process_time() - start < 30
    assert PrivacyFormSubmission.objects.filter(submit_time=SENT).count() == 10_000
