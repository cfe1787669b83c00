"""An activity with everything in it, to test how a statement is written for programs."""

import datetime

from wagtail_privacy.activities import (
    CollectionPoint,
    DataCategoryFacts,
    DataItem,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
    Retention,
)
from wagtail_privacy.controllers import Contact, ControllerFacts
from wagtail_privacy.durations import Duration
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.formats.described import DescribedPage

CONTACT_DETAILS = DataCategoryFacts("category-1", "Contact details", description="To reach you.")
HEALTH = DataCategoryFacts("category-2", "Health", kind="special")
COUNTS = DataCategoryFacts("category-3", "Counts", kind="anonymous")
HOST = RecipientFacts("recipient-1", "Host Ltd", task="runs our server", country="DE")
MAILER = RecipientFacts(
    "recipient-2",
    "Mailer Inc",
    country="US",
    safeguard="46-2-c",
    safeguard_url="https://c.example/",
)
NEWSLETTER = PurposeFacts(
    "purpose-1",
    "Newsletter",
    "6-1-a",
    description="We send you news.",
    type="DirectMarketing",
    retention=Retention(Duration.from_iso("P2W"), ends_on_withdrawal=True),
    recipients=(MAILER,),
)
CARE = PurposeFacts(
    "purpose-2",
    "Care",
    "6-1-e",
    national_norm="§ 284 Abs. 1 SGB V",
    special_condition="9-2-h",
    retention=Retention(criteria="Until the case is closed."),
    recipients=(HOST,),
)
INTEREST = PurposeFacts(
    "purpose-3",
    "Statistics",
    "6-1-f",
    legitimate_interest="We want to improve our pages.",
    retention=Retention(Duration.from_iso("P6M"), after_closing=Duration.from_iso("P2W")),
)
FACTS = StatementFacts(
    controller=ControllerFacts(
        contact=Contact("Example Fund", "Way 1\n12345 Town", "post@fund.example", "+49 30 123"),
        data_protection_officer=Contact("", "Way 1", "dpo@fund.example", "ask for extension 7"),
        authority=Contact("Authority", "Road 2\n54321 City"),
        authority_url="https://authority.example/",
        decides_automatically=True,
        decision_logic="A score.",
        decision_consequences="A higher price.",
        country="CH",
        representative=Contact("Agent", "Lane 3", "agent@fund.example"),
    ),
    activities=(
        ProcessingActivity(
            CollectionPoint("form-1", "Newsletter form", "https://fund.example/news/"),
            (NEWSLETTER, CARE),
            (
                DataItem("E-mail", CONTACT_DETAILS, is_required=True),
                DataItem("Phone", CONTACT_DETAILS),
                DataItem("Illness", HEALTH),
            ),
            consequence="Without it we cannot write to you.",
        ),
        ProcessingActivity(
            CollectionPoint("statistics", "Statistics"),
            (INTEREST,),
            (DataItem("Page and day", COUNTS),),
            source="from your browser",
        ),
    ),
)
MOMENT = datetime.datetime(2026, 11, 1, 12, 30, tzinfo=datetime.UTC)
PAGE = DescribedPage("an-id", "Privacy", "https://fund.example/privacy/", "en", MOMENT, MOMENT)
