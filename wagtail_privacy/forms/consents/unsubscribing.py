"""What a newsletter carries so that a mail program can end it with one click, RFC 8058.

The mails themselves are sent by the site's own code; ours, about a consent, are no newsletters.
"""

from typing import Any

from wagtail_privacy import clock
from wagtail_privacy.forms.consents import keeping
from wagtail_privacy.forms.consents.links.addresses import address_of, site_of
from wagtail_privacy.forms.consents.links.links import LinkKind
from wagtail_privacy.forms.consents.proof.records import ConsentRecord

#: What a mail program posts to the address.
ONE_CLICK_NAME, ONE_CLICK = "List-Unsubscribe", "One-Click"


class NoConsentError(ValueError):
    """There is no consent on record that could be withdrawn."""


def new_withdrawal_address(submission: Any) -> str:
    """Give a new address that withdraws the consent to which a submission owes its use.

    Older ones stay good; each ends with the data. It names nobody. Raises `NoConsentError` for a
    submission that rests on no consent.
    """
    record = ConsentRecord.objects.given().filter(submission=submission.uuid).first()
    if record is None:
        raise NoConsentError("Nobody has consented to this submission.")
    page = submission.page
    link, token = keeping.link_to(
        LinkKind.WITHDRAW,
        record.consent,
        form_page=page.pk,
        language=record.language,
        created_at=clock.now(),
        expires_at=submission.expires_at,
    )
    link.save()
    return address_of(LinkKind.WITHDRAW, token, site_of(page))


def unsubscribe_headers(address: str) -> dict[str, str]:
    """Give the headers of a mail for an address of `new_withdrawal_address`.

    One click needs https (RFC 8058, section 3.1); without it a mail program only opens the page.
    """
    headers = {"List-Unsubscribe": f"<{address}>"}
    if address.startswith("https://"):
        headers["List-Unsubscribe-Post"] = f"{ONE_CLICK_NAME}={ONE_CLICK}"
    return headers
