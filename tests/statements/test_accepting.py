"""A privacy officer accepts an advice for a reason and until a day; then it comes back."""

import datetime
import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy import clock
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.findings.decisions import AcceptedFinding
from wagtail_privacy.statements.findings.reviews import Review, review
from wagtail_privacy.statements.publication.deciding import accept
from wagtail_privacy.statements.rules import Finding

REPORT = "/admin/privacy/findings/"
ADVICE = "No supervisory authority is named."
REASON = "Die Aufsicht wechselt im Mai."


def today(*, days: int = 0) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


@pytest.fixture
def advised(statement: Any, complete: ControllerSettings) -> Any:
    """Give a live statement in which one point is advised."""
    complete.authority_name = ""
    complete.save()
    return statement


def found_in(page: Any) -> Review:
    found = review(page, clock.today())
    assert found
    return found


def advice_in(page: Any) -> Finding:
    return found_in(page).advised[0]


def accept_url(page: Any, finding: Finding) -> str:
    return reverse("wagtail_privacy_findings:accept", args=[page.pk, finding.key])


def accept_advice(page: Any, *, days: int = 30) -> AcceptedFinding:
    return accept(
        found_in(page), advice_in(page), user=None, reason=REASON, review_on=today(days=days)
    )


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_officer_accepts_with_a_reason_and_a_day(
    officer_client: Client, privacy_officer: Any, advised: Any
) -> None:
    url = accept_url(advised, advice_in(advised))
    assert f"{url}?next=" in read(officer_client, REPORT)
    assert ADVICE in read(officer_client, url)
    day = today(days=30)
    response = officer_client.post(url, {"reason": REASON, "review_on": day.isoformat()})
    assert response.url == REPORT
    row = AcceptedFinding.objects.get()
    assert (row.site, row.language, row.user) == (advised.get_site(), "de", privacy_officer)
    assert (row.rule, row.reason, row.review_on) == ("13-2d-complain", REASON, day)
    assert row.place["kind"] == "controller"
    entry = ModelLogEntry.objects.get(action="wagtail_privacy.accept_finding")
    assert entry.user == privacy_officer
    assert entry.data == {
        "rule": "13-2d-complain",
        "reason": REASON,
        "review_on": day.isoformat(),
    }
    assert REASON in entry.formatter.format_message(entry)
    assert found_in(advised).findings == ()


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({"reason": ""}, "Say why you can live with it."),
        ({"review_on": ""}, "Say until when."),
        ({"review_on": "tomorrow"}, "Enter a valid date."),
        ({"review_on": 0}, "Choose a day in the future."),
        ({"review_on": -1}, "Choose a day in the future."),
        ({"review_on": 731}, "Choose a day within two years."),
    ],
)
def test_without_reason_and_day_nothing_is_accepted(
    officer_client: Client, advised: Any, sent: dict[str, Any], complaint: str
) -> None:
    data = {"reason": REASON, "review_on": 30, **sent}
    if isinstance(data["review_on"], int):
        data["review_on"] = today(days=data["review_on"]).isoformat()
    response = officer_client.post(accept_url(advised, advice_in(advised)), data)
    assert complaint in response.content.decode()
    assert not AcceptedFinding.objects.exists()


def test_two_years_are_allowed(officer_client: Client, advised: Any) -> None:
    data = {"reason": REASON, "review_on": today(days=730).isoformat()}
    officer_client.post(accept_url(advised, advice_in(advised)), data)
    assert AcceptedFinding.objects.exists()


def test_what_the_law_wants_cannot_be_accepted(
    officer_client: Client, advised: Any, complete: ControllerSettings
) -> None:
    complete.decides_automatically = None
    complete.save()
    found = found_in(advised)
    [must] = found.must
    url = accept_url(advised, must)
    assert url not in read(officer_client, REPORT)
    for method in (officer_client.get, officer_client.post):
        assert method(url, follow=True).status_code == 404
    with pytest.raises(ValueError, match="cannot be accepted"):
        accept(found, must, user=None, reason=REASON, review_on=today(days=1))
    # Not even by a row that somebody wrote into the database.
    AcceptedFinding.objects.create(
        site=found.site, language="de", key=must.key, reason=REASON, review_on=today(days=1)
    )
    assert found_in(advised).must == (must,)


def test_panel_and_report_list_what_is_accepted(
    officer_client: Client, admin_client: Client, advised: Any
) -> None:
    row = accept_advice(advised)
    edit_url = reverse("wagtailadmin_pages:edit", args=[advised.pk])
    for content in (read(officer_client, REPORT), read(admin_client, edit_url)):
        assert ADVICE in content
        assert "Accepted until" in content
        assert REASON in content
        assert reverse("wagtail_privacy_findings:take_back", args=[row.pk]) in content
    content = read(admin_client, edit_url)
    assert "Nothing is open." in content
    assert "1 point is accepted for a while" in content
    assert "1 point is advised" not in content


