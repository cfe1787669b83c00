"""System checks of page types of an owner: do they keep what our mixin promises?"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning

from wagtail_privacy.forms.filling.builder import PrivacyFormBuilder
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.page_types import form_page_models


@register("wagtail_privacy")
def check_page_types(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """E019, W019: whether what a page type has of its own is built on ours."""
    return [found for model in form_page_models() for found in _problems(model)]


def _problems(model: Any) -> Iterator[CheckMessage]:
    # The view imports models.
    from wagtail_privacy.forms.views.submissions import PrivacySubmissionsListView

    if not _gives(model, "get_submission_class", PrivacyFormSubmission):
        yield Error(
            f"{model._meta.label}.get_submission_class() gives a class that knows neither "
            "encryption nor expiry; its forms take no answers.",
            hint="Derive it from wagtail_privacy.forms.models.PrivacyFormSubmission.",
            obj=model,
            id="wagtail_privacy.E019",
        )
    if not _gives(model, "get_submissions_list_view_class", PrivacySubmissionsListView):
        yield Error(
            f"{model._meta.label}.get_submissions_list_view_class() gives a view that asks for no "
            "purpose; it cannot show answers.",
            hint="Derive it from "
            "wagtail_privacy.forms.views.submissions.PrivacySubmissionsListView.",
            obj=model,
            id="wagtail_privacy.E019",
        )
    if not issubclass(model.form_builder, PrivacyFormBuilder):
        yield CheckWarning(
            f"{model._meta.label}.form_builder is not built on ours: its forms have no guard "
            "against programs, no limits and no files.",
            hint="Derive it from wagtail_privacy.forms.filling.builder.PrivacyFormBuilder.",
            obj=model,
            id="wagtail_privacy.W019",
        )


def _gives(model: Any, method: str, wanted: type[Any]) -> bool:
    # A page that is made asks the database, which may not be there yet.
    page = model.__new__(model)
    try:
        return issubclass(getattr(page, method)(), wanted)
    except AttributeError:  # it depends on the page
        return True
