"""What is stored when a form with consents is sent: a part per purpose, the proof, the links."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.forms.consents.asking.asks import Ask
from wagtail_privacy.forms.consents.links import mails
from wagtail_privacy.forms.consents.links.links import LinkKind, PrivacyLink
from wagtail_privacy.forms.consents.proof.periods import proof_until
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.states import Act
from wagtail_privacy.forms.submissions.persons import person_key
from wagtail_privacy.statement_references import StatementVersionReference

#: Mails to one mailbox about one purpose within a day; a form must not be a way to pester anybody.
#: The texts of the pages name the number.
MAILS_PER_DAY = 3
BOX, BUTTON = "box", "button"


@dataclass(frozen=True, slots=True)
class Sending:
    """What has been sent in one go: the stored answers, and how it came about."""

    page: Any
    submission: Any  # the part for the purpose of the form
    now: datetime.datetime
    site: Site | None = None
    statement: StatementVersionReference | None = None
    answers: Mapping[str, Any] = field(default_factory=dict, repr=False)
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)  # of the owner's columns

    @property
    def id(self) -> uuid.UUID:
        """What the consents and the receipt of one sending share."""
        own: uuid.UUID = self.submission.uuid
        return own


@sensitive_variables()
def keep(sending: Sending, asks: Sequence[Ask]) -> str:
    """Store the parts and the proofs of what was agreed to; give the token of the receipt.

    To be called in the transaction that has stored the submission. The mails leave after it.
    """
    people = [_person(sending, ask) for ask in asks]
    parts = [_part(sending, *one) for one in zip(asks, people, strict=True)]
    records = [_record(sending, *one) for one in zip(asks, people, parts, strict=True)]
    if records:
        ConsentRecord.objects.bulk_create(records)
    ends = [part.expires_at for part in (sending.submission, *parts)]
    receipt, token = link_to(
        LinkKind.RECEIPT,
        sending.id,
        form_page=sending.page.pk,
        language=sending.submission.language,
        created_at=sending.now,
        expires_at=max(ends),
    )
    links = [receipt]
    for ask, record in zip(asks, records, strict=True):
        links += _begin(sending, ask, record)
    PrivacyLink.objects.bulk_create(links)
    return token


def _part(sending: Sending, ask: Ask, person: str) -> Any:
    """Give the row with the answers that a purpose may use: stored apart, with its own time."""
    if ask.is_main:
        return sending.submission
    answers, end = sending.answers, ask.purpose.retention.end(sending.now)
    part = type(sending.submission)(
        page=sending.page,
        purpose=ask.purpose,
        language=sending.submission.language,
        expires_at=end,
        latest_expiry=end,
        person_key=person,
        **sending.values,
    )
    part.used_for_id = ask.purpose.pk
    part.set_answers({name: answers[name] for name in ask.answers if answers.get(name)})
    part.save()
    return part


def _email(sending: Sending, ask: Ask) -> str:
    return str(sending.answers.get(ask.email_field) or "") if ask.email_field else ""


def _person(sending: Sending, ask: Ask) -> str:
    email = _email(sending, ask)
    return person_key(email) if email else ""


def _record(sending: Sending, ask: Ask, person: str, part: Any) -> ConsentRecord:
    settings, statement, consent = conf.forms(), sending.statement, uuid.uuid4()
    days = datetime.timedelta(days=settings.UNCONFIRMED_DAYS)
    return ConsentRecord(
        uuid=consent,
        consent=consent,
        act=Act.GIVEN,
        at=sending.now,
        method=BOX if ask.has_box else BUTTON,
        purpose=ask.purpose,
        person=person,
        sending=sending.id,
        submission=part.uuid,
        wording=ask.wording,
        wording_sha256=ask.wording_hash,
        language=part.language,
        channel=ask.channel,
        form_page=sending.page.pk,
        form_revision=sending.page.live_revision_id,
        statement_page=statement.page_id if statement else None,
        statement_number=statement.number if statement else None,
        statement_sha256=statement.sha256 if statement else "",
        needs_confirmation=ask.double_opt_in,
        confirm_by=sending.now + days if ask.double_opt_in else None,
        use_until=part.expires_at,
        expires_at=proof_ends(part.expires_at, ask.channel),
    )


def proof_ends(end_of_use: datetime.datetime, channel: str) -> datetime.datetime:
    """Give the moment at which the proof is deleted, as the settings say."""
    settings = conf.forms()
    years, phone_years = settings.CONSENT_PROOF_YEARS, settings.PHONE_CONSENT_PROOF_YEARS
    return proof_until(end_of_use, channel, years=years, phone_years=phone_years)


def _begin(sending: Sending, ask: Ask, record: ConsentRecord) -> list[PrivacyLink]:
    """Give the link of the mail that the mailbox gets, if there is one."""
    email = _email(sending, ask)
    if not email:
        return []
    needs_answer = record.needs_confirmation
    link, token = (confirm_link if needs_answer else receipt_link)(record, sending.now)
    send = mails.send_request if needs_answer else mails.send_receipt
    mail_soon(record, sending.now, lambda: send(record, email, token, sending.site))
    return [link]


def mail_soon(record: ConsentRecord, now: datetime.datetime, send: Callable[[], object]) -> None:
    """Have a mail sent when all is stored for good, unless its mailbox has got enough today.

    Not counted before: of many that are stored at once, each would see itself only.
    """

    def send_or_leave() -> None:
        if mails_within_a_day(record, now) <= MAILS_PER_DAY:  # this one is among them
            send()

    transaction.on_commit(send_or_leave, robust=True)


def mails_within_a_day(record: ConsentRecord, now: datetime.datetime) -> int:
    """Count what has been put on record within a day that sends a mail to the same mailbox.

    Not further than the limit and one more: counting all would take longer the more there are.
    """
    since = now - datetime.timedelta(days=1)
    return ConsentRecord.objects.count_mails(record, since, MAILS_PER_DAY + 1)


def receipt_link(record: ConsentRecord, now: datetime.datetime) -> tuple[PrivacyLink, str]:
    """Give an unsaved link to the receipt for what was sent with a consent, and its token."""
    return link_to(
        LinkKind.RECEIPT,
        record.sending,
        form_page=record.form_page,
        language=record.language,
        created_at=now,
        expires_at=record.use_until,
    )


def confirm_link(record: ConsentRecord, now: datetime.datetime) -> tuple[PrivacyLink, str]:
    """Give an unsaved link by which the owner of a mailbox confirms, and its token."""
    assert record.confirm_by is not None  # noqa: S101 (it needs confirmation)
    hours = datetime.timedelta(hours=conf.forms().CONFIRM_LINK_HOURS)
    return link_to(
        LinkKind.CONFIRM,
        record.consent,
        form_page=record.form_page,
        language=record.language,
        created_at=now,
        expires_at=min(now + hours, record.confirm_by),
        kept_until=record.confirm_by,
    )


def link_to(
    kind: str,
    target: uuid.UUID,
    *,
    form_page: int,
    language: str,
    created_at: datetime.datetime,
    expires_at: datetime.datetime,
    kept_until: datetime.datetime | None = None,
) -> tuple[PrivacyLink, str]:
    """Give an unsaved link and its token. The form need not be published any more."""
    return PrivacyLink.make(
        kind=kind,
        target=target,
        form_page=form_page,
        language=language,
        created_at=created_at,
        expires_at=expires_at,
        kept_until=kept_until or expires_at,
    )
