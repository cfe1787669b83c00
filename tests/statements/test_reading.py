"""How a statement reads: what stands first, what is said once, and what the summary covers."""

import re
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy.activities import CollectionPoint, ProcessingActivity, PurposeFacts, Retention
from wagtail_privacy.durations import Duration
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.templatetags.wagtail_privacy_statements import with_addresses


def read(client: Client, statement: Any) -> str:
    return client.get(statement.url).content.decode()


def with_retention(retention: Retention, key: str = "form") -> ProcessingActivity:
    purpose = PurposeFacts(key, key, "6-1-a", retention=retention)
    return ProcessingActivity(CollectionPoint(key, key), (purpose,))


def test_what_is_done_stands_second_and_the_addresses_last(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    anchors = [section.anchor for section in statement.sections]
    assert anchors[:2] == ["controller", "collection-points"]
    assert anchors.index("website") < anchors.index("e-mail") < anchors.index("rights")
    assert anchors[-2:] == ["changes", "contact"]


def test_the_addresses_stand_once_and_the_rest_leads_there(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    main = read(client, statement).split("<article")[1].split("</article>")[0]
    assert main.count(f"mailto:{controller.email}") == 1
    assert main.count("mailto:datenschutz@musterkasse.example") == 1
    for anchor in ("contact", "e-mail"):
        section = main.split(f'id="{anchor}"')[1].split("</section>")[0]
        assert 'href="#controller"' in section
        assert "mailto:" not in section
        assert "12345 Musterstadt" not in section
    rights = main.split('id="rights"')[1].split("</section>")[0]
    assert 'href="#controller"' in rights
    assert "mailto:" not in rights


def test_without_the_first_section_the_contact_gives_the_addresses(
    client: Client, home: Any, controller: ControllerSettings
) -> None:
    body = [("rights", {}), ("email_notice", {}), ("contact", {})]
    statement = create_statement(home, body=body)
    main = read(client, statement).split("<article")[1].split("</article>")[0]
    contact = main.split('id="contact"')[1]
    assert f"mailto:{controller.email}" in contact
    assert main.count(f"mailto:{controller.email}") == 1
    assert 'href="#contact"' in main.split('id="e-mail"')[1].split("</section>")[0]


def test_the_summary_spans_all_periods_that_the_statement_names() -> None:
    facts = StatementFacts(
        activities=(
            with_retention(Retention(period=Duration.from_iso("P14D"))),
            with_retention(Retention(criteria="Sums", named=Duration.from_iso("P25M")), "sums"),
        ),
    )
    assert [period.isoformat() for period in facts.periods] == ["P14D", "P25M"]
    assert not facts.has_open_periods


def test_the_summary_does_not_promise_an_end_where_only_criteria_are_known() -> None:
    assert StatementFacts(activities=(with_retention(Retention(criteria="x")),)).has_open_periods


@pytest.mark.parametrize(
    ("link", "is_given"),
    [
        ('<a href="/de/form/">', True),
        ('<a class="x" href="/de/form/">', True),
        ('<a href="#rights">', False),
        ('<a href="//example.org/">', False),
        ('<a href="https://example.org/">', False),
        ('<a href="mailto:a@example.org">', False),
    ],
)
def test_a_link_within_the_site_bears_its_address_for_paper(
    statement: Any, link: str, is_given: bool
) -> None:
    found = re.search(r'data-wp-address="(http[^"]+)"', with_addresses(link, statement))
    assert bool(found) is is_given
    if found:
        assert found[1].endswith("/de/form/")


def test_few_recipients_are_named_and_more_are_counted(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    factories.create_recipient()
    summary = read(client, statement).split('class="wp-summary"')[1].split("</section>")[0]
    assert "Rechenzentrum Musterstadt" in summary
