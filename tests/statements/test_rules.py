"""Each rule speaks when something is missing, and is silent when it is there."""

# once: rules of values know no database

import dataclasses
import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_privacy.activities import (
    CollectionPoint,
    Contact,
    ControllerFacts,
    DataCategoryFacts,
    DataItem,
    DeviceStorage,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
    Retention,
    WithdrawalWay,
)
from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.statements.blocks import StatementBody
from wagtail_privacy.statements.facts import FurtherUse, StatementFacts
from wagtail_privacy.statements.rules import (
    RULES,
    RULES_WITHOUT_STATEMENT,
    Finding,
    PlaceKind,
    Section,
    Severity,
    evaluate,
)
from wagtail_privacy.statements.rules.values import Rule

TODAY = datetime.date(2026, 11, 22)

CONTROLLER = ControllerFacts(
    contact=Contact("Musterkasse", "Musterweg 1", "post@musterkasse.example", "0800 000000"),
    country="DE",
    is_public_body=True,
    has_data_protection_officer=True,
    data_protection_officer=Contact(email="datenschutz@musterkasse.example"),
    authority=Contact("Aufsicht Musterland"),
    server_log_days=7,
    server_log_address="shortened",
    decides_automatically=False,
)
HOST = RecipientFacts("recipient-1", "Host", country="DE")
CONTACT = DataCategoryFacts("category-1", "Kontakt")
HEALTH = DataCategoryFacts("category-2", "Gesundheit", kind="special")
PURPOSE = PurposeFacts(
    key="purpose-1",
    name="Rückruf",
    legal_basis="6-1-e",
    description="Wir rufen Sie zurück.",
    national_norm="§ 284 SGB V",
    retention=Retention(Duration(14, DurationUnit.DAY)),
    recipients=(HOST,),
)
FORM = ProcessingActivity(
    CollectionPoint("form-7", "Rückrufservice", "/rueckruf/", 7),
    (PURPOSE,),
    (DataItem("Telefon", CONTACT, is_required=True),),
    consequence="Dann rufen wir nicht zurück.",
)
STATISTICS = dataclasses.replace(FORM, collection_point=CollectionPoint("statistics", "Statistik"))
COMPLETE = StatementFacts(
    controller=CONTROLLER,
    activities=(FORM, STATISTICS),
    registered_recipients=(HOST,),
    sections=frozenset(Section),
    registered_purposes=(PURPOSE,),
    registered_categories=(CONTACT,),
    used_keys=frozenset((PURPOSE.key, CONTACT.key, HOST.key)),
)


def with_controller(**values: Any) -> StatementFacts:
    return dataclasses.replace(COMPLETE, controller=dataclasses.replace(CONTROLLER, **values))


def with_purpose(**values: Any) -> StatementFacts:
    return with_form(purposes=(dataclasses.replace(PURPOSE, **values),))


def with_form(**values: Any) -> StatementFacts:
    return dataclasses.replace(COMPLETE, activities=(dataclasses.replace(FORM, **values),))


def with_recipient(**values: Any) -> StatementFacts:
    host = dataclasses.replace(HOST, **values)
    form = dataclasses.replace(FORM, purposes=(dataclasses.replace(PURPOSE, recipients=(host,)),))
    return dataclasses.replace(COMPLETE, registered_recipients=(host,), activities=(form,))


def without(*sections: Section, facts: StatementFacts = COMPLETE) -> StatementFacts:
    return dataclasses.replace(facts, sections=facts.sections - set(sections))


def further(**values: Any) -> StatementFacts:
    return dataclasses.replace(COMPLETE, further_uses=(FurtherUse(PURPOSE, **values),))


NOBODY = dataclasses.replace(
    COMPLETE,
    registered_recipients=(),
    activities=(
        dataclasses.replace(FORM, purposes=(dataclasses.replace(PURPOSE, recipients=()),)),
    ),
)
NOBODY_ON_PURPOSE = dataclasses.replace(
    NOBODY, controller=dataclasses.replace(CONTROLLER, gives_data_to_nobody=True)
)
CONSENT = with_purpose(legal_basis="6-1-a")
MACHINE = with_controller(decides_automatically=True, decision_logic="a", decision_consequences="b")
WITH_COOKIE = with_form(device_storage=(DeviceStorage("keks", "Schutz", "1 Tag"),))
#: Sections of which either one may say something.
ABROAD = (Section.RECIPIENTS, Section.TRANSFERS)
CONSENTING = (Section.RIGHTS, Section.WITHDRAWAL)
DECIDING = (Section.WEBSITE, Section.DECISIONS)
MUST, ADVISED = Severity.MUST, Severity.ADVISED

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


def found(rule: str, facts: StatementFacts) -> list[Finding]:
    return [finding for finding in evaluate(facts, TODAY) if finding.rule == rule]


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


