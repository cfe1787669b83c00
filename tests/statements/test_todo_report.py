"""Privacy › To do: since when, by whom and until when; filters, exports, and who joins."""

import csv
import datetime
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client
from openpyxl import load_workbook
from wagtail import hooks

from tests import factories
from tests.statements.test_findings_report import URL, read
from wagtail_privacy import registry
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.models import SeenFinding
from wagtail_privacy.todos import Todo, TodoSource, TodoWeight

MESSAGE = "The name of whoever is responsible is missing."


@pytest.fixture
def nameless(
    statement: Any, controller: ControllerSettings, django_capture_on_commit_callbacks: Any
) -> ControllerSettings:
    """Give a controller who lost the name on 1 March 2027."""
    with (
        time_machine.travel("2027-03-01 12:00+01:00"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        controller.name = ""
        controller.save()
    return controller


def headings(client: Client) -> list[str]:
    soup = BeautifulSoup(read(client), "html.parser")
    return [heading.get_text(strip=True) for heading in soup.select("main thead th")]


def rows(client: Client, query: str = "") -> list[list[str]]:
    soup = BeautifulSoup(read(client, f"{URL}{query}"), "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
        for row in soup.select("main tbody tr")
    ]


def row_of(client: Client, message: str) -> list[str]:
    [found] = [row for row in rows(client) if message in row[1]]
    return found


def test_the_columns_say_when_what_where_since_who_and_how(
    officer_client: Client, nameless: ControllerSettings
) -> None:
    assert headings(officer_client) == ["Due", "What", "Where", "Since", "Who", "Next step"]
    row = row_of(officer_client, MESSAGE)
    assert row[0] == "at once Must be filled"
    assert row[2] == "Privacy › Controller Datenschutz (German)"
    assert row[3] == "March 1, 2027"
    assert row[4] == "privacy officer"
    assert row[5].startswith("Enter name")


def test_the_officer_is_named(officer_client: Client, nameless: ControllerSettings) -> None:
    nameless.dpo_name = "Büro des Datenschutzes"
    nameless.save()
    assert row_of(officer_client, MESSAGE)[4] == "Büro des Datenschutzes"


def test_looking_writes_nothing(officer_client: Client, nameless: ControllerSettings) -> None:
    SeenFinding._default_manager.all().delete()
    assert row_of(officer_client, MESSAGE)[3] == "today"
    assert not SeenFinding._default_manager.exists()


def test_what_is_mended_is_forgotten_and_begins_anew(
    nameless: ControllerSettings, django_capture_on_commit_callbacks: Any
) -> None:
    seen = SeenFinding._default_manager.all()
    assert {row.since for row in seen} == {datetime.date(2027, 3, 1)}
    with (
        time_machine.travel("2027-03-05 12:00+01:00"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        nameless.authority_name = ""
        nameless.save()
    assert sorted(row.since.day for row in seen.all())[-1] == 5
    assert datetime.date(2027, 3, 1) in {row.since for row in seen.all()}
    with (
        time_machine.travel("2027-03-09 12:00+01:00"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        nameless.name, nameless.authority_name = "Musterkasse", "Aufsicht"
        nameless.save()
    before = set(seen.values_list("key", flat=True))
    with (
        time_machine.travel("2027-03-11 12:00+01:00"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        nameless.name = ""
        nameless.save()
    [again] = seen.exclude(key__in=before)
    assert again.since == datetime.date(2027, 3, 11)


def test_the_command_notes_what_no_change_has_shown(
    statement: Any, controller: ControllerSettings
) -> None:
    type(controller).objects.update(name="")
    with time_machine.travel("2027-04-01 12:00+02:00"), pytest.raises(SystemExit):
        call_command("privacy_check", stdout=io.StringIO())
    assert datetime.date(2027, 4, 1) in SeenFinding._default_manager.values_list("since", flat=True)


def test_an_accepted_advice_is_due_on_its_day(
    officer_client: Client, statement: Any, controller: ControllerSettings, privacy_officer: Any
) -> None:
    from tests.statements.test_accepting import accept_advice

    controller.authority_name = ""
    controller.save()
    row = accept_advice(statement)
    [found] = [cells for cells in rows(officer_client) if "Accepted" in cells[0]]
    left = (row.review_on - datetime.date.today()).days
    assert found[0].startswith(f"in {left} day")


@pytest.mark.parametrize(
    ("query", "weights"),
    [
        ("", {"must", "advised"}),
        ("?weight=must", {"must"}),
        ("?weight=advised", {"advised"}),
        ("?weight=accepted", set()),
        ("?language=English", set()),
        ("?language=German", {"must", "advised"}),
        ("?weight=nonsense", set()),
    ],
)
def test_the_list_is_narrowed(
    officer_client: Client, nameless: ControllerSettings, query: str, weights: set[str]
) -> None:
    nameless.authority_name = ""
    nameless.save()
    found = rows(officer_client, query)
    words = {"must": "Must be filled", "advised": "Advised"}
    assert {w for w, text in words.items() for row in found if text in row[0]} == weights
    if not weights:
        assert "Nothing to do fits this filter." in read(officer_client, f"{URL}{query}")


def test_csv_and_xlsx_hold_the_same_and_no_formula(
    officer_client: Client, nameless: ControllerSettings
) -> None:
    factories.create_recipient(name={"de": "=1+1", "en": "=1+1"}, country="US")
    nameless.dpo_name = "=cmd()"
    nameless.save()
    answer = officer_client.get(f"{URL}?export=csv")
    assert "no-store" in answer.headers["Cache-Control"]
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    table = list(csv.reader(io.StringIO(text)))
    assert table[0][:4] == ["Due", "Remaining time", "Weight", "What"]
    assert any(MESSAGE in row for row in table)
    assert any("'=cmd()" in row for row in table)
    assert not any(cell.startswith("=") for row in table for cell in row)
    sheet = load_workbook(io.BytesIO(officer_client.get(f"{URL}?export=xlsx").getvalue())).active
    assert sheet.max_row == len(table)
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_an_export_needs_the_same_permission(editor_client: Client, statement: Any) -> None:
    assert editor_client.get(f"{URL}?export=csv").status_code == 302


@pytest.fixture
def requests_of_people() -> Iterator[None]:
    """Let another feature join, as requests of people will."""

    def todos(request: HttpRequest) -> list[Todo]:
        due = datetime.date.today() + datetime.timedelta(days=3)
        return [Todo("Request", TodoWeight.MUST, "Answer request 12", due=due, who="Ada")]

    def source() -> TodoSource:
        return TodoSource(lambda user: user.username == "editor", todos)

    with hooks.register_temporarily(registry.TODOS, source):
        yield


@pytest.mark.usefixtures("requests_of_people")
def test_another_feature_joins_for_those_who_may_see_it(
    editor_client: Client, officer_client: Client, nameless: ControllerSettings
) -> None:
    [row] = rows(editor_client)
    assert row[0].startswith("in 3 days · ")
    assert row[1] == "Answer request 12"
    assert row[4] == "Ada"
    assert "Answer request 12" not in read(officer_client)
