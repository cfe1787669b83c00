"""What a form most likely is about, judged from its words: proposals for a person to confirm."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

#: The words that tell a category, the most telling first; German and English.
CATEGORY_WORDS = (
    ("health", r"gesundheit|krank|diagnos|allerg|medikament|behinder|health|illness|disabilit"),
    ("bank", r"\biban\b|\bbic\b|bankverbindung|kontonummer|kontoinhaber|bank account|bank details"),
    ("insurance", r"versichert|versicherungs|insurance|policy number"),
    ("application", r"lebenslauf|bewerbung|zeugnis|anschreiben|\bcv\b|r[eé]sum[eé]|cover letter"),
    ("business", r"firma|unternehmen|betrieb|arbeitgeber|company|organi[sz]ation|employer"),
    ("person", r"geburt|\balter\b|anrede|geschlecht|birth|\bage\b|salutation|gender"),
    (
        "contact",
        r"name|mail|telefon|phone|mobil|handy|rufnummer|\bfax|adresse|address|anschrift|stra[sß]"
        r"|street|\bplz\b|postleitzahl|post ?code|\bzip\b|\bort\b|wohnort|stadt|\bcity\b|\btown\b",
    ),
)

#: What a field asks for if its words say nothing; what is left asks for a free text.
CATEGORY_BY_TYPE = {
    "email": "contact",
    **dict.fromkeys(
        ("radio", "dropdown", "checkbox", "checkboxes", "multiselect", "date", "datetime"),
        "wishes",
    ),
    "hidden": "",
}
CATEGORY_BY_TOKEN = {"bday": "person", "organization": "business"}

PURPOSE_WORDS = (
    ("newsletter", r"newsletter|rundbrief|mailing"),
    ("calls", r"r[uü]ckruf|zur[uü]ckruf|call.?back"),
    ("applications", r"bewerb|karriere|stellenangebot|\bjobs?\b|career|application|vacanc"),
    ("employers", r"arbeitgeber|firmenkunden|employer"),
    ("events", r"veranstaltung|anmeldung|seminar|kurs|event|registration|workshop"),
    ("appointments", r"termin|appointment"),
)
MOST_LIKELY = "enquiries"

LONGEST = 255


@dataclass(frozen=True, slots=True)
class AskedField:
    """What a field of a form shows of itself."""

    label: str
    field_type: str
    is_required: bool = False
    token: str = ""  # by which a browser fills it in


def propose_category(field: AskedField) -> str:
    """Give the key of the category that a field most likely asks for, or nothing."""
    if field.token:
        return CATEGORY_BY_TOKEN.get(field.token, "contact")
    if field.field_type in ("email", "tel"):
        return "contact"
    words = field.label.casefold()
    found = (key for key, pattern in CATEGORY_WORDS if re.search(pattern, words))
    return next(found, CATEGORY_BY_TYPE.get(field.field_type, "message"))


def propose_purpose(title: str) -> str:
    """Give the key of the purpose that a form most likely has, from its title."""
    words = title.casefold()
    return next((key for key, pattern in PURPOSE_WORDS if re.search(pattern, words)), MOST_LIKELY)


def propose_consequence(fields: Sequence[AskedField]) -> str:
    """Say in the active language what happens if somebody does not answer."""
    shown = [field for field in fields if field.field_type != "hidden"]
    # No field is named: the statement lists them as they are, a text would list them as they were.
    if not any(field.is_required for field in shown):
        return _("Every answer is voluntary. You lose nothing if you leave one open.")
    if all(field.is_required for field in shown):
        return _("Without the required answers we cannot deal with your request.")
    return _(
        "Without the required answers we cannot deal with your request. The others are voluntary."
    )
