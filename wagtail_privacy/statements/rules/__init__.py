"""The rules: what Art. 13 and 14 GDPR ask of a statement, as pure functions over its facts."""

import datetime
from collections.abc import Iterable

from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import (
    collecting,
    controller,
    coverage,
    purposes,
    recipients,
    rights,
)
from wagtail_privacy.statements.rules.values import (
    Finding,
    Place,
    PlaceKind,
    Rule,
    Section,
    Severity,
)

#: In the order of the law; what the site and the statement disagree on comes last.
RULES: tuple[Rule, ...] = (
    *controller.RULES,
    *purposes.RULES,
    *recipients.RULES,
    collecting.named_period,
    *rights.RULES,
    collecting.named_consequence,
    collecting.explained_decisions,
    collecting.announced_use,
    collecting.named_categories,
    collecting.named_source,
    *coverage.RULES,
)

#: What holds for a site that has no statement in a language.
RULES_WITHOUT_STATEMENT: tuple[Rule, ...] = (coverage.uncovered_forms,)

_SEVERITIES = list(Severity)


def evaluate(
    facts: StatementFacts, on: datetime.date, rules: Iterable[Rule] = RULES
) -> list[Finding]:
    """List what a statement has forgotten by the rules in force on a day.

    What the law wants stands before what is advised; inside, in the order of the statement.
    """
    in_force = (rule for rule in rules if rule.valid_from <= on)
    found = [finding for rule in in_force for finding in rule.findings(facts)]
    return sorted(found, key=lambda f: (_SEVERITIES.index(f.severity), f.place.rank))


__all__ = [
    "RULES",
    "RULES_WITHOUT_STATEMENT",
    "Finding",
    "Place",
    "PlaceKind",
    "Rule",
    "Section",
    "Severity",
    "evaluate",
]