@pytest.mark.parametrize(
    ("rule", "facts", "sections"),
    [
        ("13-1f-none", COMPLETE, ABROAD),
        ("13-2f-adm", MACHINE, DECIDING),
        (
            "covers-device-storage",
            WITH_COOKIE,
            (Section.COLLECTION_POINTS, Section.DEVICE_STORAGE),
        ),
    ],
)
def test_either_section_is_enough(
    rule: str, facts: StatementFacts, sections: tuple[Section, ...]
) -> None:
    for section in sections:
        assert found(rule, without(section, facts=facts)) == []
    assert found(rule, without(*sections, facts=facts))


def test_the_statistics_section_says_nothing_of_cookies() -> None:
    counting = dataclasses.replace(
        STATISTICS, device_storage=(DeviceStorage("keks", "Zählung", "1 Tag"),)
    )
    facts = dataclasses.replace(COMPLETE, activities=(counting,))
    assert found("covers-device-storage", facts) == []
    assert found("covers-device-storage", without(Section.DEVICE_STORAGE, facts=facts))


NO_WORDS = ControllerFacts(contact=Contact("Name", "Musterweg 1"))
LATE = with_purpose(retention=Retention())


@pytest.mark.parametrize(
    ("rule", "facts", "apart", "joint"),
    [
        ("13-1b-dpo", NO_WORDS, Section.DATA_PROTECTION_OFFICER, Section.CONTROLLER),
        (
            "13-1a-rep",
            ControllerFacts(country="US"),
            Section.REPRESENTATIVE,
            Section.CONTROLLER,
        ),
        ("13-1f-transfer", with_recipient(country="US"), *reversed(ABROAD)),
        ("13-1f-none", with_recipient(country=""), *reversed(ABROAD)),
        ("13-2c-withdraw", NO_WORDS, *reversed(CONSENTING)),
        ("13-2f-adm", ControllerFacts(), *reversed(DECIDING)),
        (
            "14-2f-source",
            with_form(is_from_elsewhere=True),
            Section.SOURCES,
            Section.COLLECTION_POINTS,
        ),
    ],
)
def test_a_finding_stands_at_the_section_that_there_is(
    rule: str, facts: StatementFacts | ControllerFacts, apart: Section, joint: Section
) -> None:
    if isinstance(facts, ControllerFacts):
        facts = dataclasses.replace(CONSENT, controller=facts)
    for sections in ({apart}, {joint}, {apart, joint}):
        [finding] = found(rule, dataclasses.replace(facts, sections=frozenset(sections)))
        assert finding.place.section == (apart if apart in sections else joint)


def test_a_period_is_missed_where_the_form_stands_or_in_the_table_of_periods() -> None:
    for section in (Section.COLLECTION_POINTS, Section.RETENTION):
        facts = dataclasses.replace(LATE, sections=frozenset({section}))
        [finding] = found("13-2a-retention", facts)
        assert finding.place.section == section


def test_a_feature_may_offer_the_way_to_withdraw() -> None:
    facts = dataclasses.replace(CONSENT, controller=NO_WORDS)
    assert found("13-2c-withdraw", facts)
    way = WithdrawalWay("Mit dem Link in Ihrer Bestätigung.")
    assert found("13-2c-withdraw", dataclasses.replace(facts, withdrawal_ways=(way,))) == []


def test_every_rule_stands_in_the_table() -> None:
    assert {row[0] for row in TABLE} == {rule.id for rule in RULES}


def test_complete_facts_give_no_finding() -> None:
    assert evaluate(COMPLETE, TODAY) == []


def test_ids_are_unique_and_rules_say_when_they_fire() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    for rule in RULES:
        assert rule.fires_when, rule.id


def test_the_sections_of_the_rules_are_blocks_of_a_statement() -> None:
    assert set(Section) <= set(StatementBody.base_blocks)


def test_no_rule_speaks_before_the_law_applies() -> None:
    assert evaluate(StatementFacts(), datetime.date(2018, 5, 24)) == []
    assert evaluate(StatementFacts(), datetime.date(2018, 5, 25))


def test_what_the_law_wants_stands_first_and_then_the_order_of_the_statement() -> None:
    findings = evaluate(StatementFacts(activities=(FORM,)), TODAY)
    severities = [finding.severity for finding in findings]
    assert severities == sorted(severities, key=list(Severity).index)
    sections = [list(Section).index(f.place.section) for f in findings if f.severity == MUST]
    assert sections == sorted(sections)


def test_a_finding_names_the_place_that_mends_it() -> None:
    [purpose] = found("13-2a-retention", with_purpose(retention=Retention()))
    assert (purpose.place.kind, purpose.place.pk) == (PlaceKind.PURPOSE, 1)
    [form] = found("13-2e-required", with_form(consequence=""))
    assert (form.place.kind, form.place.pk) == (PlaceKind.PAGE, 7)
    [host] = found("13-1f-transfer", with_recipient(country="US"))
    assert (host.place.kind, host.place.pk) == (PlaceKind.RECIPIENT, 1)
    [category] = found("unused-category", TABLE[-2][2])
    assert (category.place.kind, category.place.pk) == (PlaceKind.CATEGORY, 2)


