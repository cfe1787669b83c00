"""The project as a whole, under each way of installing it."""

from io import StringIO

import pytest
from django.core.management import call_command


def test_the_system_check_has_nothing_to_say() -> None:
    call_command("check", fail_level="WARNING", stdout=StringIO(), stderr=StringIO())


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"makemigrations has something to do:\n{said.getvalue()}")
