"""A statement that is complete, and what spoils it."""

import dataclasses
import datetime
from typing import Any

from wagtail_privacy.activities import (
    CollectionPoint,
    DataCategoryFacts,
    DataItem,
    DeviceStorage,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
    Retention,
)
from wagtail_privacy.controllers import Contact, ControllerFacts
from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.statements.facts import FurtherUse, StatementFacts
from wagtail_privacy.statements.rules import (
    Finding,
    Section,
    Severity,
    evaluate,
)

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


def found(rule: str, facts: StatementFacts) -> list[Finding]:
    return [finding for finding in evaluate(facts, TODAY) if finding.rule == rule]
