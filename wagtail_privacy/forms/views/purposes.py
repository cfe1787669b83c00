"""Which purpose somebody looks at submissions for."""

from typing import Any

from django.utils.translation import gettext

from wagtail_privacy.forms.filling.names import REFERENCE
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions import lock
from wagtail_privacy.models import Purpose


def purposes_of(page: Any) -> list[Purpose]:
    """Give the purposes for which submissions of a form page may be used, its main one first."""
    kept = PrivacyFormSubmission.objects.filter(page_id=page.pk).order_by().distinct()
    ids = {page.purpose_id, *kept.values_list("purpose_id", flat=True)}
    ids |= lock.further_purposes_of(page.pk)
    found = Purpose.objects.filter(pk__in=ids - {None})
    return sorted(found, key=lambda purpose: (purpose.pk != page.purpose_id, str(purpose)))


def chosen(purposes: list[Purpose], asked_for: str | None) -> Purpose | None:
    """Give the purpose that was asked for, or the only one; None if it is still to be named."""
    if not asked_for:
        return purposes[0] if len(purposes) == 1 else None
    return next((purpose for purpose in purposes if str(purpose.pk) == asked_for), None)


def data_fields_for(page: Any, purpose: Purpose) -> list[tuple[str, str]]:
    """Give name and label of what a purpose shows of a submission: its times and its answers.

    What a further purpose may use is a row of its own, whose reference nobody has been told.
    """
    fields = [(name, str(label)) for name, label in page.get_data_fields()]
    if purpose.pk == page.purpose_id:
        return [(REFERENCE, gettext("Reference")), *fields]
    covered = lock.covered_fields(page.pk, purpose.pk)
    for ask in page.consent_asks:
        covered |= set(ask.answers) if ask.purpose == purpose else set()
    # A purpose that the form had before: each submission holds what it was given for it.
    shown = covered | {"submit_time", "expires_at"} if covered else {name for name, _ in fields}
    return [(name, label) for name, label in fields if name in shown]
