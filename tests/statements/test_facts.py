"""Which rights and sections a statement has follows from what the site does."""

import pytest

from wagtail_privacy.activities import (
    CollectionPoint,
    DataCategoryFacts,
    DataItem,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
)
from wagtail_privacy.statements.facts import StatementFacts


def activity(key: str = "form-1", **purpose: object) -> ProcessingActivity:
    facts = PurposeFacts(**{"key": "p", "name": "Zweck", "legal_basis": "6-1-e", **purpose})  # type: ignore[arg-type]
    return ProcessingActivity(CollectionPoint(key, "Formular"), (facts,))


@pytest.mark.parametrize(
    ("basis", "codes"),
    [
        ("6-1-a", {"15", "16", "17", "18", "20", "7-3"}),
        ("6-1-b", {"15", "16", "17", "18", "20"}),
        ("6-1-c", {"15", "16", "17", "18"}),
        ("6-1-e", {"15", "16", "17", "18"}),
        ("6-1-f", {"15", "16", "17", "18"}),
    ],
)
def test_portability_and_withdrawal_follow_the_basis(basis: str, codes: set[str]) -> None:
    facts = StatementFacts(activities=(activity(legal_basis=basis),))
    assert {right.code for right in facts.rights} == codes


@pytest.mark.parametrize(
    ("basis", "type_", "expected"),
    [
        ("6-1-a", "", False),
        ("6-1-b", "", False),
        ("6-1-e", "", True),
        ("6-1-f", "", True),
        ("6-1-a", "DirectMarketing", True),
    ],
)
def test_objection_is_due_for_tasks_interests_and_marketing(
    basis: str, type_: str, expected: bool
) -> None:
    facts = StatementFacts(activities=(activity(legal_basis=basis, type=type_),))
    assert (facts.objection is not None) is expected
    assert "21" not in {right.code for right in facts.rights}


def test_statistics_have_a_section_of_their_own() -> None:
    facts = StatementFacts(activities=(activity(), activity("statistics")))
    assert [a.key for a in facts.collection_points] == ["form-1"]
    assert facts.statistics is not None
    assert StatementFacts(activities=(activity(),)).statistics is None


def test_recipients_of_the_register_and_of_activities_are_listed_once() -> None:
    host, post = RecipientFacts("r1", "Host"), RecipientFacts("r2", "Post", country="US")
    facts = StatementFacts(
        activities=(activity(recipients=(host, post)),), registered_recipients=(host,)
    )
    assert [recipient.name for recipient in facts.recipients] == ["Host", "Post"]
    assert facts.transfers == (post,)


def test_categories_are_grouped_by_kind_in_a_fixed_order() -> None:
    contact = DataCategoryFacts("c1", "Kontakt")
    counts = DataCategoryFacts("c2", "Zahlen", kind="anonymous")
    items = (DataItem("a", counts), DataItem("b", contact), DataItem("c", contact))
    point = ProcessingActivity(CollectionPoint("form-1", "F"), (), items)
    groups = StatementFacts(activities=(point,)).category_groups
    assert [(g.kind.code, [c.name for c in g.categories]) for g in groups] == [
        ("personal", ["Kontakt"]),
        ("anonymous", ["Zahlen"]),
    ]
