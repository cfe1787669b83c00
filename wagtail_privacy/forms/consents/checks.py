"""The system check of the consents: do their links lead anywhere?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from wagtail_privacy.forms.consents.links import addresses


@register("wagtail_privacy")
def check_links(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """E018: whether the pages behind the links in mails and receipts are there."""
    if addresses.are_mounted():
        return []
    return [
        Error(
            "Forms cannot ask for consents: the pages to confirm and withdraw them are missing.",
            hint='Add path("privacy/", include("wagtail_privacy.urls")) to the ROOT_URLCONF.',
            id="wagtail_privacy.E018",
        )
    ]
