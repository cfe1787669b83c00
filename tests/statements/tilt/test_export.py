"""A statement as a TILT document: valid against the schema, with what the site says and no more."""

import hashlib
import json
from typing import Any

from tests import factories
from tests.statements.activities import FACTS, PAGE
from tests.statements.tilt.corpus import assert_valid
from wagtail_privacy import clock
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.formats.described import DescribedPage
from wagtail_privacy.statements.formats.tilt.export import to_tilt
from wagtail_privacy.statements.versions.recording import record_version


def test_a_full_statement_is_valid() -> None:
    assert_valid(to_tilt(FACTS, PAGE))


def test_a_statement_about_nothing_lacks_only_what_nobody_may_invent() -> None:
    """The schema wants two e-mail addresses; an empty text is not one, but an honest answer."""
    document = to_tilt(StatementFacts(), DescribedPage("id", "Privacy", "", "en"))
    assert document["controller"]["country"] == "ZZ"
    assert document["controller"]["representative"]["email"] == ""
    assert document["dataProtectionOfficer"].pop("email") == ""
    del document["controller"]["representative"]["email"]
    document["controller"]["representative"]["email"] = "a@example"
    document["dataProtectionOfficer"]["email"] = "a@example"
    assert_valid(document)


def test_each_category_of_an_activity_tells_its_purposes_bases_periods_and_recipients() -> None:
    contact, health, counts = to_tilt(FACTS, PAGE)["dataDisclosed"]
    assert (contact["category"], health["category"]) == ("Contact details", "Health")
    assert [p["purpose"] for p in contact["purposes"]] == ["Newsletter", "Care"]
    assert [b["reference"] for b in contact["legalBases"]] == [
        "GDPR-6-1-a",
        "GDPR-6-1-e",
        "GDPR-9-2-h",
        "SGBV-284-1",
    ]
    assert contact["legalBases"][3]["description"] == "§ 284 Abs. 1 SGB V"
    newsletter, care = contact["storage"]
    assert newsletter["temporal"] == [{"description": "Newsletter", "ttl": "P2W"}]
    assert newsletter["legalBasisConditional"] == ["GDPR-7-3"]
    assert care["purposeConditional"] == ["Until the case is closed."]
    [statistics] = counts["storage"]
    assert statistics["temporal"] == [{"description": "Statistics", "ttl": "P6M"}]
    assert statistics["purposeConditional"] == [
        "2 weeks after we have dealt with it, 6 months at most"
    ]
    assert [r["name"] for r in contact["recipients"]] == ["Mailer Inc", "Host Ltd"]
    assert contact["nonDisclosure"]["obligationToProvide"] is True
    assert health["nonDisclosure"]["obligationToProvide"] is False


def test_transfers_interests_sources_and_rights_are_told() -> None:
    document = to_tilt(FACTS, PAGE)
    (transfer,) = document["thirdCountryTransfers"]
    assert transfer["country"] == "US"
    assert "https://c.example/" in transfer["standardDataProtectionClause"]["description"]
    assert document["dataDisclosed"][2]["legitimateInterests"] == [
        {"exists": True, "reasoning": "We want to improve our pages."}
    ]
    assert document["sources"][0]["sources"][0]["description"] == "from your browser"
    assert document["rightToComplain"]["supervisoryAuthority"]["name"] == "Authority"
    assert document["rightToWithdrawConsent"]["available"] is True
    assert document["automatedDecisionMaking"] == {
        "inUse": True,
        "logicInvolved": "A score.",
        "scopeAndIntendedEffects": "A higher price.",
    }
    assert document["controller"]["country"] == "CH"
    assert document["controller"]["representative"]["name"] == "Agent"


def test_without_consent_there_is_nothing_to_withdraw() -> None:
    document = to_tilt(StatementFacts(activities=FACTS.activities[1:]), PAGE)
    assert document["rightToWithdrawConsent"] == {"available": False}


def test_what_is_no_telephone_number_is_left_out() -> None:
    document = to_tilt(FACTS, PAGE)
    assert "phone" not in document["controller"]["representative"]
    assert "phone" not in document["dataProtectionOfficer"]


def test_the_hash_is_that_of_the_document_with_an_empty_one() -> None:
    document = to_tilt(FACTS, PAGE)
    claimed = document["meta"]["_hash"]
    document["meta"]["_hash"] = ""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == claimed


def test_the_version_is_that_of_the_statement(
    statement: Any, controller: ControllerSettings
) -> None:
    assert statement.as_tilt()["meta"]["version"] == 1
    record_version(statement, clock.now())
    factories.create_recipient()
    record_version(statement, clock.now())
    page = type(statement).objects.get(pk=statement.pk)
    assert page.as_tilt()["meta"]["version"] == 2
