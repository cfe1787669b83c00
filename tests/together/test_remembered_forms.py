"""What a published form asks is read once for all, and nobody is asked what is no longer so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.forms.consents.newsletter import ask, ticked
from tests.forms.pages import ANSWERS, create_form
from tests.forms.test_terms import shown as unseen
from tests.statements.pages import create_statement
from wagtail_privacy.forms.models import ConsentRecord, PrivacyFormSubmission
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose
from wagtail_privacy.statements.changing import is_change_pending
from wagtail_privacy.statements.models import StatementVersion

Commit = Callable[..., Any]
WORDING = "Ja, schreiben Sie mir Neues."


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """Give a context after which everything happens that waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def form(
    commit: Commit,
    home: Any,
    controller: ControllerSettings,
    purpose: Purpose,
    data_category: DataCategory,
) -> Any:
    """Give a published form with a further purpose, on a site with a statement."""
    with commit():
        create_statement(home)
        page = create_form(home, purpose, data_category)
        news = factories.create_purpose(name={"de": "Neues", "en": "News"}, legal_basis="6-1-a")
        page = ask(page, news, wording=WORDING, double_opt_in=False, channel="post", answers="Name")
    assert not is_change_pending()
    return page


def read(client: Client, page: Any) -> str:
    return client.get(page.url).content.decode()


def send(client: Client, page: Any) -> Any:
    return client.post(page.url, {**ANSWERS, **ticked(page)})


def tables_read(client: Client, page: Any) -> str:
    sent = {**ANSWERS, **ticked(page)}
    with CaptureQueriesContext(connection) as captured:
        assert client.post(page.url, sent).status_code == 303
    queries = (query["sql"] for query in captured.captured_queries)
    return " ".join(sql.partition(" FROM ")[2] for sql in queries if sql.startswith("SELECT"))


def test_who_sends_a_form_waits_for_none_of_what_it_asks(client: Client, form: Any) -> None:
    read(client, form)
    tables = tables_read(client, form)
    question = type(form.consent_questions.first())
    for model in (type(form.form_fields.first()), question, Purpose, DataCategory):
        assert model._meta.db_table not in tables
    assert tables.count("lastchange") == 1


def test_each_part_and_proof_is_stored_all_the_same(client: Client, form: Any) -> None:
    for _ in range(2):
        send(client, form)
    assert PrivacyFormSubmission.objects.filter(purpose=form.purpose).count() == 2
    assert {proof.wording for proof in ConsentRecord.objects.all()} == {WORDING}
    assert ConsentRecord.objects.count() == 2


def save_a_question(form: Any) -> None:
    field = form.form_fields.get(label="Telefonnummer")
    field.label = "Ganz neu"
    field.save()


def publish_the_form(form: Any) -> None:
    fields = list(form.form_fields.all())
    fields[1].label = "Ganz neu"
    form.form_fields = fields
    form.save_revision().publish()


def save_the_further_purpose(form: Any) -> None:
    question = form.consent_questions.get()
    question.wording = "Ganz neu: ja."
    question.save()


def add_a_question(form: Any) -> None:
    one = form.form_fields.first()
    one.pk, one.label, one.clean_name, one.sort_order = None, "Ganz neu", "ganz_neu", 9
    one.save()


@pytest.mark.parametrize(
    "change", [save_a_question, publish_the_form, save_the_further_purpose, add_a_question]
)
def test_whatever_is_saved_is_asked_from_then_on(
    client: Client, form: Any, commit: Commit, change: Callable[[Any], None]
) -> None:
    assert "Ganz neu" not in read(client, form)
    with commit():
        change(type(form).objects.get(pk=form.pk))
    assert "Ganz neu" in read(client, form)


def test_a_question_that_is_deleted_is_asked_no_more(
    client: Client, form: Any, commit: Commit
) -> None:
    label = form.form_fields.last().label
    assert label in read(client, form)
    with commit():
        form.form_fields.model.objects.get(page=form, label=label).delete()
    assert label not in read(client, form)


def test_a_period_that_is_saved_holds_for_the_next_answers(
    client: Client, form: Any, commit: Commit
) -> None:
    send(client, form)
    with commit():
        purpose = Purpose.objects.get(pk=form.purpose_id)
        purpose.retention_amount = 77
        purpose.save()
    send(client, form)
    newest = PrivacyFormSubmission.objects.filter(purpose=form.purpose).latest("pk")
    assert (newest.expires_at - newest.submit_time).days in (76, 77)


def test_what_an_owner_changes_while_serving_stays_in_that_request(
    client: Client, form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = type(form)
    read(client, form)
    plain = model.get_form_fields

    def shouted(self: Any) -> Any:
        fields = plain(self)
        for field in fields:
            field.label = "GESCHRIEN"
        self.purpose.retention_amount = 7777
        return fields

    with monkeypatch.context() as patched:
        patched.setattr(model, "get_form_fields", shouted)
        shown = read(client, form)
        assert "GESCHRIEN" in shown
        assert "7777" in shown or "7.777" in shown
    shown = read(client, form)
    assert "GESCHRIEN" not in shown
    assert "777" not in shown


def test_questions_can_still_be_filtered(client: Client, form: Any) -> None:
    read(client, form)
    page = type(form).objects.get(pk=form.pk)
    page._request = object()
    fields = page.get_form_fields()
    assert [field.label for field in fields.filter(label="Name")] == ["Name"]
    assert len(fields) == form.form_fields.count()


def test_a_draft_is_shown_as_it_is(form: Any, commit: Commit, admin_client: Client) -> None:
    read(admin_client, form)
    fields = list(form.form_fields.all())
    fields[1].label = "Nur im Entwurf"
    form.form_fields = fields
    with commit():
        revision = form.save_revision()
    assert "Nur im Entwurf" not in read(admin_client, form)
    address = reverse("wagtailadmin_pages:revisions_view", args=[form.pk, revision.pk])
    assert "Nur im Entwurf" in admin_client.get(address).content.decode()


def test_a_proof_names_no_version_of_the_statement_that_came_after_the_form(
    client: Client, form: Any, commit: Commit
) -> None:
    sent = {**ANSWERS, **ticked(form), **unseen(read(client, form))}
    with commit():
        purpose = factories.create_purpose(name={"de": "Post", "en": "Post"})
        create_form(form.get_parent(), purpose, DataCategory.objects.first(), title="Briefe")
    response = client.post(form.url, sent)
    assert "hat sich inzwischen geändert" in response.content.decode()
    assert not ConsentRecord.objects.exists()
    again = {**sent, **unseen(response.content.decode())}
    assert client.post(form.url, again).status_code == 303
    assert ConsentRecord.objects.get().statement_number == StatementVersion.objects.count() == 2


def test_who_ticks_nothing_sends_a_form_whatever_other_forms_there_are(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory, commit: Commit
) -> None:
    with commit():
        create_statement(home)
        page = create_form(home, purpose, data_category)
    sent = {**ANSWERS, **unseen(read(client, page))}
    with commit():
        create_form(home, purpose, data_category, title="Briefe")
    assert client.post(page.url, sent).status_code == 303
