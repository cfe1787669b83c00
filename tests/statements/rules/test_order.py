"""The rules together: their names, their order, since when they hold, and their reference."""

# once: rules of values know no database

import datetime
from pathlib import Path

from tests.statements.rules.facts import (
    FORM,
    MUST,
    TODAY,
    found,
    with_purpose,
)
from wagtail_privacy.activities import Retention
from wagtail_privacy.statements.blocks import StatementBody
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import (
    RULES,
    RULES_WITHOUT_STATEMENT,
    Section,
    Severity,
    evaluate,
)


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


def test_every_rule_stands_in_the_reference() -> None:
    reference = Path(__file__).parents[3] / "docs" / "reference" / "rules.md"
    rows = [line for line in reference.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{rule.id}` | {rule.article} | {rule.severity} | {rule.fires_when} |"
        for rule in (*RULES, *RULES_WITHOUT_STATEMENT)
    ]


def test_another_name_for_the_same_thing_is_the_same_cause() -> None:
    missing = Retention(None)
    before = found("13-2a-retention", with_purpose(retention=missing))
    after = found("13-2a-retention", with_purpose(retention=missing, name="Anruf"))
    assert [finding.key for finding in before] == [finding.key for finding in after]
    assert before[0].message != after[0].message
