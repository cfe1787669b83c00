"""Each rule speaks when something is missing, and is silent when it is there."""

# once: rules of values know no database

import dataclasses

import pytest
from django.utils import translation

from tests.statements.rules.facts import (
    ABROAD,
    ADVISED,
    COMPLETE,
    CONSENT,
    CONSENTING,
    CONTACT,
    CONTROLLER,
    DECIDING,
    HEALTH,
    MACHINE,
    MUST,
    NOBODY,
    NOBODY_ON_PURPOSE,
    PURPOSE,
    TODAY,
    WITH_COOKIE,
    found,
    further,
    with_controller,
    with_form,
    with_purpose,
    with_recipient,
    without,
)
from wagtail_privacy.activities import DataItem, Retention
from wagtail_privacy.controllers import Contact, ControllerFacts
from wagtail_privacy.statements.facts import FurtherUse, StatementFacts
from wagtail_privacy.statements.rules import (
    RULES,
    Section,
    Severity,
    evaluate,
)

#: (rule, severity, facts that make it speak, facts that are mended)
TABLE: list[tuple[str, Severity, StatementFacts, StatementFacts]] = [
    ("13-1a-controller", MUST, without(Section.CONTROLLER), COMPLETE),
    ("13-1a-controller", MUST, with_controller(contact=Contact(email="a@b.example")), COMPLETE),
    (
        "13-1a-controller",
        MUST,
        with_controller(contact=Contact("Name")),
        with_controller(contact=Contact("Name", phone="1")),
    ),
    (
        "13-1a-rep",
        MUST,
        with_controller(country="US", is_public_body=False),
        with_controller(
            country="US", is_public_body=False, representative=Contact("Wir", email="a@b.example")
        ),
    ),
    (
        "13-1a-rep",
        MUST,
        with_controller(country="US", is_public_body=False, representative=Contact("Wir")),
        with_controller(country="US", is_public_body=True),
    ),
    (
        "13-1a-joint",
        MUST,
        with_recipient(role="joint"),
        with_recipient(role="joint", arrangement="Wir beide."),
    ),
    ("13-1b-dpo", MUST, with_controller(data_protection_officer=Contact("Name")), COMPLETE),
    (
        "13-1b-dpo",
        MUST,
        with_controller(
            data_protection_officer=Contact(),
            is_public_body=True,
            has_data_protection_officer=False,
        ),
        with_controller(
            data_protection_officer=Contact(),
            is_public_body=False,
            has_data_protection_officer=False,
        ),
    ),
    (
        "13-1b-dpo",
        ADVISED,
        with_controller(
            data_protection_officer=Contact(),
            is_public_body=False,
            has_data_protection_officer=None,
        ),
        with_controller(is_public_body=False, has_data_protection_officer=None),
    ),
    ("13-1c-purpose", MUST, with_form(purposes=()), COMPLETE),
    ("13-1c-purpose", MUST, with_purpose(description=""), COMPLETE),
    (
        "13-1c-purpose",
        MUST,
        with_purpose(description="Für Geschäftszwecke."),
        with_purpose(description="Wir schicken den Newsletter."),
    ),
    ("13-1c-basis", MUST, with_purpose(legal_basis=""), with_purpose(legal_basis="6-1-b")),
    ("13-1c-basis", MUST, with_purpose(national_norm=""), COMPLETE),
    (
        "13-1c-art9",
        MUST,
        with_form(items=(DataItem("Leiden", HEALTH),)),
        with_form(
            items=(DataItem("Leiden", HEALTH),),
            purposes=(dataclasses.replace(PURPOSE, special_condition="9-2-h"),),
        ),
    ),
    (
        "13-1c-public-f",
        ADVISED,
        with_purpose(legal_basis="6-1-f"),
        dataclasses.replace(
            with_purpose(legal_basis="6-1-f"),
            controller=dataclasses.replace(CONTROLLER, is_public_body=False),
        ),
    ),
    (
        "13-1d-interest",
        MUST,
        with_purpose(legal_basis="6-1-f"),
        with_purpose(legal_basis="6-1-f", legitimate_interest="Sicherheit unserer Server."),
    ),
    ("13-1e-recipients", MUST, without(Section.RECIPIENTS), COMPLETE),
    ("13-1e-recipients", MUST, NOBODY, NOBODY_ON_PURPOSE),
    ("13-1e-recipients", ADVISED, with_controller(gives_data_to_nobody=True), COMPLETE),
    ("13-1f-transfer", MUST, with_recipient(country="US"), with_recipient(country="FR")),
    (
        "13-1f-transfer",
        MUST,
        with_recipient(country="US", safeguard="46-2-c"),
        with_recipient(country="US", safeguard="46-2-c", safeguard_url="https://c.example/"),
    ),
    (
        "13-1f-transfer",
        MUST,
        with_recipient(country="JP", safeguard="nonsense"),
        with_recipient(country="JP", safeguard="45"),
    ),
    ("13-1f-none", ADVISED, with_recipient(country=""), COMPLETE),
    ("13-1f-none", ADVISED, without(*ABROAD), with_recipient(country="US")),
    (
        "13-2a-retention",
        MUST,
        with_purpose(retention=Retention()),
        with_purpose(retention=Retention(criteria="Bis Sie gekündigt haben.")),
    ),
    ("13-2b-access", MUST, without(Section.RIGHTS), COMPLETE),
    ("13-2b-rectify", MUST, without(Section.RIGHTS), COMPLETE),
    ("13-2b-erase", MUST, without(Section.RIGHTS), COMPLETE),
    ("13-2b-restrict", MUST, without(Section.RIGHTS), COMPLETE),
    (
        "13-2b-object",
        MUST,
        without(Section.RIGHTS),
        without(Section.RIGHTS, facts=with_purpose(legal_basis="6-1-c")),
    ),
    ("13-2b-object", MUST, without(Section.RIGHTS), COMPLETE),
    ("13-2b-port", MUST, without(Section.RIGHTS, facts=CONSENT), without(Section.RIGHTS)),
    (
        "13-2b-port",
        MUST,
        without(Section.RIGHTS, facts=with_purpose(legal_basis="6-1-b")),
        CONSENT,
    ),
    ("13-2c-withdraw", MUST, without(*CONSENTING, facts=CONSENT), CONSENT),
    (
        "13-2c-withdraw",
        MUST,
        dataclasses.replace(
            CONSENT, controller=ControllerFacts(contact=Contact("Name", "Musterweg 1"))
        ),
        without(Section.RIGHTS),
    ),
    ("13-2d-complain", MUST, without(Section.RIGHTS), COMPLETE),
    ("13-2d-complain", ADVISED, with_controller(authority=Contact()), COMPLETE),
    ("13-2e-required", MUST, with_form(consequence=""), with_form(consequence="", items=())),
    ("13-2e-required", MUST, with_form(consequence=""), COMPLETE),
    ("13-2f-adm", MUST, with_controller(decides_automatically=None), COMPLETE),
    (
        "13-2f-adm",
        MUST,
        with_controller(decides_automatically=True, decision_logic="Nach Alter."),
        with_controller(
            decides_automatically=True, decision_logic="Nach Alter.", decision_consequences="Nein."
        ),
    ),
    (
        "13-2f-adm",
        MUST,
        without(*DECIDING, facts=MACHINE),
        without(*DECIDING),
    ),
    ("13-3-further", MUST, further(), COMPLETE),
    (
        "13-3-further",
        MUST,
        further(is_announced=True),
        further(is_announced=True, compatibility="Gehört dazu."),
    ),
    (
        "13-3-further",
        MUST,
        further(compatibility="Gehört dazu."),
        dataclasses.replace(
            COMPLETE,
            further_uses=(
                FurtherUse(dataclasses.replace(PURPOSE, legal_basis="6-1-a"), is_announced=True),
            ),
        ),
    ),
    (
        "14-1d-cats",
        MUST,
        with_form(is_from_elsewhere=True, items=()),
        with_form(is_from_elsewhere=True),
    ),
    (
        "14-2f-source",
        MUST,
        with_form(source="Handelsregister"),
        with_form(source="Handelsregister", source_is_public=True),
    ),
    (
        "14-2f-source",
        MUST,
        with_form(is_from_elsewhere=True, source_is_public=False),
        with_form(source="Arbeitgeber", source_is_public=False),
    ),
    ("12-1-open", MUST, dataclasses.replace(COMPLETE, is_closed=True), COMPLETE),
    ("covers-forms", MUST, without(Section.COLLECTION_POINTS), COMPLETE),
    ("live-incomplete", MUST, with_form(is_incomplete=True), COMPLETE),
    (
        "covers-statistics",
        MUST,
        without(Section.STATISTICS),
        without(Section.STATISTICS, facts=with_form()),
    ),
    (
        "covers-device-storage",
        MUST,
        without(Section.COLLECTION_POINTS, Section.DEVICE_STORAGE, facts=WITH_COOKIE),
        without(Section.COLLECTION_POINTS, Section.DEVICE_STORAGE),
    ),
    ("covers-items", ADVISED, with_form(items=(DataItem("Telefon", None),)), COMPLETE),
    ("covers-log", ADVISED, without(Section.WEBSITE), COMPLETE),
    (
        "covers-log",
        ADVISED,
        with_controller(server_log_address=""),
        with_controller(server_log_address="none", server_log_days=None),
    ),
    ("covers-log", ADVISED, with_controller(server_log_days=None), COMPLETE),
    (
        "unused-purpose",
        ADVISED,
        dataclasses.replace(COMPLETE, used_keys=frozenset()),
        COMPLETE,
    ),
    (
        "unused-category",
        ADVISED,
        dataclasses.replace(COMPLETE, registered_categories=(CONTACT, HEALTH)),
        COMPLETE,
    ),
    (
        "unused-recipient",
        ADVISED,
        dataclasses.replace(COMPLETE, used_keys=frozenset((PURPOSE.key, CONTACT.key))),
        COMPLETE,
    ),
]


