"""A finding stands where it is mended: a section, a page, an entry of a register."""

# once: rules of values know no database

import dataclasses

import pytest

from tests.statements.rules.facts import (
    ABROAD,
    COMPLETE,
    CONSENT,
    CONSENTING,
    CONTACT,
    DECIDING,
    FORM,
    HEALTH,
    MACHINE,
    PURPOSE,
    STATISTICS,
    WITH_COOKIE,
    found,
    with_form,
    with_purpose,
    with_recipient,
    without,
)
from wagtail_privacy.activities import CollectionPoint, DeviceStorage, Retention, WithdrawalWay
from wagtail_privacy.controllers import Contact, ControllerFacts
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import (
    PlaceKind,
    Section,
)


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


def test_a_finding_names_the_place_that_mends_it() -> None:
    [purpose] = found("13-2a-retention", with_purpose(retention=Retention()))
    assert (purpose.place.kind, purpose.place.pk) == (PlaceKind.PURPOSE, 1)
    [form] = found("13-2e-required", with_form(consequence=""))
    assert (form.place.kind, form.place.pk) == (PlaceKind.PAGE, 7)
    [host] = found("13-1f-transfer", with_recipient(country="US"))
    assert (host.place.kind, host.place.pk) == (PlaceKind.RECIPIENT, 1)
    [category] = found(
        "unused-category",
        dataclasses.replace(COMPLETE, registered_categories=(CONTACT, HEALTH)),
    )
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
