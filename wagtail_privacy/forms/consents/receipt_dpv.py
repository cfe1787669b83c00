"""A receipt as JSON-LD: the fields of ISO/IEC TS 27560 in the words of DPV 2.3.

Of the person it says nothing, not even their key: whoever holds it is the person.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from wagtail_privacy.forms.consents.asking.asks import name_of
from wagtail_privacy.forms.consents.proof.states import Act, State
from wagtail_privacy.forms.consents.receipts import ConsentItem, Receipt
from wagtail_privacy.vocabulary import DPV, DPV_GDPR, DPV_LOC
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES, SPECIAL_CONDITIONS
from wagtail_privacy.vocabulary.purposes import PURPOSE_TYPES
from wagtail_privacy.vocabulary.recipients import RECIPIENT_ROLES
from wagtail_privacy.vocabulary.rights import OBJECT, RIGHTS

Json = dict[str, Any]

CONTEXT = {
    "dpv": DPV,
    "gdpr": DPV_GDPR,
    "loc": DPV_LOC,
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SPECIFICATION = "ISO/IEC TS 27560:2023"

#: Every term of DPV's core that the document may use; each stands in DPV 2.3.
TERMS = frozenset(
    (
        *("ConsentReceipt", "ConsentRecord", "ConsentNotice", "PrivacyNotice", "DataController"),
        *("ConsentGiven", "ConsentRequested", "ConsentRefused", "ConsentWithdrawn"),
        *("ConsentExpired", "ExpressedConsent", "ExplicitlyExpressedConsent", "WithdrawConsent"),
        *("Purpose", "PersonalData", "StorageDuration", "UntilTimeDuration"),
        *("hasDataController", "hasName", "hasAddress", "hasContact", "hasIdentifier"),
        *("hasConsentStatus", "hasConsentControl", "hasNotice", "hasPurpose", "hasLegalBasis"),
        *("hasPersonalData", "hasStorageCondition", "hasRecipient", "hasRight", "hasJurisdiction"),
        *("hasDataSource", "DataSubject"),
        *(term.iri.removeprefix(DPV) for term in RECIPIENT_ROLES),
        *(term.iri.removeprefix(DPV) for term in PURPOSE_TYPES),
    )
)

# Before somebody has confirmed, consent has been asked for; it has not yet been given.
_STATUS_OF_ACT = {
    Act.REQUESTED: "ConsentRequested",
    Act.CONFIRMED: "ConsentGiven",
    Act.REFUSED: "ConsentRefused",
    Act.WITHDRAWN: "ConsentWithdrawn",
}


def to_jsonld(receipt: Receipt) -> Json:
    """Give a receipt as a JSON-LD document with a context of its own."""
    contact, country = receipt.controller.contact, receipt.controller.country
    return {"@context": CONTEXT} | _filled(
        {
            "@id": f"urn:uuid:{receipt.link.target}",
            "@type": "dpv:ConsentReceipt",
            "dct:references": SPECIFICATION,
            "dpv:hasIdentifier": receipt.reference,
            "dct:language": receipt.link.language,
            "dct:created": _moment(receipt.sent_at),
            "dpv:hasJurisdiction": {"@id": f"loc:{country}"} if country else None,
            "dpv:hasDataController": _filled(
                {
                    "@type": "dpv:DataController",
                    "dpv:hasName": contact.name,
                    "dpv:hasAddress": contact.postal_address,
                    "dpv:hasContact": contact.email and f"mailto:{contact.email}",
                }
            ),
            "dct:hasPart": [_consent(item, receipt) for item in receipt.items],
        }
    )


def _filled(node: Json) -> Json:
    """Leave out what is not known, so that nothing is said about it."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def _moment(moment: datetime.datetime) -> Json:
    return {"@value": moment.isoformat(), "@type": "xsd:dateTime"}


def _text(text: str, language: str) -> Json | None:
    return {"@value": text, "@language": language} if text else None