def test_the_check_lists_it_apart(capsys: Any, advised: Any) -> None:
    row = accept_advice(advised)
    call_command("privacy_check")
    output = capsys.readouterr().out
    assert "0 must, 0 advised" in output
    assert f"accepted until {row.review_on}: {ADVICE} [13-2d-complain" in output
    assert REASON in output
    call_command("privacy_check", "--format", "json")
    [found] = json.loads(capsys.readouterr().out)
    assert found["findings"] == []
    [accepted] = found["accepted"]
    assert (accepted["rule"], accepted["reason"]) == ("13-2d-complain", REASON)
    assert accepted["review_on"] == row.review_on.isoformat()


def test_it_comes_back_after_its_day(advised: Any) -> None:
    accept_advice(advised, days=30)
    for day, is_open in ((29, False), (30, False), (31, True)):
        found = review(advised, today(days=day))
        assert found
        assert bool(found.advised) is is_open
        assert bool(found.accepted) is not is_open


def test_it_comes_back_if_its_cause_changes(advised: Any, complete: ControllerSettings) -> None:
    complete.server_log_address = ""
    complete.save()
    log_finding = next(f for f in found_in(advised).advised if f.rule == "covers-log")
    accept(found_in(advised), log_finding, user=None, reason=REASON, review_on=today(days=9))
    assert [f.rule for f in found_in(advised).advised] == ["13-2d-complain"]
    complete.server_log_address = "shortened"
    complete.server_log_days = None
    complete.save()
    assert "covers-log" in [f.rule for f in found_in(advised).advised]


def test_it_holds_for_one_language_only(advised: Any, english_home: Any) -> None:
    accept_advice(advised)
    english = create_statement(english_home, title="Privacy")
    assert ADVICE in [finding.message for finding in found_in(english).advised]


def test_it_can_be_taken_back(officer_client: Client, privacy_officer: Any, advised: Any) -> None:
    row = accept_advice(advised)
    accept_again = AcceptedFinding.objects.get(pk=row.pk)
    accept_again.pk = None
    accept_again.save()  # two officers at the same moment
    url = reverse("wagtail_privacy_findings:take_back", args=[row.pk])
    assert REASON in read(officer_client, url)
    assert found_in(advised).accepted
    assert officer_client.post(url).url == REPORT
    assert [f.message for f in found_in(advised).advised] == [ADVICE]
    assert found_in(advised).accepted == ()
    assert AcceptedFinding.objects.count() == 2
    entry = ModelLogEntry.objects.get(action="wagtail_privacy.take_back_acceptance")
    assert (entry.user, entry.data) == (privacy_officer, {"rule": "13-2d-complain"})
    assert officer_client.get(url, follow=True).status_code == 404


def test_only_who_has_the_permission_may_accept_and_take_back(
    editor: Any, editor_client: Client, client: Client, advised: Any
) -> None:
    row = accept_advice(advised)
    finding = found_in(advised).accepted[0].finding
    urls = (
        accept_url(advised, finding),
        reverse("wagtail_privacy_findings:take_back", args=[row.pk]),
    )
    data = {"reason": REASON, "review_on": today(days=3).isoformat()}
    for url in urls:
        for stranger in (editor_client, client):
            assert stranger.get(url).status_code == 302
            assert stranger.post(url, data).status_code == 302
    assert AcceptedFinding.objects.get() == row
    assert AcceptedFinding.objects.get().taken_back_at is None
    panel = read(editor_client, reverse("wagtailadmin_pages:edit", args=[advised.pk]))
    assert REASON in panel
    assert "take-back" not in panel
    editor.user_permissions.add(Permission.objects.get(codename="accept_finding"))
    assert "take-back" in read(editor_client, REPORT)


def test_the_permission_can_be_given_to_groups(admin_client: Client, site: Any) -> None:
    assert "Can accept advised findings" in read(admin_client, "/admin/groups/new/")


def test_an_advice_that_stands_in_the_draft_only_can_be_accepted(
    officer_client: Client, statement: Any, complete: ControllerSettings
) -> None:
    statement.body = [block for block in statement.body.raw_data if block["type"] != "website"]
    statement.save_revision()
    finding = next(
        f for f in found_in(statement).advised if f.message.endswith("what the server logs.")
    )
    assert ADVICE not in finding.message
    url = accept_url(statement, finding)
    assert finding.message in read(officer_client, url)


def test_there_is_no_accepting_for_other_pages(officer_client: Client, home: Any) -> None:
    url = reverse("wagtail_privacy_findings:accept", args=[home.pk, "0" * 64])
    assert officer_client.get(url, follow=True).status_code == 404


def test_more_accepted_points_need_no_more_queries(officer_client: Client, advised: Any) -> None:
    accept_advice(advised)
    officer_client.get(REPORT)
    for number in range(5):
        factories.create_purpose(name={"de": f"Zweck {number}"})
    counts = []
    for _round in ("all open", "all accepted"):
        with CaptureQueriesContext(connection) as queries:
            officer_client.get(REPORT)
        counts.append(len(queries))
        found = found_in(advised)
        for finding in found.advised:
            accept(found, finding, user=None, reason=REASON, review_on=today(days=9))
    assert len(found_in(advised).accepted) == 6
    assert counts[0] == counts[1]
