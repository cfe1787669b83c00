"""What a statement says, as plain content: made of facts and sections, without any time.

The same facts and sections always give the same content, and so the same hash. All of it is text
in the language of the statement; the differences between two contents are found without knowing
how either was made.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_privacy.activities import ProcessingActivity, PurposeFacts, RecipientFacts
from wagtail_privacy.controllers import Contact
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.versions.paragraphs import clean, read_paragraphs

Content = dict[str, Any]
Aspects = dict[str, list[str]]

#: The form of the content; a later release that changes it counts up.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class RenderedSection:
    """A section as readers see it."""

    name: str  # of its block, such as "recipients"
    anchor: str
    heading: str
    html: str


def content_of(
    facts: StatementFacts,
    sections: Iterable[RenderedSection],
    *,
    title: str,
    motto: str,
    language: str,
    own_roots: Collection[str] = (),
) -> Content:
    """Give what a statement says; to be called in its language."""
    rendered = list(sections)
    names = {section.name for section in rendered}
    return {
        "format": FORMAT,
        "language": language,
        "title": clean(title),
        "motto": clean(motto),
        "facts": [fact for fact in _facts_of(facts, names) if fact["aspects"]],
        "sections": [
            {
                "anchor": section.anchor,
                "heading": clean(section.heading),
                "paragraphs": read_paragraphs(section.html, own_roots),
            }
            for section in rendered
        ],
    }


def canonical(content: Content) -> str:
    """Give the one way to write a content: sorted keys, no spaces, letters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(canonical_content: str) -> str:
    """Give the SHA-256 of a canonical content in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(canonical_content.encode()).hexdigest()


def _facts_of(facts: StatementFacts, names: Set[str]) -> Iterator[Content]:
    # A fact without its section is not said, so its change is none of the statement.
    controller = facts.controller
    if "controller" in names:
        yield _contact("controller", _("Controller"), controller.contact)
    if {"controller", "representative"} & names:
        yield _contact("representative", _("Representative"), controller.representative)
    if {"controller", "data_protection_officer"} & names:
        yield _contact("officer", _("Data protection officer"), controller.data_protection_officer)
    if "rights" in names:
        title = _("Supervisory authority")
        yield _contact("authority", title, controller.authority, controller.authority_url)
    if {"website", "decisions"} & names:
        aspects = _website(facts, is_log_said="website" in names)
        yield _fact("website", "website", _("Visiting the website"), aspects)
    if "collection_points" in names:
        yield from (_activity(activity) for activity in facts.collection_points)
    if "statistics" in names and facts.statistics:
        yield _activity(facts.statistics)
    if {"collection_points", "device_storage"} & names:
        yield from _stored_on_device(facts)
    if {"recipients", "transfers"} & names:
        said = facts.recipients if "recipients" in names else facts.transfers
        yield from (_recipient(recipient) for recipient in said)


def _fact(kind: str, key: str, title: str, aspects: Aspects) -> Content:
    known = {name: [clean(value) for value in values] for name, values in aspects.items()}
    return {
        "kind": kind,
        "key": key,
        "title": clean(title),
        "aspects": {name: list(filter(None, values)) for name, values in known.items() if values},
    }


def _contact(key: str, title: str, contact: Contact, website: str = "") -> Content:
    given = {
        "name": contact.name,
        "post": contact.postal_address,
        "email": contact.email,
        "phone": contact.phone,
        "url": website,
    }
    return _fact("contact", key, title, {name: [value] for name, value in given.items() if value})


def _website(facts: StatementFacts, *, is_log_said: bool) -> Aspects:
    controller = facts.controller
    addresses = {
        "full": _("the full address"),
        "shortened": _("a shortened address"),
        "none": _("no address"),
    }
    decides, log = controller.decides_automatically, facts.log_purpose
    given = {
        "log": addresses.get(controller.server_log_address, "") if is_log_said else "",
        "log_days": str(controller.server_log_days or "") if is_log_said else "",
        "log_basis": _basis(log) if log and is_log_said else "",
        "own_log": facts.server_log.sentence if is_log_said else "",
        "decisions": "" if decides is None else _("yes") if decides else _("no"),
    }
    return {name: [value] for name, value in given.items() if value}


def _activity(activity: ProcessingActivity) -> Content:
    purposes = activity.purposes
    aspects = {
        "purposes": [purpose.name for purpose in purposes],
        "basis": [_basis(purpose) for purpose in purposes],
        "retention": [purpose.retention.in_words for purpose in purposes],
        "categories": [category.name for category in activity.categories],
        "required": [item.label for item in activity.required_items],
        "voluntary": [item.label for item in activity.voluntary_items],
        "recipients": [recipient.name for recipient in activity.recipients],
    }
    return _fact("activity", activity.key, activity.title, aspects)


def _basis(purpose: PurposeFacts) -> str:
    articles = (purpose.basis.article, purpose.national_norm)
    return f"{purpose.basis.label} ({', '.join(str(article) for article in articles if article)})"


def _stored_on_device(facts: StatementFacts) -> Iterator[Content]:
    # One name may be used in two ways; that is one fact with two values.
    stored = [each.storage for each in facts.stored_on_device]
    for name in dict.fromkeys(storage.name for storage in stored):
        same = [storage for storage in stored if storage.name == name]
        aspects = {
            "reason": list(dict.fromkeys(storage.reason for storage in same)),
            "lifetime": list(dict.fromkeys(storage.lifetime for storage in same)),
        }
        yield _fact("device", name, name, aspects)


def _recipient(recipient: RecipientFacts) -> Content:
    date = recipient.contract_date
    safeguard = recipient.safeguard_term
    given = {
        "task": recipient.task,
        "country": recipient.country_name,
        "contract": date_format(date, _("j F Y")) if date else "",
        "safeguard": str(safeguard.label) if safeguard else "",
        "safeguard_url": recipient.safeguard_url,
    }
    aspects = {name: [value] for name, value in given.items() if value}
    return _fact("recipient", recipient.key, recipient.name, aspects)