def _consent(item: ConsentItem, receipt: Receipt) -> Json:
    first = item.consent.first
    return _filled(
        {
            "@id": f"urn:uuid:{item.id}",
            "@type": "dpv:ConsentRecord",
            "dpv:hasPurpose": _purpose(item),
            "dpv:hasLegalBasis": [{"@id": iri} for iri in _legal_bases(item)],
            "dpv:hasPersonalData": list(_personal_data(item, receipt)),
            "dpv:hasRecipient": list(_recipients(item)),
            # Nobody objects to what they have agreed to (Art. 21 GDPR); they withdraw it.
            "dpv:hasRight": [{"@id": right.iri} for right in RIGHTS if right.code != OBJECT],
            "dpv:hasNotice": [
                {
                    "@type": "dpv:ConsentNotice",
                    "dct:description": _text(first.wording, first.language),
                    "dct:identifier": f"sha256:{first.wording_sha256}",
                },
                *_statement(item),
            ],
            "dpv:hasConsentStatus": list(_statuses(item)),
            "dpv:hasConsentControl": (
                {"@type": "dpv:WithdrawConsent"} if item.may_withdraw else None
            ),
            "dpv:hasStorageCondition": {
                "@type": ["dpv:StorageDuration", "dpv:UntilTimeDuration"],
                "dct:valid": _moment(first.use_until),
            },
        }
    )


def _purpose(item: ConsentItem) -> Json:
    purpose = item.consent.first.purpose
    types = ["dpv:Purpose", *([PURPOSE_TYPES[purpose.type].iri] if purpose.type else [])]
    return {"@type": types, "dct:title": _text(item.purpose, item.consent.first.language)}


def _legal_bases(item: ConsentItem) -> Iterator[str]:
    purpose, is_explicit = item.consent.first.purpose, item.consent.first.method == "box"
    yield LEGAL_BASES[purpose.legal_basis].iri
    if purpose.special_condition:
        yield SPECIAL_CONDITIONS[purpose.special_condition].iri
    yield f"{DPV}{'ExplicitlyExpressedConsent' if is_explicit else 'ExpressedConsent'}"


def _personal_data(item: ConsentItem, receipt: Receipt) -> Iterator[Json]:
    """Yield the categories that the form, as it stands today, gives to this purpose."""
    language = receipt.link.language
    asks = receipt.page.consent_asks if receipt.page else ()
    wanted = {
        name for ask in asks if ask.purpose == item.consent.first.purpose for name in ask.answers
    }
    fields = receipt.page.get_form_fields() if wanted else ()
    used = (f.data_category for f in fields if f.data_category and name_of(f) in wanted)
    for category in dict.fromkeys(used):
        title = _text(category.name.in_language(language), language)
        yield {
            "@type": "dpv:PersonalData",
            "dct:title": title,
            "dpv:hasDataSource": {"@type": "dpv:DataSubject"},
        }


def _recipients(item: ConsentItem) -> Iterator[Json]:
    """Yield who receives data for this purpose, as the register stands today."""
    first = item.consent.first
    for recipient in first.purpose.recipients.order_by("pk"):
        facts = recipient.as_facts(first.language)
        name = _text(facts.name, first.language)
        yield _filled({"@type": facts.role_term.iri, "dpv:hasName": name})


def _statement(item: ConsentItem) -> Iterator[Json]:
    first = item.consent.first
    if first.statement_number is None:
        return
    yield _filled(
        {
            "@id": item.statement_url,
            "@type": "dpv:PrivacyNotice",
            "dct:hasVersion": str(first.statement_number),
            "dct:identifier": f"sha256:{first.statement_sha256}",
        }
    )


def _statuses(item: ConsentItem) -> Iterator[Json]:
    """Yield what has happened, in order, with its time."""
    for row in item.consent.rows:
        if row.act == Act.GIVEN:
            status = "ConsentRequested" if row.needs_confirmation else "ConsentGiven"
        else:
            status = _STATUS_OF_ACT[Act(row.act)]
        yield {"@type": f"dpv:{status}", "dct:date": _moment(row.at)}
    if item.state in (State.ENDED, State.LAPSED):
        first = item.consent.first
        end = first.confirm_by if item.state is State.LAPSED else first.use_until
        yield {"@type": "dpv:ConsentExpired", "dct:date": _moment(end or first.use_until)}
