"""Purposes and data categories that most sites need, ready to be put into the register.

They are proposals to be confirmed by a person. A legal basis fits the controller: a public body
rests its tasks on Art. 6(1)(e) GDPR with a national law, others answer enquiries in their
legitimate interest, Art. 6(1)(f). Advertising by e-mail needs consent, § 7(2) UWG. Applicants and
guests are steps towards a contract, Art. 6(1)(b). The periods are usual ones, none is law.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient
from wagtail_privacy.start.helpers import words_of
from wagtail_privacy.vocabulary.data import PERSONAL, SOCIAL, SPECIAL
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES
from wagtail_privacy.vocabulary.recipients import PROCESSOR

SOCIAL_LAW = "de-social"
SOCIAL_NORM = "§ 67 Abs. 2 SGB X, § 35 SGB I"
ADVICE_NORM = "§§ 14, 15 SGB I"
EMPLOYERS_NORM = "§ 104 SGB IV"
CONSENT, CONTRACT, TASK, INTEREST = "6-1-a", "6-1-b", "6-1-e", "6-1-f"
SOCIAL_CONDITION = "9-2-b"


@dataclass(frozen=True, slots=True)
class ReadyCategory:
    """A data category to be put into the register."""

    key: str
    name: Promise
    description: Promise
    examples: Promise
    kind: str = PERSONAL
    kind_with_social_insurers: str = PERSONAL

    def facts_for(self, controller: ControllerSettings) -> dict[str, Any]:
        """Give the values of the register entry for a controller."""
        is_social = controller.legal_regime == SOCIAL_LAW
        kind = self.kind_with_social_insurers if is_social else self.kind
        return {
            "name": words_of(self.name),
            "description": words_of(self.description),
            "examples": words_of(self.examples),
            "kind": kind,
            "national_norm": SOCIAL_NORM if is_social and kind in (SOCIAL, SPECIAL) else "",
        }


CATEGORIES = {
    ready.key: ready
    for ready in (
        ReadyCategory(
            "contact",
            _("Contact details"),
            _("How we reach you."),
            _("name, e-mail address, telephone number, postal address"),
            kind_with_social_insurers=SOCIAL,
        ),
        ReadyCategory(
            "message",
            _("What you write to us"),
            _("Your question or your request in your own words."),
            _("questions, requests, accounts"),
            # A free text to a health insurer counts as data about health unless somebody has
            # decided otherwise: CJEU C-21/23, Lindenapotheke.
            kind_with_social_insurers=SPECIAL,
        ),
        ReadyCategory(
            "wishes",
            _("Your choices"),
            _("What you choose so that our answer suits you."),
            _("time of day, channel, topics"),
        ),
        ReadyCategory(
            "person",
            _("Personal details"),
            _("What we need so as not to take you for somebody else."),
            _("date of birth, form of address"),
            kind_with_social_insurers=SOCIAL,
        ),
        ReadyCategory(
            "insurance",
            _("Insurance details"),
            _("They let us find your file."),
            _("insurance number"),
            kind_with_social_insurers=SOCIAL,
        ),
        ReadyCategory(
            "business",
            _("Business details"),
            _("What we need to know about your company."),
            _("company, branch, employer number"),
            kind_with_social_insurers=SOCIAL,
        ),
        ReadyCategory(
            "application",
            _("Application documents"),
            _("What you send us so that we get to know you."),
            _("CV, certificates, cover letter"),
        ),
        ReadyCategory(
            "bank",
            _("Bank details"),
            _("What we need to pay you or to collect a payment."),
            _("account number, account holder"),
            kind_with_social_insurers=SOCIAL,
        ),
        ReadyCategory(
            "health",
            _("Data about your health"),
            _("What says something about your health. The law protects it in particular."),
            _("illnesses, treatments, disabilities"),
            kind=SPECIAL,
            kind_with_social_insurers=SPECIAL,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class ReadyPurpose:
    """A purpose to be put into the register."""

    key: str
    name: Promise
    description: Promise
    type: str
    period: Duration
    basis: str
    basis_of_public_bodies: str = TASK
    interest: Promise | None = None
    norm: str = ""
    norm_with_social_insurers: str = ADVICE_NORM

    def basis_for(self, controller: ControllerSettings) -> str:
        """Give the legal basis that fits a controller."""
        return self.basis_of_public_bodies if controller.is_public_body else self.basis

    def norm_for(self, controller: ControllerSettings) -> str:
        """Give the national law, if one is known; a public body without one has to name it."""
        is_social = controller.legal_regime == SOCIAL_LAW and controller.is_public_body
        if is_social and self.basis_for(controller) == TASK:
            return self.norm_with_social_insurers
        return self.norm

    def facts_for(self, controller: ControllerSettings, norm: str = "") -> dict[str, Any]:
        """Give the values of the register entry for a controller."""
        basis = self.basis_for(controller)
        is_social = controller.legal_regime == SOCIAL_LAW
        return {
            "name": words_of(self.name),
            "description": words_of(self.description),
            "type": self.type,
            "legal_basis": basis,
            "national_norm": self.norm_for(controller)
            or (norm if LEGAL_BASES[basis].needs_norm else ""),
            "special_condition": SOCIAL_CONDITION if is_social and basis == TASK else "",
            "legitimate_interest": (
                words_of(self.interest) if self.interest and basis == INTEREST else {}
            ),
            "retention_amount": self.period.amount,
            "retention_unit": self.period.unit.value,
        }


def _months(amount: int) -> Duration:
    return Duration(amount, DurationUnit.MONTH)


PURPOSES = {
    ready.key: ready
    for ready in (
        ReadyPurpose(
            "enquiries",
            _("Answering enquiries"),
            _("We read your message and answer you."),
            "CommunicationManagement",
            _months(6),
            INTEREST,
            interest=_("We want to answer whoever writes to us."),
        ),
        ReadyPurpose(
            "newsletter",
            _("Sending the newsletter"),
            _("We send you our newsletter by e-mail, until you unsubscribe."),
            "DirectMarketing",
            _months(24),
            CONSENT,
            basis_of_public_bodies=CONSENT,
            norm="§ 7 Abs. 2 UWG",
        ),
        ReadyPurpose(
            "calls",
            _("Calling back"),
            _("We call you at the time that suits you and answer your question."),
            "CommunicationManagement",
            Duration(14, DurationUnit.DAY),
            INTEREST,
            interest=_("We want to reach whoever has asked us for a call."),
        ),
        ReadyPurpose(
            "employers",
            _("Advising employers"),
            _("We answer the questions of employers about their staff and their duties."),
            "ServiceProvision",
            _months(12),
            CONTRACT,
            norm_with_social_insurers=EMPLOYERS_NORM,
        ),
        ReadyPurpose(
            "applications",
            _("Choosing applicants"),
            _("We read your application and decide whether we can offer you a post."),
            "PersonnelManagement",
            _months(6),
            CONTRACT,
            basis_of_public_bodies=CONTRACT,
        ),
        ReadyPurpose(
            "events",
            _("Running an event"),
            _("We keep a place for you and tell you what you need to know about the event."),
            "ServiceProvision",
            _months(6),
            CONTRACT,
        ),
        ReadyPurpose(
            "appointments",
            _("Making an appointment"),
            _("We keep a time for you and prepare ourselves for your visit."),
            "ServiceProvision",
            _months(3),
            CONTRACT,
        ),
    )
}


def in_register(ready: ReadyCategory | ReadyPurpose, entries: list[Any]) -> Any:
    """Give the entry of a register that has the name of a ready-made one, or None."""
    names = {name.casefold() for name in words_of(ready.name).values()}
    return next((e for e in entries if names & {name.casefold() for name in e.name.values()}), None)


def category_of(key: str, controller: ControllerSettings) -> DataCategory:
    """Give a ready-made category from the register; put it there if it is new."""
    ready = CATEGORIES[key]
    known = in_register(ready, list(DataCategory.objects.all()))
    return known or DataCategory.objects.create(**ready.facts_for(controller))


def purpose_of(key: str, controller: ControllerSettings, norm: str) -> Purpose:
    """Give a ready-made purpose from the register; put it there, with those who help, if new."""
    ready = PURPOSES[key]
    known = in_register(ready, list(Purpose.objects.all()))
    if known:
        return known
    purpose = Purpose.objects.create(**ready.facts_for(controller, norm))
    purpose.recipients.set(helpers())
    return purpose


def helpers() -> Iterator[Recipient]:
    """Yield those who help with every purpose: the processors of the register."""
    yield from Recipient.objects.filter(role=PROCESSOR).order_by("pk")


def missing(ready: dict[str, Any], entries: list[Any]) -> Iterator[Any]:
    """Yield the ready-made entries that the register does not have yet."""
    return (entry for entry in ready.values() if in_register(entry, entries) is None)


def in_words(name: Any, basis: str, period: Any) -> str:
    """Name a purpose with what permits it and how long data is kept for it."""
    label = LEGAL_BASES[basis].label if basis in LEGAL_BASES else basis
    return gettext("%(name)s: %(basis)s, kept %(period)s") % {
        "name": name,
        "basis": label,
        "period": period,
    }


def lacks_norm(ready: ReadyPurpose, controller: ControllerSettings) -> bool:
    """Whether a purpose rests on a national law that is still to be named."""
    needs_norm = LEGAL_BASES[ready.basis_for(controller)].needs_norm
    return needs_norm and not ready.norm_for(controller)
