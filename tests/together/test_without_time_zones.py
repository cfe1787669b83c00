"""A site with `USE_TZ = False`: the same days, the same commands, the same pages."""

import datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.forms.pages import ANSWERS, create_form
from tests.statements.pages import create_statement
from wagtail_privacy import clock
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose

#: The evening of 31 March in London is the next day in Berlin, the zone of the tests. As seconds,
#: because a date with a zone would set that of the process, too.
LATE = datetime.datetime(2027, 3, 31, 22, 30, tzinfo=datetime.UTC).timestamp()
NEXT_DAY = datetime.date(2027, 4, 1)


@pytest.fixture(params=[True, False], ids=["aware", "naive"])
def _use_tz(request: Any, settings: Any) -> None:
    settings.USE_TZ = request.param


@pytest.mark.usefixtures("_use_tz")
def test_today_is_the_day_of_the_site_and_not_of_who_looks() -> None:
    with time_machine.travel(LATE, tick=False), timezone.override("America/New_York"):
        assert clock.today() == NEXT_DAY
        assert clock.day_of(clock.now()) == NEXT_DAY


@pytest.fixture
def _naive(db: None, settings: Any) -> None:
    settings.USE_TZ = False


@pytest.mark.usefixtures("_naive")
@pytest.mark.parametrize(
    "command",
    [
        ["privacy_prune_analytics"],
        ["privacy_prune_analytics", "--dry-run"],
        ["privacy_purge"],
        ["privacy_record_versions"],
    ],
)
def test_the_commands_run(command: list[str]) -> None:
    call_command(*command, stdout=StringIO())


@pytest.mark.usefixtures("_naive")
def test_the_reports_open(admin_client: Client, home: Any, controller: ControllerSettings) -> None:
    create_statement(home)
    for name in ("wagtail_privacy_statistics:index", "wagtail_privacy_todo:index"):
        assert admin_client.get(reverse(name)).status_code == 200


@pytest.mark.usefixtures("_naive")
def test_a_form_is_sent_and_its_answers_end_on_time(
    client: Client,
    admin_client: Client,
    home: Any,
    purpose: Purpose,
    data_category: DataCategory,
    controller: ControllerSettings,
) -> None:
    form = create_form(home, purpose, data_category)
    statement = create_statement(home)
    with time_machine.travel(LATE, tick=False):
        landing = client.post(form.url, ANSWERS, follow=True).content.decode()
        assert "15. April 2027" in landing
    submission = PrivacyFormSubmission.objects.usable_for(purpose).get()
    assert submission.get_answers() == ANSWERS
    assert clock.day_of(submission.expires_at) == datetime.date(2027, 4, 15)
    listed = admin_client.get(reverse("wagtailforms:list_submissions", args=[form.pk]))
    assert ANSWERS["name"] in listed.content.decode()
    call_command("privacy_record_versions", stdout=StringIO())
    for part in ("", "versions/", "versions/1/"):
        assert client.get(f"{statement.url}{part}").status_code == 200