def test_what_code_made_has_no_place_in_the_admin() -> None:
    [finding] = found("13-2a-retention", with_purpose(key="mine", retention=Retention()))
    assert (finding.place.kind, finding.place.pk) == (PlaceKind.CODE, None)


def test_a_purpose_of_two_forms_is_reported_once() -> None:
    purpose = dataclasses.replace(PURPOSE, description="")
    forms = tuple(
        dataclasses.replace(FORM, collection_point=CollectionPoint(key, key), purposes=(purpose,))
        for key in ("form-1", "form-2")
    )
    assert len(found("13-1c-purpose", dataclasses.replace(COMPLETE, activities=forms))) == 1


TEXT = st.sampled_from(["", "x", "100 %", "%(name)s", "purpose-1", "purpose-", "form-9", "ﷺ"])
COUNTRY = st.sampled_from(["", "DE", "US", "??"])
CONTACTS = st.builds(Contact, TEXT, TEXT, TEXT, TEXT)
MAYBE = st.none() | st.booleans()
RECIPIENTS = st.builds(
    RecipientFacts,
    key=TEXT,
    name=TEXT,
    role=st.sampled_from(["processor", "joint", "nonsense"]),
    country=COUNTRY,
    safeguard=st.sampled_from(["", "45", "46-2-c", "nonsense"]),
    arrangement=TEXT,
)
CATEGORIES = st.builds(
    DataCategoryFacts, TEXT, TEXT, st.sampled_from(["personal", "special", "nonsense"])
)
PURPOSES = st.builds(
    PurposeFacts,
    key=TEXT,
    name=TEXT,
    legal_basis=st.sampled_from(["", "6-1-a", "6-1-e", "6-1-f", "nonsense"]),
    description=TEXT,
    type=TEXT,
    special_condition=st.sampled_from(["", "9-2-a", "nonsense"]),
    recipients=st.lists(RECIPIENTS, max_size=2).map(tuple),
)
ACTIVITIES = st.builds(
    ProcessingActivity,
    st.builds(CollectionPoint, TEXT, TEXT, TEXT, st.none() | st.integers(0, 9)),
    st.lists(PURPOSES, max_size=2).map(tuple),
    st.lists(st.builds(DataItem, TEXT, st.none() | CATEGORIES), max_size=2).map(tuple),
    consequence=TEXT,
    source=TEXT,
    is_from_elsewhere=st.booleans(),
    source_is_public=MAYBE,
)
FACTS = st.builds(
    StatementFacts,
    controller=st.builds(
        ControllerFacts,
        contact=CONTACTS,
        country=COUNTRY,
        representative=CONTACTS,
        is_public_body=st.booleans(),
        has_data_protection_officer=MAYBE,
        data_protection_officer=CONTACTS,
        server_log_address=TEXT,
        decides_automatically=MAYBE,
        gives_data_to_nobody=st.booleans(),
    ),
    activities=st.lists(ACTIVITIES, max_size=2).map(tuple),
    registered_recipients=st.lists(RECIPIENTS, max_size=2).map(tuple),
    sections=st.frozensets(TEXT | st.sampled_from(list(Section))),
    registered_purposes=st.lists(PURPOSES, max_size=2).map(tuple),
    registered_categories=st.lists(CATEGORIES, max_size=2).map(tuple),
    used_keys=st.frozensets(TEXT),
    further_uses=st.lists(st.builds(FurtherUse, PURPOSES, st.booleans(), TEXT), max_size=1).map(
        tuple
    ),
)


@given(facts=FACTS, rule=st.sampled_from(RULES))
@settings(max_examples=200, deadline=None)
def test_no_facts_make_a_rule_fail(facts: StatementFacts, rule: Rule) -> None:
    for finding in rule.findings(facts):
        assert finding.message
    assert len(evaluate(facts, TODAY)) >= len(list(rule.findings(facts)))


def test_every_rule_stands_in_the_reference() -> None:
    reference = Path(__file__).parents[2] / "docs" / "reference" / "rules.md"
    rows = [line for line in reference.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{rule.id}` | {rule.article} | {rule.severity} | {rule.fires_when} |"
        for rule in (*RULES, *RULES_WITHOUT_STATEMENT)
    ]


def test_another_cause_has_another_key_whatever_the_language() -> None:
    messages: dict[str, str] = {}
    for facts in (*(row[2] for row in TABLE), StatementFacts()):
        found = evaluate(facts, TODAY)
        assert len({finding.key for finding in found}) == len(found)
        with translation.override("de"):
            assert [finding.key for finding in evaluate(facts, TODAY)] == [f.key for f in found]
        for finding in found:
            assert messages.setdefault(finding.key, finding.message) == finding.message


def test_another_name_for_the_same_thing_is_the_same_cause() -> None:
    missing = Retention(None)
    before = found("13-2a-retention", with_purpose(retention=missing))
    after = found("13-2a-retention", with_purpose(retention=missing, name="Anruf"))
    assert [finding.key for finding in before] == [finding.key for finding in after]
    assert before[0].message != after[0].message
