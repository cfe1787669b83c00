"""Advice on a form while it is being made: what it asks for without need, what it could not prove.

Each is a hint, never a bar: only who knows the work behind a form can decide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_privacy.forms.consents.asking.asks import Ask
from wagtail_privacy.forms.consents.proof.periods import Channel
from wagtail_privacy.vocabulary.data import SOCIAL, SPECIAL

#: What the usual purpose of a type can do without; a date of birth is rarely needed at all.
BIRTHDAY = "bday"
NEEDLESS = {
    "DirectMarketing": ("tel", "street-address", "postal-code", "address-level2", BIRTHDAY),
    "Marketing": ("tel", "street-address", "postal-code", "address-level2", BIRTHDAY),
    "ServiceUsageAnalytics": ("name", "given-name", "family-name", "email", "tel", BIRTHDAY),
}
#: What a label asks for, in case the editor has not said what the browser fills in.
LABELS = {
    BIRTHDAY: re.compile(r"geburts|geboren|birth|\balter\b|\bage\b", re.IGNORECASE),
    "tel": re.compile(r"telefon|handy|mobil|\bphone|telephone", re.IGNORECASE),
    "street-address": re.compile(r"straße|strasse|anschrift|\bstreet|postal address", re.I),
}
#: What people have typed before, so that a browser can fill it in (WCAG 2.2, 1.3.5).
_KNOWN_TO_BROWSERS = re.compile(
    r"^(?:ihre?|your)? ?(?:vor|nach|first |last |full )?name$|\be-?mail|telefon|handy|\bphone"
    r"|telephone|straße|strasse|anschrift|\bstreet|postal|postleitzahl|\bplz\b|wohnort|\btown\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"newsletter|einwillig|einverstanden|zustimm|consent|\bagree", re.IGNORECASE)
_WITHDRAWAL = re.compile(r"widerruf|widerrufen|abbestell|withdraw|unsubscribe", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hint:
    """What to think about, why, and where."""

    where: str
    text: str
    article: str


def hints_for(page: Any) -> list[Hint]:
    """Give the hints on a form page, in the active language."""
    found = [hint for field in page.get_form_fields() for hint in _field_hints(field, page)]
    return [*found, *(hint for ask in page.consent_asks for hint in _ask_hints(ask))]


def _field_hints(field: Any, page: Any) -> Iterator[Hint]:
    token = token_of(field)
    kind = page.purpose.type if page.purpose else ""
    if token in NEEDLESS.get(kind, (BIRTHDAY,)) and not field.reason:
        yield Hint(field.label, _is_it_needed(page.purpose), _("Art. 5(1)(c) GDPR"))
    if _could_be_filled_in(field):
        yield Hint(
            field.label,
            _(
                "If this is about the person who fills in the form, choose what the browser fills "
                "in. Then they need not type it, and a telephone number is checked."
            ),
            _("WCAG 2.2, 1.3.5"),
        )
    if field.field_type == "multiline" and not _is_delicate(field):
        yield Hint(
            field.label,
            _(
                "People also write about their health into a free text. Give it a category of "
                "special data, or replace it by choices."
            ),
            _("Art. 9(1) GDPR, CJEU C-21/23"),
        )
    if field.field_type == "checkbox" and _CONSENT.search(field.label):
        yield Hint(
            field.label,
            _("This box looks like a consent. As a further purpose it is proved and withdrawn."),
            _("Art. 7(1) and (3) GDPR"),
        )


def _is_it_needed(purpose: Any) -> str:
    if purpose is None:
        return _("Is this needed? Leave the field out, or say beside it why it is needed.")
    words = _(
        "Does “%(purpose)s” need this? Leave the field out, or say beside it why it is needed."
    )
    return words % {"purpose": purpose}


def token_of(field: Any) -> str:
    """Tell what a field asks for: what the browser fills in, else what its label says."""
    if field.autocomplete:
        return str(field.autocomplete)
    if field.field_type == "tel":
        return "tel"
    return next((token for token, words in LABELS.items() if words.search(field.label)), "")


def _could_be_filled_in(field: Any) -> bool:
    if field.autocomplete or field.field_type != "singleline":
        return False
    return bool(_KNOWN_TO_BROWSERS.search(field.label.strip()))


def _is_delicate(field: Any) -> bool:
    return field.data_category is not None and field.data_category.kind in (SPECIAL, SOCIAL)


def _ask_hints(ask: Ask) -> Iterator[Hint]:
    if not _WITHDRAWAL.search(ask.wording):
        yield Hint(
            str(ask.purpose),
            _("The wording does not say that one can withdraw."),
            _("Art. 7(3) GDPR"),
        )
    if ask.channel == Channel.EMAIL and not ask.double_opt_in:
        yield Hint(
            str(ask.purpose),
            _("Without a confirmation by e-mail anybody can enter somebody else’s address."),
            _("Art. 7(1) GDPR"),
        )
    if ask.channel == Channel.PHONE:
        yield Hint(
            str(ask.purpose),
            _(
                "A confirmation by e-mail does not prove consent to calls (OVG Saarland, "
                "2 A 355/19). Think of another proof, and keep it for five years."
            ),
            _("§ 7a UWG"),
        )
