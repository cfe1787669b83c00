"""A visitor reads the versions of a statement, and what changed from one to another."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.statements.pages import create_statement, publish
from wagtail_privacy.models import ControllerSettings, Recipient
from wagtail_privacy.statements.versions.recording import record_version

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7|add:7 }}"
BODY = [
    ("text", {"heading": "Our promise", "text": "<p>We keep your letters.</p><p>Ask us.</p>"}),
    ("controller", {}),
    ("recipients", {}),
    ("rights", {}),
]


@pytest.fixture
def recipient() -> Recipient:
    return factories.create_recipient()


@pytest.fixture
def page(english_home: Any, controller: ControllerSettings, recipient: Recipient) -> Any:
    """Give an English statement with three versions."""
    page = create_statement(english_home, title="Privacy", body=BODY)
    record(page, 1)
    recipient.name = {"de": "Haus", "en": "House of Data"}
    recipient.save()
    record(page, 2)
    page.body = [("text", {**BODY[0][1], "text": "<p>We burn your letters.</p><p>Ask us.</p>"})]
    page.body.extend(BODY[1:])
    publish(page)
    record(page, 3, change_note="We have no cellar any more.")
    return page


def record(page: Any, month: int, **details: Any) -> None:
    version = record_version(page, datetime(2026, month, 3, 12, tzinfo=UTC), **details)
    assert version is not None


def read(client: Client, page: Any, below: str = "") -> str:
    response = client.get(f"{page.url}{below}")
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>|&nbsp;", " ", html.replace("<wbr>", "")).split())


def test_the_statement_says_since_when_it_holds(client: Client, page: Any) -> None:
    content = read(client, page)
    assert "Valid since 3 March 2026 · Version 3 · What changed" in words(content)
    assert f'href="{page.url}versions/3/changes/"' in content
    assert f'href="{page.url}versions/"' in content


def test_a_statement_without_a_version_says_nothing_of_versions(
    client: Client, statement: Any
) -> None:
    assert "wp-versions" not in read(client, statement)
    assert client.get(f"{statement.url}versions/").status_code == 200


def test_the_list_has_the_newest_first_and_what_changed(client: Client, page: Any) -> None:
    content = words(read(client, page, "versions/"))
    places = [content.index(f"Version {number} ·") for number in (3, 2, 1)]
    assert places == sorted(places)
    assert "Version 3 · 3 March 2026 · in force We have no cellar any more." in content
    assert "Only the wording changed. What changed in version 3" in content
    assert "Musterstadt Data Centre is now called House of Data" in content
    assert "First version" in content


def test_an_old_version_says_what_it_said_and_that_it_is_old(client: Client, page: Any) -> None:
    content = read(client, page, "versions/1/")
    assert "We keep your letters." in content
    assert "Musterstadt Data Centre" in content
    assert "House of Data" not in content
    assert "This is version 1 of 3 January 2026. To the version in force" in words(content)
    assert '<meta name="robots" content="noindex">' in content
    assert f'href="{page.url}versions/3/changes/?since=1"' in content


def test_the_version_in_force_has_no_banner(client: Client, page: Any) -> None:
    content = read(client, page, "versions/3/")
    assert "We burn your letters." in content
    assert "wp-versions__banner" not in content
    assert "noindex" not in content


def test_a_version_shows_all_that_the_statement_shows(client: Client, page: Any) -> None:
    statement = read(client, page).partition('<div class="wp-statement__body">')[2]
    shown = words(statement.partition('<footer class="wp-versions__foot">')[0]).split()
    version = words(read(client, page, "versions/3/")).split()
    assert [word for word in shown if word not in version] == []
    assert len(shown) > 100


def test_changes_tell_facts_first_and_mark_words_for_eyes_and_ears(
    client: Client, page: Any
) -> None:
    content = read(client, page, "versions/3/changes/")
    assert "Only the wording changed." in content
    assert (
        'We <del><span class="wp-visually-hidden">removed: </span>keep</del>'
        '<ins><span class="wp-visually-hidden">added: </span>burn</ins> your letters.'
    ) in content
    assert "1 unchanged paragraph</summary>" in content
    assert "4 unchanged sections</summary>" in content


def test_a_changed_fact_is_said_in_a_sentence(client: Client, page: Any) -> None:
    content = read(client, page, "versions/2/changes/")
    sentence = "Musterstadt Data Centre is now called House of Data"
    assert content.index(sentence) < content.index("<del>")


def test_any_two_versions_can_be_compared(client: Client, page: Any) -> None:
    content = words(read(client, page, "versions/3/changes/?since=1"))
    assert "Version 1 of 3 January 2026 → Version 3 of 3 March 2026" in content
    assert "is now called House of Data" in content
    assert "burn" in content


def test_the_first_version_has_nothing_to_compare_with(client: Client, page: Any) -> None:
    assert "This is the first version." in read(client, page, "versions/1/changes/")


@pytest.mark.parametrize(
    "below",
    [
        "versions/0/",
        "versions/4/",
        "versions/4/changes/",
        "versions/-1/",
        "versions/x/",
        f"versions/{10**30}/",
        f"versions/{'9' * 5000}/",
        "versions/3/changes/?since=3",
        "versions/3/changes/?since=4",
        "versions/3/changes/?since=0",
        "versions/3/changes/?since=x",
        "versions/3/changes/?since=",
        f"versions/3/changes/?since={'9' * 5000}",
        "versions/3/changes/?since=%C2%B2",
    ],
)
def test_what_does_not_exist_is_not_found(below: str, client: Client, page: Any) -> None:
    assert client.get(f"{page.url}{below}").status_code == 404


def test_versions_belong_to_their_statement(client: Client, page: Any, statement: Any) -> None:
    assert client.get(f"{statement.url}versions/1/").status_code == 404
    assert "House of Data" not in read(client, statement, "versions/")


def test_an_unpublished_statement_hides_its_versions(client: Client, page: Any) -> None:
    page.unpublish()
    for below in ("versions/", "versions/1/", "versions/2/changes/"):
        assert client.get(f"{page.url}{below}").status_code == 404


def test_versions_are_as_restricted_as_their_page(
    client: Client, admin_client: Client, page: Any
) -> None:
    page.get_view_restrictions().model.objects.create(page_id=page.pk, restriction_type="login")
    for below in ("", "versions/", "versions/1/", "versions/2/changes/"):
        response = client.get(f"{page.url}{below}")
        assert response.status_code == 302
        assert b"letters" not in response.content
        assert admin_client.get(f"{page.url}{below}").status_code == 200


def test_hostile_words_stay_words(
    client: Client, english_home: Any, controller: ControllerSettings, recipient: Recipient
) -> None:
    body = [("text", {"heading": HOSTILE, "text": "<p>Text</p>"}), *BODY[1:]]
    page = create_statement(english_home, title=HOSTILE, slug="p", motto=HOSTILE, body=body)
    record(page, 1)
    recipient.name = {"de": HOSTILE, "en": HOSTILE}
    recipient.save()
    controller.name = HOSTILE
    controller.save()
    page.motto = "Calm"
    publish(page)
    record(page, 2, change_note=HOSTILE)
    for below in ("", "versions/", "versions/1/", "versions/2/", "versions/2/changes/"):
        content = read(client, page, below)
        assert "&lt;script&gt;" in content
        assert "alert(1)</script>" not in content
        assert "<img src=x" not in content
        assert "{{ 7|add:7 }}" in content


def test_reading_versions_sets_no_cookie_and_asks_little(client: Client, page: Any) -> None:
    for below, limit in (("versions/", 3), ("versions/2/", 3), ("versions/3/changes/", 4)):
        with CaptureQueriesContext(connection) as captured:
            assert not client.get(f"{page.url}{below}").cookies
        mine = [query for query in captured if "statementversion" in query["sql"]]
        assert len(mine) <= limit


def test_the_statement_asks_once_for_its_version(client: Client, page: Any) -> None:
    read(client, page)
    with CaptureQueriesContext(connection) as captured:
        read(client, page)
    mine = [query["sql"] for query in captured if "statementversion" in query["sql"]]
    assert len(mine) == 1
    assert "canonical_content" not in mine[0]


def test_more_versions_need_no_more_queries(
    client: Client, page: Any, controller: ControllerSettings
) -> None:
    def queries(below: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, page, below)
        return len(captured)

    pages = ("", "versions/", "versions/2/", "versions/3/changes/")
    before = [queries(below) for below in pages]
    for number in range(4, 12):
        controller.phone = f"0800 {number}"
        controller.save()
        record(page, number)
    assert [queries(below) for below in pages] == before
