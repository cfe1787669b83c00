"""The rights of the person as the sections that TILT has for them."""

from typing import Any

from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.vocabulary.rights import PORT, RIGHTS, WITHDRAW, Right

Json = dict[str, Any]


def rights_sections(facts: StatementFacts) -> Json:
    """Give the six sections of TILT on the rights that people have here."""
    return {
        "accessAndDataPortability": _right(facts, RIGHTS["15"], RIGHTS[PORT]),
        "rightToInformation": _right(facts, RIGHTS["15"]),
        "rightToRectificationOrDeletion": _right(facts, RIGHTS["16"], RIGHTS["17"]),
        "rightToDataPortability": _right(facts, RIGHTS[PORT]),
        "rightToWithdrawConsent": _right(facts, RIGHTS[WITHDRAW]),
        "rightToComplain": _complaint(facts),
    }


def _right(facts: StatementFacts, *rights: Right) -> Json:
    held = [right for right in rights if right in facts.rights]
    if not held:
        return {"available": False}
    found: Json = {
        "available": True,
        "description": " ".join(f"{right.words} ({right.article})" for right in held),
    }
    contact = facts.controller.contact
    if contact.email:
        found["email"] = contact.email
    if facts.controller.secure_contact_url:
        found["url"] = facts.controller.secure_contact_url
    return found


def _complaint(facts: StatementFacts) -> Json:
    controller = facts.controller
    authority: Json = {"name": controller.authority.name}
    if address := ", ".join(filter(None, map(str.strip, _lines(controller.authority)))):
        authority["address"] = address
    found: Json = {
        "available": True,
        "description": f"{facts.complaint.words} ({facts.complaint.article})",
        "supervisoryAuthority": authority,
    }
    return found | ({"url": controller.authority_url} if controller.authority_url else {})


def _lines(contact: Any) -> list[str]:
    return list(contact.postal_address.splitlines())
