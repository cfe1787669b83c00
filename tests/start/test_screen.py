"""Privacy › Start: which tasks there are, how far they are, and who may open them."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.urls import reverse

from wagtail_privacy.models import ControllerSettings, Recipient

URL = "/admin/privacy/start/"
HAS_STATEMENTS = apps.is_installed("wagtail_privacy.statements")


def tasks(client: Client) -> dict[str, str]:
    """Give the tasks of the screen with their statuses."""
    response = client.get(URL)
    assert response.status_code == 200
    entries = BeautifulSoup(response.content, "html.parser").select(".wp-start__task")
    found = {}
    for entry in entries:
        heading, status = entry.select_one("h2"), entry.select_one(".w-status")
        assert heading
        assert status
        found[heading.text.strip()] = status.text.strip()
    return found


def test_each_installed_feature_brings_its_task(officer_client: Client, site: Any) -> None:
    expected = ["Who is responsible", "Who helps you"]
    if apps.is_installed("wagtail_privacy.forms"):
        expected.append("Your forms (0 found)")
    if apps.is_installed("wagtail_privacy.analytics"):
        expected.append("Statistics")
    if HAS_STATEMENTS:
        expected.append("Read and publish")
    assert list(tasks(officer_client)) == expected


def test_a_fresh_site_has_everything_to_do(officer_client: Client, site: Any) -> None:
    found = tasks(officer_client)
    assert found["Who is responsible"] == found["Who helps you"] == "To do"


def test_what_the_settings_know_is_done(
    officer_client: Client, site: Any, controller: ControllerSettings, recipient: Recipient
) -> None:
    # A public body's log rests on a law, which nobody has named yet.
    assert tasks(officer_client)["Who helps you"] == "To do"
    controller.statistics_norm = "§ 3 BDSG"
    controller.save()
    found = tasks(officer_client)
    assert found["Who is responsible"] == found["Who helps you"] == "Done"


def test_an_open_question_is_named(
    officer_client: Client, controller: ControllerSettings, recipient: Recipient
) -> None:
    controller.authority_name = ""
    controller.server_log_days = None
    controller.save()
    content = officer_client.get(URL).content.decode()
    assert "Open: supervisory authority" in content
    assert "Open: log of the server" in content


def test_it_stands_first_in_the_menu_and_on_the_home_page(
    officer_client: Client, site: Any
) -> None:
    home = officer_client.get(reverse("wagtailadmin_home")).content.decode()
    assert URL in home
    assert 'id="wp-start-panel-heading"' in home


def test_it_speaks_of_a_statement_only_where_there_can_be_one(
    officer_client: Client, site: Any
) -> None:
    home = officer_client.get(reverse("wagtailadmin_home")).content.decode()
    start = officer_client.get(URL).content.decode()
    assert 'id="wp-start-panel-heading"' in home
    assert ("Your privacy statement" in home) == HAS_STATEMENTS
    assert ("is listed under To do" in start) == HAS_STATEMENTS
    assert ("A few minutes." in start) != HAS_STATEMENTS


def test_who_closes_the_panel_does_not_see_it_again(officer_client: Client, site: Any) -> None:
    answer = officer_client.patch(
        reverse("wagtailadmin_dismissibles"),
        {"wagtail-privacy-start": True},
        content_type="application/json",
    )
    assert answer.status_code == 200
    home = officer_client.get(reverse("wagtailadmin_home")).content.decode()
    assert 'id="wp-start-panel-heading"' not in home


def test_others_do_not_see_it(editor_client: Client, site: Any) -> None:
    home = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    assert URL not in home
    assert 'id="wp-start-panel-heading"' not in home


@pytest.mark.parametrize("path", ["", "{site}/", "{site}/responsible/", "{site}/helpers/"])
def test_others_may_not_open_it(
    client: Client, editor_client: Client, site: Any, path: str
) -> None:
    address = URL + path.format(site=site.pk)
    for method in ("get", "post"):
        assert getattr(editor_client, method)(address).status_code == 302
        assert "/login/" in getattr(client, method)(address).headers["Location"]
    assert not ControllerSettings.objects.exclude(name="").exists()


def test_a_site_that_is_not_there_is_not_found(officer_client: Client, site: Any) -> None:
    answer = officer_client.get(f"{URL}{site.pk + 1}/", follow=True)
    assert answer.status_code == 404


def test_to_look_changes_nothing(officer_client: Client, site: Any, home: Any) -> None:
    before = home.get_descendants(inclusive=True).count()
    officer_client.get(URL)
    officer_client.get(f"{URL}{site.pk}/responsible/")
    assert home.get_descendants(inclusive=True).count() == before
