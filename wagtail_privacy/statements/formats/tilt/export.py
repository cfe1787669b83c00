"""Gives a statement as a TILT document that is valid against the schema of TILT.

What the site does not know is given as the schema allows: an optional field is left out, a
required text is empty, a required country is ``ZZ`` ("unknown" in Unicode's CLDR).
"""

import datetime
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from wagtail_privacy.activities import (
    DataCategoryFacts,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
)
from wagtail_privacy.controllers import Contact, ControllerFacts
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.formats.described import DescribedPage
from wagtail_privacy.statements.formats.tilt.rights import rights_sections
from wagtail_privacy.statements.formats.tilt.values import read_reference

UNKNOWN_COUNTRY = "ZZ"
#: What the schema takes for a telephone number.
_PHONE = re.compile(r"[+]*[(]?[0-9]{1,4}[)]?[-\s./0-9]*")

Json = dict[str, Any]


def to_tilt(facts: StatementFacts, page: DescribedPage) -> Json:
    """Give the statement as a TILT document; the hash is that of the document without it."""
    document: Json = {
        "meta": _meta(facts, page),
        "controller": _controller(facts.controller),
        "dataProtectionOfficer": _officer(facts.controller.data_protection_officer),
        "dataDisclosed": list(_disclosed(facts)),
        "thirdCountryTransfers": [_transfer(recipient) for recipient in facts.transfers],
        **rights_sections(facts),
        "sources": list(_sources(facts)),
        "automatedDecisionMaking": _decisions(facts),
        "changesOfPurpose": [],
    }
    return with_hash(document)


def with_hash(document: Json) -> Json:
    """Give the document with the SHA-256 of itself in `meta`, counted with an empty hash."""
    unsigned = {**document, "meta": {**document["meta"], "_hash": ""}}
    text = json.dumps(unsigned, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return {**document, "meta": {**document["meta"], "_hash": digest}}


def _meta(facts: StatementFacts, page: DescribedPage) -> Json:
    return {
        "_id": page.identifier,
        "name": facts.controller.contact.name or page.title,
        "created": _moment(page.created),
        "modified": _moment(page.modified or page.created),
        "version": page.version,
        "language": page.language.partition("-")[0],
        "status": "active",
        "url": page.url,
        "_hash": "",
    }


def _moment(moment: datetime.datetime | None) -> str:
    # A draft that was never saved has no date; the schema wants one.
    return (moment or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)).isoformat()


def _controller(controller: ControllerFacts) -> Json:
    contact = controller.contact
    # TILT has no other place for the ways to reach the controller itself, if nobody stands for it.
    speaker = controller.representative if controller.representative.email else contact
    return {
        "name": contact.name,
        "address": one_line(contact.postal_address),
        "country": controller.country or UNKNOWN_COUNTRY,
        "representative": {"name": speaker.name, "email": speaker.email} | _phone(speaker),
    }


def _officer(contact: Contact) -> Json:
    return {
        "name": contact.name,
        "address": one_line(contact.postal_address),
        "country": UNKNOWN_COUNTRY,
        "email": contact.email,
    } | _phone(contact)


def _phone(contact: Contact) -> Json:
    return {"phone": contact.phone} if _PHONE.fullmatch(contact.phone) else {}


def one_line(address: str) -> str:
    """Give a postal address of several lines in one."""
    return ", ".join(line.strip() for line in address.splitlines() if line.strip())


def _disclosed(facts: StatementFacts) -> Iterator[Json]:
    for activity in facts.activities:
        categories = activity.categories or (DataCategoryFacts(activity.key, activity.title),)
        for category in categories:
            yield _disclosed_category(activity, category)


def _disclosed_category(activity: ProcessingActivity, category: DataCategoryFacts) -> Json:
    items = [item for item in activity.items if item.category == category]
    bases = {purpose.legal_basis for purpose in activity.purposes}
    return {
        "_id": f"{activity.key}.{category.key}",
        "category": category.name,
        "subcategories": [item.label for item in items],
        "purposes": [
            {"purpose": purpose.name, "description": purpose.description}
            for purpose in activity.purposes
        ],
        "legalBases": [basis for purpose in activity.purposes for basis in _bases(purpose)],
        "legitimateInterests": [
            {"exists": True, "reasoning": purpose.legitimate_interest}
            for purpose in activity.purposes
            if purpose.legal_basis == "6-1-f"
        ],
        "recipients": [_recipient(recipient) for recipient in activity.recipients],
        "storage": [_storage(purpose) for purpose in activity.purposes],
        "nonDisclosure": {
            "legalRequirement": "6-1-c" in bases,
            "contractualRegulation": "6-1-b" in bases,
            "obligationToProvide": any(item.is_required for item in items),
            "consequences": activity.consequence,
        },
    }


def _bases(purpose: PurposeFacts) -> Iterator[Json]:
    yield {
        "reference": f"GDPR-{purpose.legal_basis}",
        "description": f"{purpose.basis.label} ({purpose.basis.article})",
    }
    if condition := purpose.condition:
        yield {
            "reference": f"GDPR-{condition.code}",
            "description": f"{condition.label} ({condition.article})",
        }
    if purpose.national_norm:
        reference = read_reference(purpose.national_norm)
        # The schema wants a reference; a norm that has no code stands in the description alone.
        code = reference.code if reference else f"GDPR-{purpose.legal_basis}"
        yield {"reference": code, "description": purpose.national_norm}


def _recipient(recipient: RecipientFacts) -> Json:
    found = {"name": recipient.name, "category": recipient.task or str(recipient.role_term.label)}
    return found | ({"country": recipient.country} if recipient.country else {})


def _storage(purpose: PurposeFacts) -> Json:
    retention = purpose.retention
    found: Json = {"aggregationFunction": "max"}
    if retention.period:
        found["temporal"] = [{"description": purpose.name, "ttl": retention.period.isoformat()}]
    if condition := retention.criteria or (retention.after_closing and retention.in_words):
        found["purposeConditional"] = [condition]
    if retention.ends_on_withdrawal:
        found["legalBasisConditional"] = ["GDPR-7-3"]
    return found


def _transfer(recipient: RecipientFacts) -> Json:
    found: Json = {"country": recipient.country}
    safeguard = recipient.safeguard_term
    if safeguard is None:
        return found
    words = " ".join(
        filter(None, (f"{safeguard.label} ({safeguard.article})", recipient.safeguard_url))
    )
    kind = {
        "45": "adequacyDecision",
        "46-2-c": "standardDataProtectionClause",
        "46-2-b": "appropriateGuarantees",
    }.get(safeguard.code)
    return found | ({kind: {"available": True, "description": words}} if kind else {})


def _sources(facts: StatementFacts) -> Iterator[Json]:
    for activity in facts.activities:
        if activity.is_indirect:
            yield {
                "_id": activity.key,
                "dataCategory": ", ".join(category.name for category in activity.categories),
                "sources": [
                    {
                        "description": activity.source,
                        "url": "",
                        "publiclyAvailable": bool(activity.source_is_public),
                    }
                ],
            }


def _decisions(facts: StatementFacts) -> Json:
    decides = facts.controller.decides_automatically
    if decides is None:
        return {}
    if not decides:
        return {"inUse": False}
    return {
        "inUse": True,
        "logicInvolved": facts.controller.decision_logic,
        "scopeAndIntendedEffects": facts.controller.decision_consequences,
    }
