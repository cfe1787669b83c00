"""Each section says what the registers say; what stands apart is not told at length elsewhere."""

import datetime
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail import hooks
from wagtail.blocks import StreamValue

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy.activities import (
    CollectionPoint,
    DeviceStorage,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
    Retention,
    WithdrawalWay,
)
from wagtail_privacy.controllers import Contact, ControllerFacts
from wagtail_privacy.durations import Duration
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.registry import WITHDRAWAL_WAYS
from wagtail_privacy.statements.blocks import StatementBody
from wagtail_privacy.statements.blocks.body import APART, REGISTER_SECTIONS, SKELETON
from wagtail_privacy.statements.facts import StatementFacts

NEWS = PurposeFacts(
    "purpose-1", "News", "6-1-a", retention=Retention(Duration.from_iso("P2Y"), "", True)
)
CARE = PurposeFacts("purpose-2", "Care", "6-1-b", retention=Retention(criteria="until it is done"))
COOKIE = DeviceStorage("guard", "Guards the form.", "3 days")
FACTS = StatementFacts(
    activities=(
        ProcessingActivity(
            CollectionPoint("form-1", "Newsletter"),
            (NEWS, CARE),
            consequence="Then no news.",
            device_storage=(COOKIE,),
        ),
        ProcessingActivity(
            CollectionPoint("form-2", "Contact"),
            (CARE,),
            consequence="Then no news.",
            device_storage=(COOKIE,),
        ),
    )
)


def shown(name: str, *, gaps: bool = False, **values: Any) -> str:
    """Give what readers see of a section, without a page."""
    facts = StatementFacts(**values) if values else FACTS
    body = StreamValue(StatementBody(), [(name, {})], is_lazy=False)
    context = {"facts": facts, "shows_gaps": gaps}
    return " ".join(body[0].render_as_block(context).split())


def test_without_any_use_no_data_is_kept() -> None:
    text = shown("data_categories", controller=ControllerFacts())
    assert "We keep no data." in text


def test_a_use_without_a_category_is_a_gap_for_the_editor_and_no_promise() -> None:
    assert "Data category missing" in shown("data_categories", gaps=True)
    assert "We keep no data." not in shown("data_categories")


def test_periods_stand_once_per_purpose_with_the_places() -> None:
    text = shown("retention")
    assert text.count("until you withdraw, 2 years at most") == 1
    assert text.count("until it is done") == 1
    assert "Newsletter , Contact" in text or "Newsletter, Contact" in text
    assert "We keep no data." in shown("retention", controller=ControllerFacts(country="DE"))


def test_one_consequence_stands_once() -> None:
    assert shown("obligation").count("Then no news.") == 1


def test_one_cookie_of_two_forms_stands_once_and_none_is_said_so() -> None:
    text = shown("device_storage")
    assert text.count("Guards the form.") == 1
    assert "3 days" in text
    none = shown("device_storage", activities=())
    assert "We set no cookie and store nothing on your device." in shown(
        "device_storage", controller=ControllerFacts(country="DE")
    )
    assert "guard" not in none


def test_what_rests_on_consent_can_be_withdrawn_here() -> None:
    text = shown("withdrawal")
    assert "News" in text
    assert "Care" not in text
    nothing = shown("withdrawal", controller=ControllerFacts(country="DE"))
    assert "So there is none to withdraw." in nothing


def test_a_feature_can_offer_its_way_to_withdraw(client: Client, home: Any, purpose: Any) -> None:
    page = create_statement(home, body=[("withdrawal", {})])
    way = WithdrawalWay("Alle Einwilligungen ansehen", "/privacy/consents/")
    with hooks.register_temporarily(WITHDRAWAL_WAYS, lambda site, language, activities: [way]):
        assert page.get_facts().withdrawal_ways == (way,)
    text = shown("withdrawal", activities=FACTS.activities, withdrawal_ways=(way,))
    assert '<a href="/privacy/consents/">Alle Einwilligungen ansehen</a>' in text


@pytest.mark.parametrize(
    ("decides", "words"),
    [
        (None, "▢ Whether a machine decides alone is missing"),
        (False, "is made by a machine alone or by profiling."),
        (True, "▢ How the machine decides, or what follows from it, is missing"),
    ],
)
def test_a_machine_decides_or_not(decides: bool | None, words: str) -> None:
    controller = ControllerFacts(decides_automatically=decides, country="DE")
    assert words in shown("decisions", gaps=True, controller=controller)
    assert "▢" not in shown("decisions", controller=controller)


def test_transfers_are_named_with_their_safeguard_or_denied() -> None:
    abroad = RecipientFacts(
        "r", "Mailer", country="US", safeguard="46-2-c", safeguard_url="https://c.example/"
    )
    text = shown("transfers", registered_recipients=(abroad,))
    assert "Standard contractual clauses (Art. 46(2)(c) GDPR)" in text
    assert 'href="https://c.example/"' in text
    bare = RecipientFacts("r", "Mailer", country="US")
    assert "▢ The safeguard" in shown("transfers", gaps=True, registered_recipients=(bare,))
    unknown = RecipientFacts("r", "Mailer")
    silent = shown("transfers", gaps=True, registered_recipients=(unknown,))
    assert "▢ The country" in silent
    assert "We do not pass data" not in silent
    near = RecipientFacts("r", "Mailer", country="FR")
    assert "We do not pass data" in shown("transfers", registered_recipients=(near,))


