"""Whatever a form changes in what the statement says is recorded as a version of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from tests.forms.pages import create_form
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient
from wagtail_privacy.statements.models import StatementVersion

Commit = Callable[..., Any]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Commit:
    """Give a context after which everything happens that waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def statement(commit: Commit, english_home: Any, controller: ControllerSettings) -> Any:
    with commit():
        return create_statement(english_home, title="Privacy")


@pytest.fixture
def form(
    commit: Commit,
    statement: Any,
    english_home: Any,
    purpose: Purpose,
    data_category: DataCategory,
) -> Any:
    with commit():
        return create_form(english_home, purpose, data_category, title="Call-back service")


def changes(statement: Any) -> list[list[str]]:
    return [version.changes for version in StatementVersion.objects.of(statement)]


def test_a_form_comes_and_goes(commit: Commit, statement: Any, form: Any) -> None:
    assert len(changes(statement)) == 2
    assert "New: Call-back service" in changes(statement)[0]
    with commit():
        form.unpublish()
    assert len(changes(statement)) == 3
    assert "No longer: Call-back service" in changes(statement)[0]


def test_a_deleted_form_is_no_longer_said(commit: Commit, statement: Any, form: Any) -> None:
    with commit():
        form.delete()
    assert "No longer: Call-back service" in changes(statement)[0]


def test_a_form_in_another_language_is_not_said(
    commit: Commit, statement: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    with commit():
        create_form(home, purpose, data_category)
    assert not any("Rückrufservice" in sentence for of in changes(statement) for sentence in of)


def test_a_shorter_period_is_said_in_one_sentence(
    commit: Commit, statement: Any, form: Any, purpose: Purpose
) -> None:
    with commit():
        purpose.retention_amount = 10
        purpose.save()
    assert changes(statement)[0] == ["Call-back service: kept 14 days → 10 days"]


def test_another_recipient_of_a_purpose_is_said(
    commit: Commit, statement: Any, form: Any, purpose: Purpose
) -> None:
    with commit():
        printer = Recipient.objects.create(name={"en": "Print Shop"}, country="DE")
    with commit():
        purpose.recipients.add(printer)
    assert changes(statement)[0] == ["Call-back service: recipients, new: Print Shop"]


def test_a_renamed_category_and_a_new_question_are_said(
    commit: Commit, statement: Any, form: Any, data_category: DataCategory
) -> None:
    with commit():
        data_category.name = {"en": "Ways to reach you"}
        data_category.save()
    assert changes(statement)[0] == [
        "Call-back service: data Contact details → Ways to reach you",
    ]
    (question,) = [field for field in form.form_fields.all() if not field.required]
    question.required = True
    form.form_fields.add(question)
    with commit():
        form.save_revision().publish()
    sentences = "; ".join(changes(statement)[0])
    assert "required answers, new: Worum geht es?" in sentences
    assert "voluntary answers, no longer: Worum geht es?" in sentences


def test_a_changed_setting_is_found_by_the_command(statement: Any, settings: Any) -> None:
    analytics = {**settings.WAGTAIL_PRIVACY["ANALYTICS"], "RETENTION_MONTHS": 12}
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": analytics}
    call_command("privacy_record_versions", verbosity=0)
    (sentence,) = changes(statement)[0]
    assert sentence.startswith("Statistics of page views: kept ")
    assert "We delete the sums after 12 months." in sentence
