"""What a dry run of the purge says is what the purge then does."""

# needs: wagtail_privacy.pages

import datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from tests.forms.consents.newsletter import EMAIL, send
from wagtail_privacy import clock
from wagtail_privacy.forms.consents.proof.sealing import try_to_seal


def counts(**options: Any) -> list[str]:
    """Give what the command says of each kind, without the verb."""
    out = StringIO()
    call_command("privacy_purge", stdout=out, **options)
    lines = [line for line in out.getvalue().splitlines() if line.endswith(" deleted.")]
    return [line.removesuffix(" deleted.").removesuffix(" would be") for line in lines]


@pytest.mark.parametrize("days", [10, 400, 1200, 5000])
def test_a_dry_run_tells_the_truth(
    client: Client, request_form: Any, newsletter_form: Any, days: int
) -> None:
    for number in range(3):
        send(client, request_form, e_mail=f"{number}{EMAIL}")
        send(client, newsletter_form, e_mail=f"{number}{EMAIL}")
    with time_machine.travel(clock.now() + datetime.timedelta(days=days), tick=False):
        try_to_seal(clock.now())  # the purge does so first, which a dry run must not
        said = counts(dry_run=True)
        assert said == counts(dry_run=True)
        assert said == counts()
        assert [line.split()[0] for line in counts()] == ["0"] * len(said)