@pytest.mark.parametrize(
    ("rule", "severity", "broken", "mended"), TABLE, ids=[row[0] for row in TABLE]
)
def test_a_rule_speaks_and_falls_silent(
    rule: str, severity: Severity, broken: StatementFacts, mended: StatementFacts
) -> None:
    findings = found(rule, broken)
    assert findings
    for finding in findings:
        assert finding.severity == severity
        assert finding.message
        assert finding.why
        assert finding.mend
        assert "GDPR" in finding.article
        assert "%" not in finding.message
    assert found(rule, mended) == []


def test_every_rule_stands_in_the_table() -> None:
    assert {row[0] for row in TABLE} == {rule.id for rule in RULES}


def test_complete_facts_give_no_finding() -> None:
    assert evaluate(COMPLETE, TODAY) == []


def test_another_cause_has_another_key_whatever_the_language() -> None:
    messages: dict[str, str] = {}
    for facts in (*(row[2] for row in TABLE), StatementFacts()):
        found = evaluate(facts, TODAY)
        assert len({finding.key for finding in found}) == len(found)
        with translation.override("de"):
            assert [finding.key for finding in evaluate(facts, TODAY)] == [f.key for f in found]
        for finding in found:
            assert messages.setdefault(finding.key, finding.message) == finding.message
