"""The rules look at what the forms and the statistics of the site really do."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from tests import factories
from tests.forms.pages import create_form
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose
from wagtail_privacy.statements.findings.addresses import AddressBook
from wagtail_privacy.statements.findings.reviewing import Review, review, review_all


def review_of(page: Any) -> Review:
    found = review(page, timezone.localdate())
    assert found
    return found


def rules(found: Review) -> set[str]:
    return {finding.rule for finding in found.findings}


@pytest.fixture
def statement(home: Any, controller: ControllerSettings) -> Any:
    controller.statistics_norm = "§ 3 BDSG"
    controller.save()
    return create_statement(home)


def test_a_complete_site_has_no_finding(
    statement: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    create_form(home, purpose, data_category)
    assert rules(review_of(statement)) == set()


def test_a_live_form_without_its_section_is_found_and_a_draft_is_not(
    statement: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    statement.body = [("controller", {}), ("statistics", {}), ("recipients", {}), ("rights", {})]
    form = create_form(home, purpose, data_category)
    [finding] = [f for f in review_of(statement).findings if f.rule == "covers-forms"]
    assert "Rückrufservice" in finding.message
    form.unpublish()
    assert "covers-forms" not in rules(review_of(statement))


def test_statistics_without_their_section_are_found_until_they_are_off(
    statement: Any, settings: Any
) -> None:
    statement.body = [("controller", {})]
    assert "covers-statistics" in rules(review_of(statement))
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": {"MODE": "off"}}
    assert "covers-statistics" not in rules(review_of(statement))


def test_a_form_in_a_language_without_statement_is_found(
    statement: Any,
    english_home: Any,
    purpose: Purpose,
    data_category: DataCategory,
    admin: Any,
    editor: Any,
) -> None:
    create_form(english_home, purpose, data_category, title="Call-back service")
    german, english = review_all(timezone.localdate())
    assert (german.language, german.page) == ("de", statement)
    assert (english.language, english.page) == ("en", None)
    [finding] = english.must
    assert "“Call-back service” is live, but no published statement" in finding.message
    assert finding.place.section == "collection_points"
    # An administrator may have it translated; whoever may not, adds one below the home page.
    translate = f"/admin/translation/submit/page/{statement.pk}/"
    assert AddressBook(admin).of(finding.place, english) == translate
    home = f"/admin/pages/{english_home.pk}/"
    assert AddressBook(editor).of(finding.place, english) == home
    create_statement(english_home, title="Privacy")
    assert [found.must for found in review_all(timezone.localdate())] == [(), ()]


def test_what_another_language_uses_is_not_called_unused(
    statement: Any, english_home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    unused = {"unused-purpose", "unused-category", "unused-recipient"}
    assert rules(review_of(statement)) == unused
    create_form(english_home, purpose, data_category)
    assert rules(review_of(statement)) == set()


def test_a_form_leads_to_its_editor_for_who_may_edit_it(
    statement: Any,
    home: Any,
    purpose: Purpose,
    admin: Any,
    privacy_officer: Any,
) -> None:
    form = create_form(home, purpose, None, live=False)
    # As an import or older data could leave it; the editor would refuse.
    type(form).objects.filter(pk=form.pk).update(live=True)
    found = review_of(statement)
    [finding] = [f for f in found.findings if f.rule == "covers-items"]
    assert AddressBook(admin).of(finding.place, found) == f"/admin/pages/{form.pk}/edit/"
    assert AddressBook(privacy_officer).of(finding.place, found) == ""


def test_queries_do_not_grow_with_forms_and_purposes(
    statement: Any, home: Any, data_category: DataCategory
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            review_of(type(statement).objects.get(pk=statement.pk))
        return len(captured)

    def add(number: int) -> None:
        purpose = factories.create_purpose(recipients=[factories.create_recipient()])
        create_form(home, purpose, data_category, title=f"Formular {number}")

    for number in range(2):
        add(number)
    queries()
    few = queries()
    for number in range(2, 8):
        add(number)
    assert queries() == few


def test_a_region_without_a_statement_stands_in_that_of_its_language(
    english_home: Any, purpose: Purpose, data_category: DataCategory, settings: Any
) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("de", "German"),
        ("en", "English"),
        ("en-gb", "British English"),
    ]
    british = english_home.copy_for_translation(Locale.objects.create(language_code="en-gb"))
    british.save_revision().publish()
    form = create_form(british, purpose, data_category, title="Ring me back")
    english = create_statement(english_home, title="Privacy")
    assert "covers-site" not in {f.rule for r in review_all(timezone.localdate()) for f in r.must}
    [activity] = english.get_facts().collection_points
    assert activity.collection_point.page_id == form.pk
    own = create_statement(british, title="Privacy, in Britain")
    assert not english.get_facts().collection_points
    assert [a.title for a in own.get_facts().collection_points] == ["Ring me back"]
