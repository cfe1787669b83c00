"""A form that the public cannot open: what it does is told, and its page is not."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import factories
from tests.forms.pages import create_form
from tests.site.models import PlainPage
from tests.statements.pages import create_statement
from wagtail_privacy import clock, registry
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose
from wagtail_privacy.statements.findings.reviewing import review_all
from wagtail_privacy.statements.models import StatementVersion


@pytest.fixture
def statement(home: Any, controller: ControllerSettings) -> Any:
    return create_statement(home)


@pytest.fixture
def form(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    return create_form(home, purpose, data_category, title="Interne Meldestelle")


def close(page: Any, kind: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    restriction = PageViewRestriction(page=page, restriction_type=kind, password="geheim")
    restriction.save()
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.create(name="Beschäftigte"))
    return restriction


def read(client: Client, page: Any, path: str = "") -> str:
    return client.get(f"{page.url}{path}").text


KINDS = (PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_closed_form_does_is_told_without_its_title_address_and_questions(
    client: Client, statement: Any, form: Any, kind: str
) -> None:
    assert "Interne Meldestelle" in read(client, statement)
    close(form, kind)
    content = read(client, statement)
    for words in ("Rückruf (geschützter Bereich)", "Kontaktangaben", "Rechenzentrum Musterstadt"):
        assert words in content
    assert f'id="activity-form-{form.pk}"' in content
    for words in ("Interne Meldestelle", form.url, "Worum geht es?"):
        assert words not in content
    assert "14 Tage" in content


def test_a_page_above_closes_the_form_and_one_beside_does_not(
    client: Client, statement: Any, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    above = PlainPage(title="Intranet", slug="intranet", locale=home.locale)
    beside = PlainPage(title="Presse", slug="presse", locale=home.locale)
    home.add_child(instance=above)
    home.add_child(instance=beside)
    create_form(above, purpose, data_category, title="Interne Meldestelle")
    close(beside)
    assert "Interne Meldestelle" in read(client, statement)
    restriction = close(above)
    assert "Interne Meldestelle" not in read(client, statement)
    assert "intranet" not in read(client, statement)
    restriction.delete()
    assert "Interne Meldestelle" in read(client, statement)


def test_the_machine_readable_forms_do_not_name_it_either(
    client: Client, statement: Any, form: Any
) -> None:
    close(form)
    for path in ("statement.jsonld", "statement.tilt.json"):
        response = client.get(f"{statement.url}{path}")
        assert response.status_code == 200, path
        assert "geschützter Bereich" in response.text or "Rückruf" in response.text
        assert "Meldestelle" not in response.text


def test_closing_makes_a_version(
    statement: Any, form: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        close(form)
    version = StatementVersion.objects.last_of(statement.pk)
    assert version is not None
    assert "geschützter Bereich" in str(version.content)
    assert "Interne Meldestelle" not in str(version.content)


def test_those_who_can_open_it_read_its_own_words(
    client: Client, statement: Any, form: Any, admin: Any
) -> None:
    close(form)
    assert "Interne Meldestelle" not in client.get(form.url, follow=True).text
    client.force_login(admin)
    content = read(client, form)
    assert f'href="{statement.url}#activity-form-{form.pk}"' in content
    assert "Telefonnummer" in content


def test_it_needs_a_statement_as_any_form_does(site: Any, form: Any) -> None:
    close(form)
    [found] = review_all(clock.today())
    [finding] = [finding for finding in found.findings if finding.rule == "covers-site"]
    assert (finding.place.pk, finding.message) == (
        None,
        "“Rückruf (geschützter Bereich)” is live, but no published statement mentions it.",
    )


def test_closing_costs_no_query(
    client: Client, home: Any, site: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    def queries() -> int:
        registry.processing_activities(site, "de")  # the roots of the sites are cached
        with CaptureQueriesContext(connection) as captured:
            registry.processing_activities(site, "de")
        return len(captured)

    forms = [
        create_form(home, purpose, data_category, title=f"Formular {number}") for number in range(4)
    ]
    before = queries()
    for form in forms:
        close(form)
    assert queries() == before
    assert factories.form_page_model().objects.count() == 4
