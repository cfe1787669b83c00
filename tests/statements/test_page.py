"""A visitor reads the statement: it says what the registers and settings say today."""

import re
from typing import Any

from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.registry import find_statement
from wagtail_privacy.statements.facts import StatementFacts


def test_a_new_statement_begins_with_a_complete_skeleton(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    content = client.get(statement.url).content.decode()
    for anchor in (
        "controller",
        "collection-points",
        "data",
        "retention",
        "sources",
        "website",
        "device",
        "statistics",
        "recipients",
        "transfers",
        "decisions",
        "e-mail",
        "rights",
        "withdrawal",
        "contact",
        "changes",
    ):
        assert f'id="{anchor}"' in content
        assert f'href="#{anchor}"' in content


def test_the_controller_is_read_from_the_settings(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    content = client.get(statement.url).content.decode()
    assert "Musterkasse" in content
    assert "Musterweg 1<br>12345 Musterstadt" in content
    controller.name = "Andere Kasse"
    controller.save()
    assert "Andere Kasse" in client.get(statement.url).content.decode()


def test_beside_every_mail_address_stands_the_postal_way_and_the_secure_page(
    client: Client, statement: Any, controller: ControllerSettings, home: Any
) -> None:
    controller.secure_contact_page = home
    controller.save()
    content = client.get(statement.url).content.decode()
    mails = re.findall(r'<dl class="wp-contact">(.*?)</dl>', content, re.DOTALL)
    with_mail = [block for block in mails if "mailto:" in block]
    # The controller's and the officer's, each once: the other sections lead there.
    assert len(with_mail) == 2
    for block in with_mail:
        assert "12345 Musterstadt" in block
        assert f'href="{home.url}"' in block


def test_recipients_come_from_the_register_with_their_contract(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    factories.create_recipient()
    content = client.get(statement.url).content.decode()
    assert "Rechenzentrum Musterstadt" in content
    assert "15. Januar 2026" in content
    assert "Deutschland" in content


def test_a_recipient_abroad_is_named_with_its_safeguard(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    factories.create_recipient(
        country="US", safeguard="46-2-c", safeguard_url="https://clauses.example/"
    )
    content = client.get(statement.url).content.decode()
    assert "Vereinigte Staaten" in content
    assert "https://clauses.example/" in content


def test_what_is_not_known_is_marked_in_the_preview_and_absent_for_readers(
    client: Client, admin_client: Client, statement: Any
) -> None:
    assert "wp-gap" not in client.get(statement.url).content.decode()
    preview = admin_client.get(f"/admin/pages/{statement.pk}/view_draft/").content.decode()
    assert "wp-gap" in preview


def test_two_sections_with_one_heading_have_different_anchors(home: Any, client: Client) -> None:
    body = [("text", {"heading": "Versprechen", "text": "<p>Eins</p>"}) for _number in range(2)]
    page = create_statement(home, body=body)
    content = client.get(page.url).content.decode()
    assert 'id="text-versprechen"' in content
    assert 'id="text-versprechen-2"' in content
    assert 'id="title-text-versprechen-2"' in content


def test_a_text_cannot_take_the_anchor_of_another_section(home: Any, client: Client) -> None:
    body = [("text", {"heading": heading}) for heading in ("Rights", "Rights title", "!")]
    page = create_statement(home, body=[*body, ("rights", {})])
    content = client.get(page.url).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', content)
    assert sorted(set(ids)) == sorted(ids)
    assert {"text-rights", "text-rights-title", "text-section", "rights"} <= set(ids)


def test_sections_that_stand_twice_have_ids_of_their_own(
    home: Any, client: Client, controller: ControllerSettings
) -> None:
    controller.representative_email = "vertretung@musterkasse.example"
    controller.save()
    twice = [("controller", {}), ("rights", {})] * 2
    content = client.get(create_statement(home, body=twice).url).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', content)
    assert sorted(set(ids)) == sorted(ids)
    assert {"complaint", "rights-2-complaint", "secrecy", "controller-2-secrecy"} <= set(ids)


def test_the_summary_links_only_to_what_stands_on_the_page(home: Any, client: Client) -> None:
    page = create_statement(home, body=[("text", {"heading": "Rights"})])
    content = client.get(page.url).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', content)
    assert set(re.findall(r'href="#([^"]+)"', content.split("<article")[1])) <= set(ids)
    assert "wp-summary__ways" not in content


def test_every_id_is_unique_and_every_link_in_the_page_has_its_target(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    content = client.get(statement.url).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', content)
    assert sorted(set(ids)) == sorted(ids)
    targets = re.findall(r'href="#([^"]+)"', content)
    assert set(targets) <= set(ids)


def test_the_page_answers_in_its_own_language(
    client: Client, english_home: Any, controller: ControllerSettings
) -> None:
    page = create_statement(english_home, title="Privacy")
    content = client.get(page.url, headers={"accept-language": "de"}).content.decode()
    assert "Who is responsible?" in content


def test_the_statement_sets_no_cookie(client: Client, statement: Any) -> None:
    response = client.get(statement.url)
    assert not response.cookies


def test_the_footer_links_to_the_statement_in_the_language_of_the_page(
    client: Client, home: Any, english_home: Any
) -> None:
    german = create_statement(home)
    english = create_statement(english_home, title="Privacy")
    assert f'href="{german.url}"' in client.get(home.url).content.decode()
    assert f'href="{english.url}"' in client.get(english_home.url).content.decode()


def test_without_a_statement_the_footer_has_no_link(client: Client, home: Any) -> None:
    assert "Datenschutz" not in client.get(home.url).content.decode()


def test_an_editor_finds_each_section_described(admin_client: Client, statement: Any) -> None:
    content = admin_client.get(f"/admin/pages/{statement.pk}/edit/").content.decode()
    assert "Every published form with purpose, data, period and recipients." in content


def test_a_new_statement_opens_in_the_editor_with_every_section(
    admin_client: Client, home: Any
) -> None:
    label = factories.statement_page_model()._meta
    address = f"/admin/pages/add/{label.app_label}/{label.model_name}/{home.pk}/"
    form = admin_client.get(address).context["form"]
    bound = form["body"]
    sections = bound.field.block.get_form_state(bound.value())
    assert len(sections) == 16
    for section in sections:
        assert section["value"]["heading"] is None or section["value"]["heading"] == ""
        assert "text" in section["value"]


def test_representative_arrangement_and_automated_decisions_are_said(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    content = client.get(statement.url).content.decode()
    assert 'id="representative"' not in content
    assert "Nach dem Alter." not in content
    controller.representative_email = "vertretung@musterkasse.example"
    controller.decides_automatically = True
    controller.decision_logic = {"de": "Nach dem Alter."}
    controller.decision_consequences = {"de": "Dann zahlen Sie mehr."}
    controller.save()
    factories.create_recipient(role="joint", arrangement={"de": "Wir beide antworten Ihnen."})
    content = client.get(statement.url).content.decode()
    assert 'id="representative"' in content
    assert "mailto:vertretung@musterkasse.example" in content
    assert "Nach dem Alter. Dann zahlen Sie mehr." in content
    assert "Wir beide antworten Ihnen." in content


class AddsWords:
    """Middleware that changes the context of an answer before it is rendered."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        return self.get_response(request)

    def process_template_response(self, request: Any, response: Any) -> Any:
        response.context_data["facts"] = StatementFacts()
        return response


def test_middleware_can_change_the_answer_before_it_is_rendered(
    client: Client, statement: Any, controller: ControllerSettings, settings: Any
) -> None:
    assert "Musterkasse" in client.get(statement.url).text
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.AddsWords"]
    response = Client().get(statement.url, headers={"accept-language": "en"})
    assert "Musterkasse" not in response.text
    assert "Wer ist verantwortlich?" in response.text
    assert response.headers["Content-Language"] == "de"


def test_a_preview_speaks_the_language_of_the_page(
    admin_client: Client, english_home: Any, german_admin_client: Client
) -> None:
    page = create_statement(english_home, title="Privacy", live=False)
    for reader in (admin_client, german_admin_client):
        preview = reader.get(f"/admin/pages/{page.pk}/view_draft/").text
        assert "Who is responsible?" in preview


def test_a_site_in_another_region_of_the_language_finds_its_statement(
    home: Any, english_home: Any
) -> None:
    create_statement(home)
    english = create_statement(english_home, title="Privacy")
    for code in ("en-gb", "en"):
        reference = find_statement(home.get_site(), code)
        assert reference
        assert reference.page_id == english.pk


def test_the_link_of_a_page_leads_to_its_own_language(
    rf: RequestFactory, home: Any, english_home: Any
) -> None:
    german, english = create_statement(home), create_statement(english_home, title="Privacy")
    template = engines["django"].from_string(
        "{% load wagtail_privacy %}{% privacy_statement_url %}"
    )
    request = rf.get("/", HTTP_HOST="localhost")
    assert template.render({"page": english_home}, request) == english.url
    assert template.render({"page": home}, request) == german.url
    with translation.override("en"):
        assert template.render({}, request) == english.url
