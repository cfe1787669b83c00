"""The registers: data categories, recipients and purposes.

German law is cited as German courts cite it; a norm is a fact and stands once.
"""

import datetime
from typing import TypeVar

from example_site.home.demo.ledger import once
from wagtail_privacy.models import DataCategory, Purpose, Recipient, Register
from wagtail_privacy.translated import Words

Entry = TypeVar("Entry", bound=Register)


def both(de: str, en: str) -> Words:
    """Give a text in the two languages of the site."""
    return Words(de=de, en=en)


SOCIAL_DATA = "§ 67 Abs. 2 SGB X, § 35 SGB I"

CATEGORIES: dict[str, dict[str, object]] = {
    "contact": {
        "name": both("Kontaktdaten", "Contact details"),
        "description": both(
            "So erreichen wir Sie: auf dem Weg, den Sie uns nennen.",
            "How we reach you: by the channel that you name.",
        ),
        "examples": both(
            "Name, E-Mail-Adresse, Telefonnummer", "name, e-mail address, telephone number"
        ),
        "kind": "social",
        "national_norm": SOCIAL_DATA,
    },
    "insurance": {
        "name": both("Angaben zur Versicherung", "Insurance details"),
        "description": both("Damit finden wir Ihre Unterlagen.", "They let us find your file."),
        "examples": both("Versichertennummer", "insurance number"),
        "kind": "social",
        "national_norm": SOCIAL_DATA,
    },
    "message": {
        "name": both("Inhalt Ihrer Nachricht", "What you write to us"),
        "description": both(
            "In einem freien Text kann auch etwas über Ihre Gesundheit stehen. "
            "Deshalb schützen wir jeden freien Text so streng wie Gesundheitsdaten.",
            "A free text can also say something about your health. "
            "So we protect every free text as strictly as health data.",
        ),
        "examples": both("Fragen, Anliegen, Schilderungen", "questions, requests, accounts"),
        "kind": "special",
        "national_norm": "§ 67 Abs. 2, § 67a Abs. 1 SGB X",
    },
    "business": {
        "name": both("Angaben zum Betrieb", "Business details"),
        "description": both(
            "Betriebs- und Geschäftsgeheimnisse schützt das Gesetz wie Sozialdaten.",
            "The law protects business secrets in the same way as social data.",
        ),
        "examples": both("Firma, Betriebsnummer", "company, employer number"),
        "kind": "social",
        "national_norm": "§ 35 Abs. 4 SGB I",
    },
    "wishes": {
        "name": both("Ihre Wünsche", "Your wishes"),
        "description": both(
            "Was Sie auswählen, damit unsere Antwort zu Ihnen passt.",
            "What you choose so that our answer suits you.",
        ),
        "examples": both("Uhrzeit, Antwortweg, Themen", "time of day, channel, topics"),
        "kind": "personal",
        "national_norm": "",
    },
}

RECIPIENTS: dict[str, dict[str, object]] = {
    "hosting": {
        "name": both("Musterwerk Rechenzentrum GmbH", "Musterwerk Rechenzentrum GmbH"),
        "description": both(
            "betreibt die Server dieser Website",
            "runs the servers of this website",
        ),
        "role": "processor",
        "country": "DE",
        "contract_date": datetime.date(2025, 2, 3),
    },
    "mailing": {
        "name": both("Postreiter Exempel eG", "Postreiter Exempel eG"),
        "description": both("verschickt unseren Newsletter", "sends our newsletter"),
        "role": "processor",
        "country": "AT",
        "contract_date": datetime.date(2025, 9, 15),
    },
    "calls": {
        "name": both("Rufwerk Beispiel GmbH", "Rufwerk Beispiel GmbH"),
        "description": both(
            "ruft am Abend in unserem Auftrag zurück", "returns calls for us in the evening"
        ),
        "role": "processor",
        "country": "DE",
        "contract_date": datetime.date(2026, 1, 12),
    },
}

PURPOSES: dict[str, dict[str, object]] = {
    "employers": {
        "name": both("Arbeitgeber beraten", "Advising employers"),
        "description": both(
            "Wir beantworten Ihre Fragen zu Meldungen, Beiträgen und Erstattungen.",
            "We answer your questions about notifications, contributions and refunds.",
        ),
        "type": "ServiceProvision",
        "legal_basis": "6-1-e",
        "national_norm": "§ 104 SGB IV, § 67a Abs. 1 SGB X",
        "special_condition": "9-2-b",
        "retention_amount": 12,
        "retention_unit": "M",
        "recipients": ("hosting",),
    },
    "newsletter": {
        "name": both("Newsletter verschicken", "Sending the newsletter"),
        "description": both(
            "Wir schicken Ihnen einmal im Monat Tipps und Neues aus der Kasse.",
            "Once a month we send you advice and our news.",
        ),
        "type": "DirectMarketing",
        "legal_basis": "6-1-a",
        "national_norm": "§ 7 Abs. 2 UWG",
        "retention_amount": 24,
        "retention_unit": "M",
        "recipients": ("hosting", "mailing"),
    },
    "enquiries": {
        "name": both("Anfragen beantworten", "Answering enquiries"),
        "description": both(
            "Wir lesen Ihre Nachricht, beraten Sie und antworten Ihnen.",
            "We read your message, advise you and answer.",
        ),
        "type": "CommunicationManagement",
        "legal_basis": "6-1-e",
        "national_norm": "§§ 14, 15 SGB I, § 284 Abs. 1 SGB V",
        "special_condition": "9-2-b",
        "retention_amount": 6,
        "retention_unit": "M",
        "recipients": ("hosting",),
    },
    "calls": {
        "name": both("Zurückrufen", "Calling back"),
        "description": both(
            "Wir rufen Sie zu Ihrer Wunschzeit an und beraten Sie.",
            "We call you at the time that suits you and advise you.",
        ),
        "type": "CommunicationManagement",
        "legal_basis": "6-1-e",
        "national_norm": "§§ 14, 15 SGB I, § 284 Abs. 1 SGB V",
        "special_condition": "9-2-b",
        "retention_amount": 14,
        "retention_unit": "D",
        "recipients": ("hosting", "calls"),
    },
}


def load_categories() -> dict[str, DataCategory]:
    """Give the data categories by key."""
    return {
        key: _entry(f"category-{key}", DataCategory, facts) for key, facts in CATEGORIES.items()
    }


def load_recipients() -> dict[str, Recipient]:
    """Give the recipients by key."""
    return {key: _entry(f"recipient-{key}", Recipient, facts) for key, facts in RECIPIENTS.items()}


def load_purposes(recipients: dict[str, Recipient]) -> dict[str, Purpose]:
    """Give the purposes by key, each with its recipients."""
    return {key: _purpose(key, facts, recipients) for key, facts in PURPOSES.items()}


def _entry(key: str, model: type[Entry], facts: dict[str, object]) -> Entry:
    return once(key, model, lambda: _made(model(**facts)))


def _made(entry: Entry) -> Entry:
    entry.full_clean()
    entry.save()
    return entry


def _purpose(key: str, facts: dict[str, object], recipients: dict[str, Recipient]) -> Purpose:
    def make() -> Purpose:
        own = {name: value for name, value in facts.items() if name != "recipients"}
        purpose = _made(Purpose(**own))
        purpose.recipients.set(recipients[name] for name in facts["recipients"])  # type: ignore[attr-defined]
        return purpose

    return once(f"purpose-{key}", Purpose, make)
