"""While editing a statement its findings stand beside it, each with the way to mend it."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def panel_of(content: str) -> str:
    found = re.search(
        r'data-side-panel="privacy-findings"(.*?)(data-side-panel=|</aside>)', content, re.DOTALL
    )
    assert found
    return found[1]


def read(client: Client, page: Any) -> str:
    response = client.get(edit_url(page))
    assert response.status_code == 200
    return panel_of(response.content.decode())


def test_what_is_missing_stands_beside_the_statement(
    admin_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    complete.decides_automatically = None
    complete.authority_name = ""
    complete.save()
    panel = read(admin_client, statement)
    assert "1 point must be filled" in panel
    assert "You have not said whether a machine makes decisions alone." in panel
    assert "1 point is advised" in panel
    assert "No supervisory authority is named." in panel
    assert "Art. 13(2)(d), Art. 77 GDPR" in panel
    site = statement.get_site()
    assert f'href="/admin/settings/wagtail_privacy/controllersettings/{site.pk}/"' in panel


def test_a_finding_about_a_recipient_leads_to_the_register(
    admin_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    recipient = factories.create_recipient(country="US")
    panel = read(admin_client, statement)
    assert f'href="/admin/snippets/wagtail_privacy/recipient/edit/{recipient.pk}/"' in panel


def test_who_may_not_mend_it_learns_whom_to_ask(
    editor_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    complete.decides_automatically = None
    complete.save()
    panel = read(editor_client, statement)
    assert "a machine makes decisions alone" in panel
    assert "Ask your privacy officer." in panel
    assert "/controllersettings/" not in panel


def test_the_toggle_counts_what_must_be_filled(
    admin_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    complete.decides_automatically = None
    complete.save()
    content = admin_client.get(edit_url(statement)).content.decode()
    toggle = content[content.index('data-side-panel-toggle="privacy-findings"') :]
    counter = re.search(r"data-side-panel-toggle-counter[^>]*>\s*(\d+)", toggle)
    assert counter
    assert counter[1] == "1"
    assert "wagtail_privacy/findings.js" in content


def test_nothing_missing_says_so_and_promises_nothing(
    admin_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    panel = read(admin_client, statement)
    assert "No rule finds anything missing." in panel
    assert "compliant" not in panel


def test_the_findings_are_those_of_the_draft(
    admin_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    statement.body = [("controller", {})]
    statement.save_revision()
    panel = read(admin_client, statement)
    assert "The statement does not name the right of access." in panel
    assert 'data-action="wp-findings#showSections"' in panel


def test_an_autosave_brings_the_panel_anew(
    admin_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    data = nested_form_data(
        {
            "title": statement.title,
            "slug": statement.slug,
            "motto": "",
            "body": streamfield([("controller", {"heading": "", "text": "null"})]),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
    )
    response = admin_client.post(edit_url(statement), data, headers={"accept": "application/json"})
    assert response.status_code == 200
    partials = response.json()["html"]
    assert "[data-side-panel=&#x27;privacy-findings&#x27;]" in partials or (
        "[data-side-panel='privacy-findings']" in partials
    )
    assert "The statement does not name the right of access." in partials


def test_a_new_statement_has_the_panel_for_its_first_autosave(
    admin_client: Client, home: Any
) -> None:
    meta = factories.statement_page_model()._meta
    url = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, home.pk])
    panel = panel_of(admin_client.get(url).content.decode())
    assert "Findings appear as soon as the draft is saved." in panel


def test_other_pages_have_no_such_panel(admin_client: Client, home: Any) -> None:
    content = admin_client.get(edit_url(home)).content.decode()
    assert 'data-side-panel="status"' in content
    assert 'data-side-panel="privacy-findings"' not in content


def test_a_statement_outside_every_site_is_not_judged(admin_client: Client, home: Any) -> None:
    page = create_statement(home.get_parent(), title="Allein", live=False)
    assert "This page belongs to no site, so it cannot be checked." in read(admin_client, page)
