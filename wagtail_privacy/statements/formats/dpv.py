"""Gives a statement as JSON-LD in the words of the Data Privacy Vocabulary 2.3."""

from collections.abc import Iterator
from typing import Any

from wagtail_privacy.activities import (
    DataCategoryFacts,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
)
from wagtail_privacy.controllers import Contact
from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.formats.described import DescribedPage
from wagtail_privacy.vocabulary import DPV, DPV_GDPR, DPV_LOC
from wagtail_privacy.vocabulary.data import DATA_KINDS
from wagtail_privacy.vocabulary.purposes import PURPOSE_TYPES
from wagtail_privacy.vocabulary.recipients import RECIPIENT_ROLES

Json = dict[str, Any]

CONTEXT = {
    "dpv": DPV,
    "gdpr": DPV_GDPR,
    "loc": DPV_LOC,
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: Every term of DPV's core that the document may use; each stands in DPV 2.3.
TERMS = frozenset(
    (
        *("Process", "PrivacyNotice", "Purpose", "DataController", "DataProtectionOfficer"),
        *("DataProtectionAuthority", "StorageCondition", "StorageDuration", "Required", "Optional"),
        *(
            "hasProcess",
            "hasPurpose",
            "hasLegalBasis",
            "hasPersonalData",
            "hasData",
            "hasNecessity",
        ),
        *("hasDataController", "hasDataProtectionOfficer", "hasAuthority", "hasRecipient"),
        *("hasStorageCondition", "hasDuration", "hasRight", "hasName", "hasAddress", "hasContact"),
        *("hasCountry", "hasConsequence", "hasJustification", "hasDataSource"),
        *(term.iri.removeprefix(DPV) for term in (*DATA_KINDS, *PURPOSE_TYPES, *RECIPIENT_ROLES)),
    )
)


def to_jsonld(facts: StatementFacts, page: DescribedPage) -> Json:
    """Give the statement as a JSON-LD document with a context of its own."""
    return {"@context": CONTEXT} | _filled(
        {
            "@id": page.url,
            "@type": "dpv:PrivacyNotice",
            "dct:title": _text(page.title, page),
            "dct:language": page.language,
            "dct:modified": _moment(page),
            "dpv:hasDataController": _controller(facts, page),
            "dpv:hasAuthority": _authority(facts),
            "dpv:hasRight": [_iri(right.iri) for right in _rights(facts)],
            "dpv:hasProcess": [
                _process(activity, purpose, page)
                for activity in facts.activities
                for purpose in activity.purposes or (None,)
            ],
        }
    )


def _filled(node: Json) -> Json:
    """Leave out what is not known, so that nothing is said about it."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def _text(text: str, page: DescribedPage) -> Json | None:
    return {"@value": text, "@language": page.language} if text else None


def _iri(iri: str) -> Json:
    return {"@id": iri}


def _moment(page: DescribedPage) -> Json | None:
    moment = page.modified or page.created
    return {"@value": moment.isoformat(), "@type": "xsd:dateTime"} if moment else None


def _rights(facts: StatementFacts) -> Iterator[Any]:
    yield from facts.rights
    if facts.objection:
        yield facts.objection
    yield facts.complaint


def _contact(contact: Contact) -> Json:
    ways = [contact.email and f"mailto:{contact.email}", contact.phone and f"tel:{contact.dialled}"]
    return {
        "dpv:hasName": contact.name,
        "dpv:hasAddress": contact.postal_address,
        "dpv:hasContact": [way for way in ways if way],
    }


def _controller(facts: StatementFacts, page: DescribedPage) -> Json:
    controller = facts.controller
    officer = controller.data_protection_officer
    return _filled(
        {
            "@id": f"{page.url}#controller",
            "@type": "dpv:DataController",
            **_contact(controller.contact),
            "dpv:hasDataProtectionOfficer": (
                _filled({"@type": "dpv:DataProtectionOfficer", **_contact(officer)})
                if officer
                else None
            ),
        }
    )


def _authority(facts: StatementFacts) -> Json | None:
    authority = facts.controller.authority
    if not (authority.name or authority):
        return None
    contact = _contact(authority)
    if facts.controller.authority_url:
        contact["dpv:hasContact"].append(facts.controller.authority_url)
    return _filled({"@type": "dpv:DataProtectionAuthority", **contact})


def _process(
    activity: ProcessingActivity, purpose: PurposeFacts | None, page: DescribedPage
) -> Json:
    # One process per purpose, so that each basis and period belongs to one purpose.
    part = f".{purpose.key}" if purpose else ""
    categories = activity.categories_for(purpose) if purpose else activity.categories
    data = [_category(activity, category, page) for category in categories]
    anonymous = {category.name for category in activity.categories if category.is_anonymous}
    return _filled(
        {
            "@id": f"{page.url}#{activity.anchor}{part}",
            "@type": "dpv:Process",
            "dct:title": _text(activity.title, page),
            "dpv:hasPersonalData": [d for d in data if d["dct:title"]["@value"] not in anonymous],
            "dpv:hasData": [d for d in data if d["dct:title"]["@value"] in anonymous],
            "dpv:hasDataSource": activity.source,
            "dpv:hasConsequence": _text(activity.consequence, page),
            **(_of_purpose(purpose, page) if purpose else {}),
        }
    )


def _category(
    activity: ProcessingActivity, category: DataCategoryFacts, page: DescribedPage
) -> Json:
    items = [item for item in activity.items if item.category == category]
    required = any(item.is_required for item in items)
    return _filled(
        {
            "@type": category.kind_term.iri,
            "dct:title": _text(category.name, page),
            "dct:description": _text(category.description, page),
            "dpv:hasNecessity": _iri("dpv:Required" if required else "dpv:Optional"),
        }
    )


def _of_purpose(purpose: PurposeFacts, page: DescribedPage) -> Json:
    types = ["dpv:Purpose", *([PURPOSE_TYPES[purpose.type].iri] if purpose.type else [])]
    return {
        "dpv:hasPurpose": _filled(
            {
                "@id": f"{page.url}#{purpose.key}",
                "@type": types,
                "dct:title": _text(purpose.name, page),
                "dct:description": _text(purpose.description, page),
            }
        ),
        "dpv:hasLegalBasis": [_iri(iri) for iri in _legal_bases(purpose)],
        "dpv:hasJustification": _text(purpose.legitimate_interest, page),
        "dpv:hasRecipient": [_recipient(recipient, page) for recipient in purpose.recipients],
        "dpv:hasStorageCondition": list(_storage(purpose, page)),
    }


def _legal_bases(purpose: PurposeFacts) -> Iterator[str]:
    yield purpose.basis.iri
    if purpose.condition:
        yield purpose.condition.iri
    # A transfer has a basis of its own, Art. 44 GDPR.
    safeguards = (r.safeguard_term for r in purpose.recipients if r.is_outside_eea)
    yield from dict.fromkeys(term.iri for term in safeguards if term)


def _recipient(recipient: RecipientFacts, page: DescribedPage) -> Json:
    return _filled(
        {
            "@id": f"{page.url}#{recipient.key}",
            "@type": recipient.role_term.iri,
            "dpv:hasName": recipient.name,
            "dct:description": _text(recipient.task, page),
            "dpv:hasCountry": _iri(f"loc:{recipient.country}") if recipient.country else None,
        }
    )


def _storage(purpose: PurposeFacts, page: DescribedPage) -> Iterator[Json]:
    retention = purpose.retention
    if retention.period:
        duration = {"@value": _xsd(retention.period), "@type": "xsd:duration"}
        yield {"@type": "dpv:StorageDuration", "dpv:hasDuration": duration}
    if condition := retention.criteria or (retention.after_closing and retention.in_words):
        yield {"@type": "dpv:StorageCondition", "dct:description": _text(condition, page)}


def _xsd(period: Duration) -> str:
    # XML Schema knows no weeks.
    if period.unit is DurationUnit.WEEK:
        return f"P{period.amount * 7}D"
    return period.isoformat()