def test_sources_are_named_or_denied() -> None:
    assert "We get none from others." in shown("sources")
    register = ProcessingActivity(
        CollectionPoint("a", "Members"), (CARE,), source="The employer", source_is_public=False
    )
    text = shown("sources", activities=(register,))
    assert "The employer (not open to everybody)" in text
    assert "We get none" not in text
    missing = ProcessingActivity(CollectionPoint("a", "Members"), (CARE,), is_from_elsewhere=True)
    assert "▢ The source" in shown("sources", gaps=True, activities=(missing,))


@pytest.mark.parametrize(
    ("name", "controller", "words"),
    [
        ("representative", ControllerFacts(country="FR"), "so we need no representative there"),
        ("representative", ControllerFacts(country="US"), "▢ The representative is missing"),
        (
            "representative",
            ControllerFacts(country="US", representative=Contact("Agent", email="a@b.example")),
            "mailto:a@b.example",
        ),
        (
            "data_protection_officer",
            ControllerFacts(has_data_protection_officer=False),
            "We have no data protection officer.",
        ),
        (
            "data_protection_officer",
            ControllerFacts(country="DE"),
            "▢ How to reach the data protection officer",
        ),
        (
            "data_protection_officer",
            ControllerFacts(data_protection_officer=Contact(email="dpo@b.example")),
            "mailto:dpo@b.example",
        ),
    ],
)
def test_people_stand_in_a_section_of_their_own(
    name: str, controller: ControllerFacts, words: str
) -> None:
    assert words in shown(name, gaps=True, controller=controller)


def test_what_stands_apart_is_not_said_twice(
    client: Client, home: Any, controller: ControllerSettings
) -> None:
    controller.representative_email = "vertretung@musterkasse.example"
    controller.country, controller.is_public_body = "US", False
    controller.save()
    factories.create_recipient(
        country="US", safeguard="46-2-c", safeguard_url="https://clauses.example/"
    )
    joint = ["controller", "recipients", "website", "rights"]
    apart = ["representative", "data_protection_officer", "transfers", "decisions", "withdrawal"]
    once = (
        "vertretung@<wbr>musterkasse<wbr>.example</a>",
        'href="https://clauses.example/"',
        "entscheidet nie eine Maschine allein",
    )
    for names in (joint, [*joint, *apart]):
        page = create_statement(home, body=[(name, {}) for name in names])
        content = client.get(page.url).text
        assert [content.count(words) for words in once] == [1, 1, 1], names
        page.delete()


def test_the_sections_on_changes_leads_to_the_versions(client: Client, statement: Any) -> None:
    content = client.get(statement.url).text
    assert f'href="{statement.url}versions/"' in content
    assert client.get(f"{statement.url}versions/").status_code == 200


class Outline(HTMLParser):
    """Collects tags that stand where HTML forbids them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("p", "ul", "dl", "table", "div", "section") and "p" in self.open:
            self.wrong.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open and self.open.pop() != tag:
            pass


@pytest.mark.parametrize("name", REGISTER_SECTIONS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_section_is_whole_with_and_without_facts(name: str, language: str) -> None:
    with translation.override(language):
        for html in (shown(name), shown(name, gaps=True, controller=ControllerFacts())):
            outline = Outline()
            outline.feed(html)
            assert outline.wrong == []
            assert "<h2" in html
            assert "None" not in html


def test_every_section_has_an_anchor_of_its_own_and_a_description() -> None:
    sections = StatementBody().child_blocks
    anchors = [sections[name].anchor for name in REGISTER_SECTIONS]
    assert len(set(anchors)) == len(anchors)
    assert set(REGISTER_SECTIONS) | {"text", "imported"} == set(sections)
    assert not set(SKELETON) & set(APART)
    for section in sections.values():
        assert str(section.meta.description)
        assert section.is_previewable


@pytest.mark.parametrize("name", [*REGISTER_SECTIONS, "text", "imported"])
def test_the_editor_sees_an_example_of_every_section(
    admin_client: Client, controller: ControllerSettings, name: str
) -> None:
    section = StatementBody().child_blocks[name]
    address = reverse("wagtailadmin_block_preview")
    response = admin_client.get(address, {"id": section.definition_prefix})
    assert response.status_code == 200
    assert "wagtail_privacy/privacy.css" in response.text
    assert section.heading_of(section.get_preview_value()) in response.text


def test_an_example_shows_what_is_missing(admin_client: Client, site: Any) -> None:
    section = StatementBody().child_blocks["controller"]
    address = reverse("wagtailadmin_block_preview")
    response = admin_client.get(address, {"id": section.definition_prefix})
    assert "▢ Who is responsible is missing" in response.text


def test_dates_of_contracts_are_said_of_processors(client: Client, home: Any) -> None:
    day = datetime.date(2026, 1, 15)
    text = shown(
        "recipients", registered_recipients=(RecipientFacts("r", "Host", contract_date=day),)
    )
    assert "since 15 January 2026" in text


def test_the_guide_for_editors_describes_every_section() -> None:
    guide = Path(__file__).parents[2] / "docs" / "editors" / "sections.md"
    rows = re.findall(
        r"^\| ([^|]+) \|.*\| (✓?) ?\|$", guide.read_text(encoding="utf-8"), re.MULTILINE
    )
    sections = StatementBody().child_blocks
    assert [label for label, _mark in rows] == [str(s.label) for s in sections.values()]
    marked = {label for label, mark in rows if mark}
    assert marked == {str(sections[name].label) for name in SKELETON}
