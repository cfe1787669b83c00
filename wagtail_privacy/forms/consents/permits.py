"""Which submissions a consent permits to use, as an expression for the database."""

import datetime

from django.db.models import Exists, OuterRef, Q

from wagtail_privacy.forms.consents.asking.asks import CONSENT, EXPLICIT_CONSENT
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions import lock


def consent_in_force(now: datetime.datetime) -> Exists:
    """Say that the consent for a submission is given, confirmed if needed, not withdrawn.

    To be used in a filter of `PrivacyFormSubmission`. Each purpose that somebody has agreed to has
    a submission of its own, with that purpose and the answers that it needs.
    """
    rows = ConsentRecord.objects.in_force(now)
    return Exists(rows.filter(submission=OuterRef("uuid"), purpose=OuterRef("purpose")).order_by())


def permitted(now: datetime.datetime) -> Q:
    """Say that a submission may be used for its purpose now.

    Either nobody had to be asked, or whoever was asked has agreed and still does. A submission
    for which a consent is on record needs that consent, whatever the purpose's basis is today.
    """
    asked = Exists(ConsentRecord.objects.given().filter(submission=OuterRef("uuid")).order_by())
    rests_on_consent = Q(purpose__legal_basis=CONSENT) | Q(
        purpose__special_condition=EXPLICIT_CONSENT
    )
    return Q(consent_in_force(now)) | (~Q(asked) & ~rests_on_consent)


def purposes_asked_on(page_id: int) -> set[int]:
    """Give the ids of the purposes for which people were asked on a form page."""
    rows = PrivacyFormSubmission.objects.filter(page_id=page_id).order_by()
    return set(rows.values_list("purpose_id", flat=True).distinct())


def lock_what_nobody_agreed_to() -> None:
    """Join the purpose lock: without its consent a submission is open for nothing."""
    lock.register_requirement(permitted)
    # Each further purpose has submissions of its own, so none opens those of another.
    nothing = lock.FurtherUse(
        condition=lambda purpose, now: Q(pk__in=()),
        fields=lambda page, purpose: (),
        purposes=purposes_asked_on,
    )
    lock.register_further_use(nothing)
