"""System checks: each names the line of the settings to change."""

from collections.abc import Callable, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import AbstractPage

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


def missing_templates(mixin: type, templates: Callable[[Any], Sequence[str]]) -> list[CheckMessage]:
    """Give W004 for each page type with a mixin that has no template to be shown by.

    `templates` gives their names, of a type. A type that chooses its template by itself
    (`get_template`) is left alone.
    """
    return [
        CheckWarning(
            f"{model._meta.label} is shown by the template {name}, which does not exist.",
            hint="Write it; docs/how-to/own-base-page.md shows what it includes.",
            obj=model,
            id="wagtail_privacy.W004",
        )
        for model in _page_types(mixin)
        if model.get_template is AbstractPage.get_template
        for name in templates(model)
        if not _exists(name)
    ]


def _page_types(mixin: type) -> list[Any]:
    return [m for m in apps.get_models() if issubclass(m, mixin) and issubclass(m, AbstractPage)]


def _exists(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist as error:
        # It may be there and extend or include one that is not.
        return str(error) != name
    return True
