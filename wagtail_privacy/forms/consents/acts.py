"""What people do to a consent after giving it: confirm, refuse, ask for the mail again, withdraw.

Each does at most once what it says, adds a row to the record, and returns whether it did anything.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.consents import keeping
from wagtail_privacy.forms.consents.links import mails
from wagtail_privacy.forms.consents.links.addresses import form_of, site_of
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.sealing import seal_at_once
from wagtail_privacy.forms.consents.proof.states import Act, State, is_allowed, state_of
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions.persons import person_key

#: How often the mail is sent again.
MAX_RESENDS = 2

#: Acts after which the data of the purpose is deleted at once, Art. 17(1)(b) GDPR.
ENDING = (Act.REFUSED, Act.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent with all its rows, and what it is worth at a moment."""

    first: ConsentRecord
    rows: tuple[ConsentRecord, ...]
    state: State

    @property
    def resends(self) -> int:
        """How often the mail has been sent again."""
        return sum(row.act == Act.REQUESTED for row in self.rows)

    @property
    def may_resend(self) -> bool:
        """Whether the mail can be sent again."""
        return self.state is State.PENDING and self.resends < MAX_RESENDS

    def row(self, act: Act) -> ConsentRecord | None:
        """Give the row of an act, if it is on record."""
        return next((row for row in self.rows if row.act == act), None)

    @property
    def proof_until(self) -> datetime.datetime:
        """When the proof is deleted; a withdrawal brings it nearer."""
        if self.first.confirm_by and not self.row(Act.CONFIRMED):
            return self.first.confirm_by  # it proves nothing
        withdrawn = self.row(Act.WITHDRAWN)
        return min(row.expires_at for row in (self.first, withdrawn) if row)

    @property
    def proof_kept_to(self) -> datetime.datetime:
        """A moment of the last day of the proof, which mostly ends at midnight."""
        return self.proof_until - datetime.timedelta(microseconds=1)


def consent_of(rows: list[ConsentRecord], now: datetime.datetime) -> Consent | None:
    """Give the consent that some rows make up; None without its first row."""
    first = next((row for row in rows if row.act == Act.GIVEN), None)
    if first is None:
        return None
    acts = {row.act for row in rows}
    return Consent(first, tuple(rows), state_of(first.terms, acts, now))


def find(consent: uuid.UUID, now: datetime.datetime) -> Consent | None:
    """Find a consent with all its rows."""
    rows = ConsentRecord.objects.filter(consent=consent).select_related("purpose")
    return consent_of(list(rows.order_by("at", "pk")), now)


def perform(act: Act, consent: uuid.UUID, now: datetime.datetime, method: str) -> bool:
    """Put an act on record if it changes anything; a refusal or withdrawal deletes the data."""
    with transaction.atomic():
        found = find(consent, now)
        if found is None or not is_allowed(act, found.state):
            return False
        if act == Act.CONFIRMED and not _holds_data_of(found.first):
            return False  # an officer or a purge has deleted it: there is nothing to use
        if not _added(_next_row(found.first, act, now, method)):
            return False
        if act in ENDING:
            _data_of(found.first).delete()
            # Whoever deletes that row puts the consent back in force, so it is sealed at once.
            transaction.on_commit(lambda: seal_at_once(consent, now), robust=True)
    return True


def _data_of(first: ConsentRecord) -> Any:
    return PrivacyFormSubmission.objects.filter(uuid=first.submission)


def _holds_data_of(first: ConsentRecord) -> bool:
    """Whether there still is the data that a consent is about; keeps a purge from deleting it."""
    # Locked: a purge that begins now waits, and then sees that somebody has confirmed.
    return bool(_data_of(first).select_for_update().values_list("pk", flat=True).first())


def _added(row: ConsentRecord) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody clicked twice, and the other click was first
        return False
    return True


def _next_row(
    first: ConsentRecord, act: Act, now: datetime.datetime, method: str, number: int = 0
) -> ConsentRecord:
    """Give a row that says the same as the first one, but for the act; the words stand there."""
    own = ("id", "uuid", "act", "number", "at", "method", "wording", "expires_at", "mac")
    fields = (f.attname for f in first._meta.concrete_fields if f.name not in own)
    expires_at = first.expires_at
    if act == Act.WITHDRAWN:
        expires_at = min(expires_at, keeping.proof_ends(now, first.channel))
    return ConsentRecord(
        **{name: getattr(first, name) for name in fields},
        act=act,
        number=number,
        at=now,
        method=method,
        expires_at=expires_at,
    )


@sensitive_variables()
def confirm(consent: uuid.UUID, now: datetime.datetime) -> bool:
    """Confirm by the link in the mail, and send the receipt to the mailbox."""
    with transaction.atomic():
        if not perform(Act.CONFIRMED, consent, now, "link"):
            return False
        found = find(consent, now)
        if found and (email := _mailbox_of(found.first)):
            first, site = found.first, site_of(form_of(found.first.form_page))
            link, token = keeping.receipt_link(first, now)
            link.save()
            transaction.on_commit(lambda: mails.send_receipt(first, email, token, site))
    return True


@sensitive_variables()
def resend(consent: uuid.UUID, now: datetime.datetime) -> bool:
    """Send the opt-in mail again with a new link, a few times at most."""
    with transaction.atomic():
        found = find(consent, now)
        if found is None or not found.may_resend:
            return False
        if keeping.mails_within_a_day(found.first, now) >= keeping.MAILS_PER_DAY:
            return False
        first, email = found.first, _mailbox_of(found.first)
        row = _next_row(first, Act.REQUESTED, now, "link", found.resends + 1)
        if not email or not _added(row):
            return False
        site = site_of(form_of(first.form_page))
        link, token = keeping.confirm_link(first, now)
        link.save()
        keeping.mail_soon(first, now, lambda: mails.send_request(first, email, token, site))
    return True


@sensitive_variables()
def _mailbox_of(first: ConsentRecord) -> str:
    """Find the address among the answers: the one whose key stands in the record."""
    part = _data_of(first).first()
    try:
        if part:
            # Before it is confirmed, a mail to ask for that is the only use of it.
            part.used_for_id = first.purpose_id
        answers = part.get_answers().values() if part else ()
    except EncryptionError:
        return ""
    texts = (text for text in answers if isinstance(text, str) and "@" in text)
    return next((text for text in texts if person_key(text) == first.person), "")
