"""From an installed package to a statement without findings, by the tasks of Privacy › Start."""

from typing import Any

import pytest
import swapper
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.forms.pages import FIELDS, create_form
from tests.forms.start.test_asking import proposed
from tests.start.test_helpers import ANSWERS as HELPERS
from tests.start.test_responsible import ANSWERS as RESPONSIBLE
from tests.start.test_screen import tasks
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.findings.reviewing import review_all
from wagtail_privacy.statements.publication.deciding import publish_nevertheless
from wagtail_privacy.statements.rules import PlaceKind

TITLES = ("Kontakt", "Newsletter", "Rückruf-Service", "Arbeitgeber-Service")
MAILBOX: dict[str, Any] = {"label": "E-Mail", "field_type": "email", "required": False}
ANY_PAGE = swapper.get_model_name("wagtailcore", "Page")


@pytest.fixture
def start(site: Any) -> str:
    return f"/admin/privacy/start/{site.pk}/"


def statements(home: Any) -> list[Any]:
    model = factories.statement_page_model()
    return list(model.objects.order_by("pk"))


def test_nine_answers_and_three_per_form_make_a_statement_without_findings(
    admin_client: Client, home: Any, start: str
) -> None:
    forms = [
        create_form(home, None, None, live=False, title=title, fields=[*FIELDS, MAILBOX])
        for title in TITLES
    ]
    assert admin_client.post(f"{start}responsible/", RESPONSIBLE).status_code == 302
    # The draft exists from the first answer on.
    german, english = statements(home)
    assert (german.title, english.title) == ("Datenschutzerklärung", "Privacy statement")
    assert admin_client.post(f"{start}helpers/", HELPERS).status_code == 302
    for form in forms:
        address = f"{start}forms/{form.pk}/"
        answers = {**proposed(admin_client, address), "publish": ""}
        assert admin_client.post(address, answers).status_code == 302
    for statement in (german, english):
        statement.get_latest_revision().publish()
    found = [finding for r in review_all(timezone.localdate()) for finding in r.findings]
    assert found == []
    assert set(tasks(admin_client).values()) == {"Done"}
    content = admin_client.get(german.url).content.decode()
    for title in TITLES:
        assert title in content


def test_the_draft_is_a_draft_with_all_sections_and_its_gaps_are_counted(
    admin_client: Client, home: Any, start: str
) -> None:
    assert "no draft yet" in admin_client.get(start).content.decode()
    admin_client.post(f"{start}statement/")
    german, english = statements(home)
    assert not german.live
    assert german.translation_key == english.translation_key
    assert german.get_parent().specific == home
    assert len(german.get_latest_revision_as_object().body) >= 9
    content = admin_client.get(f"{start}statement/").content.decode()
    assert "of them must be filled" in content
    assert "The name of whoever is responsible is missing." in content
    assert f"/admin/pages/{german.pk}/edit/" in content
    assert admin_client.get(f"/admin/pages/{german.pk}/view_draft/").status_code == 200


def test_a_live_form_without_any_statement_leads_to_the_draft(
    officer_client: Client, home: Any, start: str, purpose: Any, data_category: Any
) -> None:
    create_form(home, purpose, data_category)
    content = officer_client.get("/admin/privacy/findings/").content.decode()
    assert "is live, but no published statement mentions it." in content
    assert f'href="{start}statement/"' in content
    assert ">Add to statement<" in content


def test_a_public_body_is_asked_for_the_law_behind_its_statistics_once(
    admin_client: Client, home: Any, site: Any, start: str, settings: Any
) -> None:
    factories.create_controller(site, is_public_body=True)
    admin_client.post(f"{start}statement/")

    def findings() -> list[Any]:
        found = [finding for r in review_all(timezone.localdate()) for finding in r.findings]
        return [finding for finding in found if finding.about == "law"]

    for page in statements(home):
        publish_nevertheless(page.get_latest_revision(), user=None, reason="Test")
    assert {finding.place.kind for finding in findings()} == {PlaceKind.CONTROLLER}
    assert "Which law permits" in admin_client.get(f"{start}statistics/").content.decode()
    # "I don't know yet" is an answer.
    assert admin_client.post(f"{start}statistics/", {"statistics_norm": ""}).status_code == 302
    assert tasks(admin_client)["Statistics"] == "To do"
    admin_client.post(f"{start}statistics/", {"statistics_norm": "§ 3 BDSG"})
    assert tasks(admin_client)["Statistics"] == "Done"
    assert findings() == []
    content = admin_client.get(f"{start}statistics/").content.decode()
    assert "Which law permits" not in content
    assert "§ 3 BDSG" in content
    # What is known is neither asked nor overwritten.
    admin_client.post(f"{start}statistics/", {"statistics_norm": "§ 0"})
    assert ControllerSettings.objects.get(site=site).statistics_norm == "§ 3 BDSG"


def test_no_second_draft_is_made(admin_client: Client, home: Any, start: str) -> None:
    for _time in range(2):
        admin_client.post(f"{start}statement/")
        admin_client.post(f"{start}responsible/", RESPONSIBLE)
    assert len(statements(home)) == 2


def test_who_may_not_add_pages_makes_no_draft_but_may_answer(
    officer_client: Client, home: Any, start: str
) -> None:
    assert officer_client.post(f"{start}responsible/", RESPONSIBLE).status_code == 302
    assert tasks(officer_client)["Read and publish"] == "Cannot start yet"
    content = officer_client.post(f"{start}statement/", follow=True).content.decode()
    assert "You may not add a page here. Ask whoever looks after the pages." in content
    assert statements(home) == []


def test_others_may_not_open_the_tasks(editor_client: Client, home: Any, start: str) -> None:
    for path in ("statement/", "statistics/", "forms/"):
        for method in ("get", "post"):
            answer = getattr(editor_client, method)(f"{start}{path}")
            assert answer.status_code == 302
    assert statements(home) == []


def test_the_statistics_are_shown_not_asked(
    admin_client: Client, site: Any, start: str, settings: Any
) -> None:
    content = admin_client.get(f"{start}statistics/").content.decode()
    assert "For this we set no cookie" in content
    assert "Which law permits" not in content
    assert tasks(admin_client)["Statistics"] == "Done"
    factories.create_controller(site)
    assert tasks(admin_client)["Statistics"] == "To do"
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": {"MODE": "off"}}
    assert tasks(admin_client)["Statistics"] == "Done"
    assert "Nothing is counted" in admin_client.get(f"{start}statistics/").content.decode()


@pytest.mark.parametrize(
    ("parents", "says"),
    [
        ([], "No page of this site may have a statement below it."),
        ([ANY_PAGE], "only below these kinds of pages: "),
    ],
)
def test_a_statement_that_may_stand_nowhere_says_what_to_do(
    admin_client: Client,
    home: Any,
    start: str,
    monkeypatch: pytest.MonkeyPatch,
    parents: list[str],
    says: str,
) -> None:
    model = factories.statement_page_model()
    monkeypatch.setattr(model, "parent_page_types", parents, raising=False)
    monkeypatch.setattr(model, "_clean_parent_page_models", None)
    # The answer is kept, and no draft is made.
    assert admin_client.post(f"{start}responsible/", RESPONSIBLE).status_code == 302
    assert statements(home) == []
    assert says in admin_client.get(start).text
    page = admin_client.get(f"{start}statement/").text
    assert says in page
    assert "Make the draft" not in page
    assert says in admin_client.post(f"{start}statement/", follow=True).text
    assert statements(home) == []
