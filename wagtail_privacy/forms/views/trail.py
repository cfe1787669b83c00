"""The way from the list of the forms to a page below it."""

from django.urls import reverse
from django.utils.translation import gettext


def trail(*labels: str) -> list[dict[str, str]]:
    """Give the breadcrumbs to a page: the list of the forms, then what each label names."""
    url = reverse("wagtail_privacy_forms:index")
    forms = {"url": url, "label": gettext("Forms and submissions")}
    return [forms, *({"url": "", "label": label} for label in labels)]
