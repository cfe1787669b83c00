"""`privacy_check` says in the terminal what the published statements have forgotten."""

import json
from typing import Any

from django.core.management import call_command

from tests import factories
from tests.statements.pages import create_statement, publish
from wagtail_privacy.models import ControllerSettings


def check(capsys: Any, *arguments: str) -> tuple[int, str]:
    status = 0
    try:
        call_command("privacy_check", *arguments)
    except SystemExit as stopped:
        status = int(str(stopped.code))
    return status, capsys.readouterr().out


def test_without_a_statement_and_without_forms_there_is_nothing_to_find(
    capsys: Any, site: Any
) -> None:
    status, output = check(capsys)
    assert status == 0
    assert "No statement is published" in output


def test_a_complete_statement_passes(capsys: Any, statement: Any, complete: Any) -> None:
    status, output = check(capsys)
    assert (status, output) == (0, "localhost (de), Datenschutz: 0 must, 0 advised\n")


def test_what_is_missing_is_listed_by_statement_and_fails(
    capsys: Any, statement: Any, english_home: Any, complete: ControllerSettings
) -> None:
    create_statement(english_home, title="Privacy")
    complete.name = ""
    complete.authority_name = ""
    complete.save()
    status, output = check(capsys)
    assert status == 1
    german, english = output.split("localhost (en), Privacy: 1 must, 1 advised")
    assert "localhost (de), Datenschutz: 1 must, 1 advised" in german
    for part in (german, english):
        assert "must: The name of whoever is responsible is missing. [13-1a-controller" in part
        assert "Enter name: Privacy › Controller" in part
        assert "advised: No supervisory authority is named." in part


def test_what_is_only_advised_does_not_fail(
    capsys: Any, statement: Any, complete: ControllerSettings
) -> None:
    complete.authority_name = ""
    complete.save()
    status, output = check(capsys)
    assert status == 0
    assert "0 must, 1 advised" in output


def test_a_section_that_is_missing_is_found(capsys: Any, home: Any, complete: Any) -> None:
    body = [(name, {}) for name in ("controller", "website", "statistics", "recipients")]
    create_statement(home, body=body)
    status, output = check(capsys)
    assert status == 1
    assert "13-2b-access" in output
    assert "Add section: Sections of the statement" in output


def test_a_draft_is_not_checked(capsys: Any, home: Any, complete: Any) -> None:
    create_statement(home, live=False, body=[])
    status, output = check(capsys)
    assert status == 0
    assert "No statement is published" in output


def test_json_is_plain_data(capsys: Any, statement: Any, complete: ControllerSettings) -> None:
    complete.decides_automatically = None
    complete.save()
    unused = factories.create_purpose()
    status, output = check(capsys, "--format", "json")
    assert status == 1
    [review] = json.loads(output)
    assert review["page"] == statement.pk
    assert review["language"] == "de"
    must, advised = review["findings"]
    assert must["rule"] == "13-2f-adm"
    assert must["severity"] == "must"
    assert must["place"]["kind"] == "controller"
    assert advised["rule"] == "unused-purpose"
    assert advised["place"]["pk"] == unused.pk


def test_a_statement_that_went_live_past_the_gate_is_told(
    capsys: Any, home: Any, complete: ControllerSettings
) -> None:
    complete.decides_automatically = None
    complete.save()
    page = create_statement(home, live=False)
    type(page).objects.filter(pk=page.pk).update(live=True)
    status, output = check(capsys)
    assert status == 1
    assert "undecided: it is live" in output
    assert "publish it again in the editor" in output
    [review] = json.loads(check(capsys, "--format", "json")[1])
    assert review["decided"] is False
    publish(page)
    assert "undecided" not in check(capsys)[1]
    complete.name = ""
    complete.save()  # a point that came after the decision
    assert "undecided" in check(capsys)[1]
