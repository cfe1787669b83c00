"""System checks of the statements: can they be shown at all?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, register

from wagtail_privacy.checks import missing_templates
from wagtail_privacy.statements.mixins import PrivacyStatementMixin


@register("wagtail_privacy")
def check_templates(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """W004: a page type for statements that has no template."""
    return missing_templates(PrivacyStatementMixin, lambda model: [model.template])
