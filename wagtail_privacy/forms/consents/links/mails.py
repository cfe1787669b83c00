"""The two mails about a consent: plain text, one link, no advertising, nothing that was sent."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Site

from wagtail_privacy.forms.consents.links.addresses import address_of
from wagtail_privacy.forms.consents.links.links import LinkKind
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.models import ControllerSettings

logger = logging.getLogger("wagtail_privacy.forms")
TEMPLATES = "wagtail_privacy/forms/mails"


@sensitive_variables()
def send_request(record: ConsentRecord, email: str, token: str, site: Site | None) -> bool:
    """Ask the owner of a mailbox to confirm; the mail says what happens if they do nothing."""
    return _send("confirm", record, email, site, LinkKind.CONFIRM, token)


@sensitive_variables()
def send_receipt(record: ConsentRecord, email: str, token: str, site: Site | None) -> bool:
    """Send the link by which somebody sees and withdraws what they have agreed to."""
    return _send("receipt", record, email, site, LinkKind.RECEIPT, token)


@sensitive_variables()
def _send(
    name: str, record: ConsentRecord, email: str, site: Site | None, kind: str, token: str
) -> bool:
    with translation.override(record.language):
        context = {
            "consent": record,
            "purpose": record.purpose.name.in_language(record.language),
            "controller": _sender_of(site) if site else None,
            "address": address_of(kind, token, site),
        }
        subject, body = _texts(name, context)
    message = EmailMessage(subject, body, to=[email], headers={"Auto-Submitted": "auto-generated"})
    try:
        return bool(message.send())
    except Exception as error:  # the answers are stored; a mail server must not lose them
        # Neither the address nor the link; the text of the error may name the address.
        logger.error("A mail about a consent could not be sent: %s", type(error).__name__)
        return False


def _sender_of(site: Site) -> ControllerSettings | None:
    """Give who writes the mail, with what stands below it; a form is waiting for this."""
    rows = ControllerSettings.objects.filter(site=site)
    return rows.only("name", "postal_address", "phone").first()


def _texts(name: str, context: Mapping[str, Any]) -> tuple[str, str]:
    subject = render_to_string(f"{TEMPLATES}/{name}_subject.txt", dict(context))
    body = render_to_string(f"{TEMPLATES}/{name}.txt", dict(context))
    # A line break in a purpose's name must not begin another header.
    return " ".join(subject.split()), body.strip() + "\n"
