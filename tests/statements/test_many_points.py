"""A statement with forty collection points can still be read."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail import hooks

from tests.statements.pages import create_statement
from wagtail_privacy.activities import (
    CollectionPoint,
    DeviceStorage,
    ProcessingActivity,
    PurposeFacts,
    Retention,
)
from wagtail_privacy.durations import Duration
from wagtail_privacy.registry import PROCESSING_ACTIVITIES

COOKIE = DeviceStorage("guard", "Schützt das Formular.", "3 Tage")


def activities(number: int, purposes: int) -> list[ProcessingActivity]:
    return [
        ProcessingActivity(
            CollectionPoint(f"point-{n}", f"Stelle {n}"),
            (
                PurposeFacts(
                    f"p-{n % purposes}",
                    f"Zweck {n % purposes}.",
                    "6-1-b",
                    retention=Retention(Duration.from_iso("P6M")),
                ),
            ),
            device_storage=(COOKIE,),
        )
        for n in range(number)
    ]


def read(client: Client, page: Any, number: int, purposes: int = 10) -> str:
    def give(site: Any, language: str) -> list[ProcessingActivity]:
        return activities(number, purposes)

    with hooks.register_temporarily(PROCESSING_ACTIVITIES, give):
        return client.get(page.url).text


def part(content: str, start: str, end: str) -> str:
    return content.split(start)[1].split(end)[0]


@pytest.fixture
def page(home: Any) -> Any:
    names = ("collection_points", "retention", "device_storage")
    return create_statement(home, body=[(name, {}) for name in names])


def test_the_summary_names_a_few_purposes_and_leads_to_the_others(
    client: Client, page: Any
) -> None:
    summary = part(read(client, page, 40), 'class="wp-summary"', "</section>")
    assert len(re.findall(r"Zweck \d", summary)) == 6
    assert '<a href="#at-a-glance">und 4 weitere</a>' in summary


def test_the_summary_names_each_purpose_once(client: Client, page: Any) -> None:
    summary = part(read(client, page, 40, purposes=3), 'class="wp-summary"', "</section>")
    assert re.findall(r"Zweck \d", summary) == ["Zweck 0", "Zweck 1", "Zweck 2"]
    assert "weitere" not in part(summary, "Wofür", "</dd>")
    seven = part(read(client, page, 7, purposes=7), 'class="wp-summary"', "</section>")
    assert len(re.findall(r"Zweck \d", seven)) == 7


def test_the_contents_lead_to_every_collection_point(client: Client, page: Any) -> None:
    contents = part(read(client, page, 40), '<nav class="wp-toc"', "</nav>")
    assert contents.count('href="#activity-point-') == 40
    assert "wp-toc__points--many" in contents
    few = part(read(client, page, 4), '<nav class="wp-toc"', "</nav>")
    assert few.count('href="#activity-point-') == 4
    assert "wp-toc__points--many" not in few
    assert "activity-point-" not in part(read(client, page, 1), '<nav class="wp-toc"', "</nav>")


def test_from_each_of_many_a_way_leads_back(client: Client, page: Any) -> None:
    assert read(client, page, 40).count("Zurück zur Übersicht") == 40
    assert "Zurück zur Übersicht" not in read(client, page, 4)


def test_what_holds_everywhere_is_said_in_one_word(client: Client, page: Any) -> None:
    device = part(read(client, page, 40), 'id="device"', "</section>")
    assert "Überall, wo wir nach Daten fragen" in device
    assert "Stelle 7" not in device
    assert "Stelle 1" in part(read(client, page, 2), 'id="device"', "</section>")


def test_every_link_in_the_page_has_its_target(client: Client, page: Any) -> None:
    content = read(client, page, 40)
    ids = re.findall(r'\sid="([^"]+)"', content)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', content)) <= set(ids)


def test_without_the_section_nothing_leads_to_it(client: Client, home: Any) -> None:
    content = read(client, create_statement(home, body=[("retention", {})]), 40)
    assert "activity-point-" not in content
    assert "#at-a-glance" not in content
    assert "und 4 weitere" in content


def test_the_summary_leads_to_withdrawal_only_where_there_is_consent(
    client: Client, home: Any
) -> None:
    page = create_statement(home, body=[("withdrawal", {})])
    assert "Einwilligung widerrufen</a>" not in client.get(page.url).text
    consent = ProcessingActivity(
        CollectionPoint("news", "News"), (PurposeFacts("p", "News", "6-1-a"),)
    )
    with hooks.register_temporarily(PROCESSING_ACTIVITIES, lambda site, language: [consent]):
        content = client.get(page.url).text
    assert 'href="#withdrawal">Einwilligung widerrufen</a>' in content
