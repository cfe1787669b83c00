"""A reader sees whatever is known of an activity, also of one that the owner's code registers."""

import datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

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
from wagtail_privacy.durations import Duration

PURPOSE = PurposeFacts(
    "purpose-1",
    "Visitor book",
    "6-1-f",
    legitimate_interest="We want to know who is in the house.",
    retention=Retention(criteria="until you leave the house"),
    recipients=(RecipientFacts("recipient-1", "Porter Ltd", task="minds the door"),),
)
POINT = CollectionPoint("visitor-book", "At the door")


def shown(point: CollectionPoint = POINT, **values: Any) -> str:
    """Give what readers see of an activity."""
    activity = ProcessingActivity(point, **{"purposes": (PURPOSE,), **values})
    html = render_to_string("wagtail_privacy/statements/activity.html", {"activity": activity})
    return " ".join(html.split())


def test_an_activity_without_single_items_still_says_the_rest() -> None:
    text = shown(consequence="Then we ask for your name.", explanation=("We keep a book.",))
    for words in (
        "until you leave the house",
        "Porter Ltd – minds the door",
        "Then we ask for your name.",
        "We keep a book.",
        "We want to know who is in the house.",
    ):
        assert words in text
    assert "None" not in text


def test_data_from_elsewhere_says_its_source_and_asks_nothing_of_the_reader() -> None:
    items = (DataItem("Name", DataCategoryFacts("category-1", "Contact"), is_required=True),)
    text = shown(items=items, source="The land register", source_is_public=True, consequence="x")
    assert "The land register (open to everybody)" in text
    assert "<dt>Which data</dt> <dd>Name</dd>" in text
    assert "We need" not in text
    assert "If you do not answer" not in text


def test_what_is_stored_on_the_device_is_named_with_reason_and_lifetime() -> None:
    text = shown(device_storage=(DeviceStorage("book", "Finds your page again.", "3 days"),))
    assert "book (3 days): Finds your page again." in text


@pytest.mark.parametrize(
    ("retention", "words"),
    [
        (Retention(ends_on_withdrawal=True), "until you withdraw"),
        (Retention(criteria="until you cancel", ends_on_withdrawal=True), "until you cancel"),
        (Retention(Duration.from_iso("P6M")), "6 months"),
        (
            Retention(Duration.from_iso("P6M"), ends_on_withdrawal=True),
            "until you withdraw, 6 months at most",
        ),
        (Retention(), ""),
    ],
)
def test_a_period_is_said_without_gaps(retention: Retention, words: str) -> None:
    assert retention.in_words == words
    with translation.override("de"):
        assert "None" not in retention.in_words


def test_only_a_form_is_called_a_form() -> None:
    page = CollectionPoint("book", "Visitor book", url="/book/")
    assert "To the page: Visitor book" in shown(page)
    form = CollectionPoint("book", "Visitor book", url="/book/", is_form=True)
    assert "To the form: Visitor book" in shown(form)


@pytest.mark.parametrize("role", ["processor", "joint", "third-party", "authority"])
def test_only_a_processor_is_bound_to_our_rules(role: str) -> None:
    somebody = RecipientFacts("r", "Somebody", role, contract_date=datetime.date(2026, 1, 15))
    purpose = PurposeFacts("p", "Purpose", "6-1-b", recipients=(somebody,))
    text = shown(purposes=(purpose,))
    assert ("bound to our rules by contract" in text) == (role == "processor")
