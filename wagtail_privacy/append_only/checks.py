"""The system check of the records: does the database itself refuse to change them?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

from wagtail_privacy import conf
from wagtail_privacy.append_only.triggers import unguarded


@register("wagtail_privacy", "database")
def check_triggers(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """W003: whether a record can be changed by SQL without more ado.

    Runs with `check --database default` and with `migrate`.
    """
    try:
        found = [name for alias in databases or () for name in unguarded(alias)]
    except DatabaseError:
        return []  # it is away, and Django says so
    if not found:
        return []
    is_on = conf.records().DATABASE_TRIGGERS
    off = 'Remove "DATABASE_TRIGGERS" from WAGTAIL_PRIVACY["RECORDS"], then run'
    return [
        CheckWarning(
            f"The database lacks triggers that keep SQL from changing or deleting rows of: "
            f"{', '.join(found)}.",
            hint=f"{'Run' if is_on else off} `python manage.py migrate` as a user of the database "
            "who may create triggers.",
            id="wagtail_privacy.W003",
        )
    ]
