"""No facts, however odd, make a rule fail."""

# once: rules of values know no database

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statements.rules.facts import (
    TODAY,
)
from wagtail_privacy.activities import (
    CollectionPoint,
    DataCategoryFacts,
    DataItem,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
)
from wagtail_privacy.controllers import Contact, ControllerFacts
from wagtail_privacy.statements.facts import FurtherUse, StatementFacts
from wagtail_privacy.statements.rules import (
    RULES,
    Section,
    evaluate,
)
from wagtail_privacy.statements.rules.values import Rule

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
