"""System checks: each names the line of the settings to change."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register

from wagtail_privacy import conf

NEEDED_APPS = {
    "wagtail_privacy": ("wagtail.snippets", "wagtail.contrib.settings", "wagtail.admin"),
    "wagtail_privacy.forms": ("wagtail_privacy", "wagtail.contrib.forms"),
    "wagtail_privacy.statements": ("wagtail_privacy",),
    "wagtail_privacy.analytics": ("wagtail_privacy",),
    "wagtail_privacy.pages": (
        "wagtail_privacy",
        "wagtail_privacy.statements",
        "wagtail_privacy.forms",
    ),
}


@register("wagtail_privacy")
def check_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """E001: a setting that nobody reads, or of the wrong type."""
    return [
        Error(
            f"settings.{where} {problem}.",
            hint="Correct or remove this line; docs/reference/settings.md lists every key.",
            id="wagtail_privacy.E001",
        )
        for where, problem in conf.problems()
    ]


@register("wagtail_privacy")
def check_installed_apps(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """E002: an app that an installed one needs is missing."""
    return [
        Error(
            f'"{app}" needs "{needed}".',
            hint=f'Add "{needed}" to INSTALLED_APPS.',
            id="wagtail_privacy.E002",
        )
        for app, needs in NEEDED_APPS.items()
        if apps.is_installed(app)
        for needed in needs
        if not apps.is_installed(needed)
    ]
