"""What a receipt tells: reference, times, each consent in its words and state. No answers.

Whoever finds the link learns which questions were answered, and never how.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Site

from wagtail_privacy import clock, registry
from wagtail_privacy.controllers import ControllerFacts
from wagtail_privacy.durations import working_days_after
from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.consents import keeping
from wagtail_privacy.forms.consents.acts import Consent, consent_of
from wagtail_privacy.forms.consents.links.addresses import address_of, form_of, site_of
from wagtail_privacy.forms.consents.links.links import LinkKind, PrivacyLink
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.states import Act, State
from wagtail_privacy.forms.filling.names import REPLY_CHANNEL
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions.references import reference_of
from wagtail_privacy.models import ControllerSettings


@dataclass(frozen=True, slots=True)
class ConsentItem:
    """A consent as its receipt tells it, in its language."""

    consent: Consent
    purpose: str
    statement_url: str = ""

    @property
    def id(self) -> uuid.UUID:
        """What the button sends."""
        return self.consent.first.consent

    @property
    def anchor(self) -> str:
        """The name of its section on the page."""
        return f"consent-{self.id.hex[:8]}"

    @property
    def state(self) -> State:
        """What it is worth now."""
        return self.consent.state

    @property
    def confirmed_at(self) -> datetime.datetime | None:
        """When the mailbox has confirmed."""
        return self._time_of(Act.CONFIRMED)

    @property
    def withdrawn_at(self) -> datetime.datetime | None:
        """From when on it is no longer used."""
        return self._time_of(Act.WITHDRAWN)

    @property
    def may_withdraw(self) -> bool:
        """Whether there is something to withdraw."""
        return self.state in (State.PENDING, State.IN_FORCE)

    @property
    def was_in_force(self) -> bool:
        """Whether there is something to prove."""
        first = self.consent.first
        return not first.needs_confirmation or self.confirmed_at is not None

    def _time_of(self, act: Act) -> datetime.datetime | None:
        row = self.consent.row(act)
        return row.at if row else None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What somebody may see of what they have sent."""

    link: PrivacyLink
    page: Any
    site: Site | None
    controller: ControllerFacts
    sent_at: datetime.datetime
    deleted_at: datetime.datetime | None  # None: the answers are deleted already
    items: tuple[ConsentItem, ...]
    received: tuple[str, ...] = ()  # labels of the questions that have been answered
    answer_by: datetime.date | None = None
    today: datetime.date | None = None

    @property
    def answer_is_late(self) -> bool:
        """Whether the day of the answer is over."""
        return bool(self.answer_by and self.today and self.answer_by < self.today)

    @property
    def main_is_pending(self) -> datetime.datetime | None:
        """Until when the form's own purpose can be confirmed, while it waits for that."""
        main = _main_of(self.items, self.link.target)
        is_pending = main is not None and main.state is State.PENDING
        return main.consent.first.confirm_by if main and is_pending else None

    @property
    def reference(self) -> str:
        """The letters to name when asking about it."""
        return reference_of(self.link.target)


def page_of(link: PrivacyLink) -> Any:
    """Give the published form that a link belongs to, or None if it is gone."""
    page = form_of(link.form_page)
    return page.specific if page and page.live else None


def receipt_of(link: PrivacyLink, now: datetime.datetime) -> Receipt:
    """Gather what the receipt behind a link tells now; to be called in the link's language."""
    form = form_of(link.form_page)
    specific = form.specific if form else None
    site = site_of(form)  # an unpublished form still has its controller
    submission = PrivacyFormSubmission.objects.filter(uuid=link.target).first()
    items = tuple(items_of(link.target, link.language, now))
    times = [item.consent.first.at for item in items]
    sent_at = submission.submit_time if submission else min([*times, link.created_at])
    return Receipt(
        link=link,
        page=specific if form and form.live else None,
        site=site,
        controller=ControllerSettings.of(site).as_facts(link.language)
        if site
        else ControllerFacts(),
        sent_at=sent_at,
        deleted_at=submission.expires_at if submission else None,
        items=items,
        received=labels_of(specific, submission) if specific and submission else (),
        answer_by=_answer_day(specific, sent_at, _main_of(items, link.target)),
        today=clock.day_of(now),
    )


def _main_of(items: Iterable[ConsentItem], sending: uuid.UUID) -> ConsentItem | None:
    """Give the consent to the form's own purpose, if it rests on one."""
    return next((item for item in items if item.consent.first.submission == sending), None)


def _answer_day(
    page: Any, sent_at: datetime.datetime, main: ConsentItem | None
) -> datetime.date | None:
    """Give the day by which an answer is promised; none before the person has confirmed."""
    days = getattr(page, "answers_within", None)
    if not days or (main and main.state is not State.IN_FORCE):
        return None
    begin = (main.confirmed_at if main else None) or sent_at
    return working_days_after(clock.day_of(begin), days)


@sensitive_variables()
def labels_of(page: Any, submission: PrivacyFormSubmission) -> tuple[str, ...]:
    """Give the labels of the questions that somebody has answered, never the answers."""
    # Telling people what they have sent serves the purpose for which they sent it.
    submission.used_for_id = submission.purpose_id
    try:
        answers = submission.get_answers()
    except EncryptionError:
        return ()
    asked = {**dict(page.get_data_fields()), REPLY_CHANNEL: gettext("way of our answer")}
    return tuple(str(label) for name, label in asked.items() if answers.get(name))


def new_receipt_address(submission: PrivacyFormSubmission) -> str:
    """Give a new address of the receipt, for a mail that is sent to somebody who has agreed.

    Older ones stay good; each ends with the data.
    """
    record = ConsentRecord.objects.given().filter(submission=submission.uuid).first()
    page = submission.page.specific
    link, token = keeping.link_to(
        LinkKind.RECEIPT,
        record.sending if record else submission.uuid,
        form_page=page.pk,
        language=page.locale.language_code,
        created_at=clock.now(),
        expires_at=submission.expires_at,
    )
    link.save()
    return address_of(LinkKind.RECEIPT, token, site_of(page))


def items_of(sending: uuid.UUID, language: str, now: datetime.datetime) -> list[ConsentItem]:
    """Give the consents of what was sent in one go, in the order of the form."""
    rows = ConsentRecord.objects.filter(sending=sending).select_related("purpose")
    grouped: dict[uuid.UUID, list[ConsentRecord]] = {}
    for row in rows.order_by("at", "pk"):
        grouped.setdefault(row.consent, []).append(row)
    found = (consent_of(acts, now) for acts in grouped.values())
    return [item_of(consent, language) for consent in found if consent]


def item_of(consent: Consent, language: str) -> ConsentItem:
    """Give a consent as people read it."""
    first = consent.first
    version = (
        registry.find_statement_version(first.statement_page) if first.statement_page else None
    )
    return ConsentItem(
        consent=consent,
        purpose=first.purpose.name.in_language(language),
        statement_url=version.url_of(first.statement_number or 0) if version else "",
    )
