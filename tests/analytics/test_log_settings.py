"""What is said of the application's own log: only what the settings make certain."""

from typing import Any

import pytest

from wagtail_privacy.analytics.log_settings import shortens_addresses
from wagtail_privacy.analytics.logging import AnonymiseAddresses

FILTER = "wagtail_privacy.analytics.logging.AnonymiseAddresses"


class Own(AnonymiseAddresses):
    """A site's own filter on top of ours."""


def config(made: Any = FILTER, **more: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "filters": {
            "shorten": {"()": made},
            "live": {"()": "django.utils.log.RequireDebugFalse"},
            "dev": {"()": "django.utils.log.RequireDebugTrue"},
        },
        "handlers": {
            "short": {"class": "logging.StreamHandler", "filters": ["shorten"]},
            "full": {"class": "logging.FileHandler", "filename": "/nowhere"},
            "null": {"class": "logging.NullHandler"},
            "dev": {"class": "logging.StreamHandler", "filters": ["dev"]},
            "mail": {"class": "django.utils.log.AdminEmailHandler", "filters": ["shorten"]},
            "direct": {"class": "logging.StreamHandler", "filters": [AnonymiseAddresses()]},
        },
        **more,
    }


def root(*names: str) -> dict[str, Any]:
    return {"root": {"handlers": list(names)}}


@pytest.mark.parametrize(
    ("logging", "answer"),
    [
        ({}, None),
        (config(), None),  # handlers that nobody uses
        (config(**root("short")), True),
        (config(**root("direct")), True),
        (config(AnonymiseAddresses, **root("short")), True),
        (config(Own, **root("short")), True),
        (config("my.other.Filter", **root("short")), False),
        (config(**root("short", "null", "dev")), True),
        (config(**root("short", "full")), False),
        (config(**root("full")), False),
        (config(**root("short"), loggers={"shop": {"handlers": ["full"]}}), False),
        (config(loggers={"django": {"handlers": ["short"]}}), True),
        (config(**root("short"), disable_existing_loggers=False), True),
        (config(**root("short"), incremental=True), None),
    ],
    ids=str,
)
def test_only_what_is_certain(unapplied_settings: Any, logging: Any, answer: bool | None) -> None:
    unapplied_settings.LOGGING = logging
    assert shortens_addresses() is answer


def test_mails_to_the_admins_hold_whole_requests(unapplied_settings: Any) -> None:
    unapplied_settings.ADMINS = [("Admin", "admin@example.com")]
    unapplied_settings.LOGGING = config(**root("short", "mail"))
    assert shortens_addresses() is False
    unapplied_settings.LOGGING = config(**root("short"), disable_existing_loggers=False)
    assert shortens_addresses() is False  # Django's own mail_admins stays
    unapplied_settings.LOGGING["loggers"] = {"django": {"propagate": True}}
    assert shortens_addresses() is True


def test_who_configures_logging_alone_is_not_spoken_for(unapplied_settings: Any) -> None:
    unapplied_settings.LOGGING = config(**root("short"))
    unapplied_settings.LOGGING_CONFIG = None
    assert shortens_addresses() is None


def test_while_developing_other_handlers_write(unapplied_settings: Any) -> None:
    unapplied_settings.LOGGING = config(**root("short", "dev"))
    unapplied_settings.DEBUG = True
    assert shortens_addresses() is False
