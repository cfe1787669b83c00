"""Which page types of a project are privacy forms; low enough for every module to ask."""

from typing import Any

from wagtail.models import get_page_models


class PrivacyForm:
    """What every privacy form descends from, and nothing else does; it brings nothing along."""


def form_page_models() -> list[type[Any]]:
    """Give the page types of the project that are privacy forms."""
    return [model for model in get_page_models() if issubclass(model, PrivacyForm)]
