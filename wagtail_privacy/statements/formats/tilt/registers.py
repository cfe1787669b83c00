"""What of an imported document becomes purposes, data categories and recipients."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wagtail_privacy.countries import country_choices
from wagtail_privacy.durations import Duration
from wagtail_privacy.models import DataCategory, Purpose, Recipient, Register
from wagtail_privacy.statements.formats.tilt.values import read_duration, read_reference
from wagtail_privacy.translated import Words

#: As long as the names of the registers may be.
NAME_LENGTH = 120

Entry = dict[str, Any]
AnyRegister = TypeVar("AnyRegister", bound=Register)


@dataclass(slots=True)
class Made:
    """What was new in the registers, and the purposes that an editor must complete by hand."""

    categories: int = 0
    purposes: int = 0
    recipients: int = 0
    incomplete_purposes: list[str] = field(default_factory=list)


class Registers:
    """Finds entries of the registers by name, and makes those that are missing."""

    def __init__(self, language: str):
        self.language = language
        self.made = Made()
        self.known = {
            model: {
                str(name).casefold(): entry
                for entry in model._default_manager.all()
                for name in entry.name.values()
            }
            for model in (DataCategory, Purpose, Recipient)
        }

    def take(self, disclosed: Iterable[Entry]) -> Made:
        """Take over what the entries of ``dataDisclosed`` name."""
        for entry in disclosed:
            self._take_category(entry)
            recipients = [self._recipient(r) for r in entry.get("recipients", []) if r]
            named = [recipient for recipient in recipients if recipient]
            for purpose in entry.get("purposes", []):
                self._take_purpose(purpose, entry, named)
        return self.made

    def _take_category(self, entry: Entry) -> None:
        if name := entry.get("category", ""):
            _category, is_new = self._find_or_make(
                DataCategory,
                name,
                entry.get("description", ""),
                examples=self._words(", ".join(filter(None, entry.get("subcategories", [])))),
            )
            self.made.categories += is_new

    def _recipient(self, recipient: Entry) -> Recipient | None:
        name = recipient.get("name") or recipient.get("category", "")
        if not name:
            return None
        country = recipient.get("country", "")
        found, is_new = self._find_or_make(
            Recipient,
            name,
            recipient.get("category", ""),
            # TILT does not say which role somebody has; a processor would need a contract.
            role="third-party",
            country=country if country in dict(country_choices()) else "",
        )
        self.made.recipients += is_new
        return found

    def _take_purpose(self, purpose: Entry, entry: Entry, recipients: list[Recipient]) -> None:
        name = purpose.get("purpose", "")
        if not name:
            return
        bases = {basis for basis in _legal_bases(entry) if basis}
        period = longest_period(entry)
        if len(bases) != 1 or period is None:
            # A legal basis or a period must not be invented.
            short = _short(name)
            is_listed = short in self.made.incomplete_purposes
            if not is_listed and short.casefold() not in self.known[Purpose]:
                self.made.incomplete_purposes.append(short)
            return
        found, is_new = self._find_or_make(
            Purpose,
            name,
            purpose.get("description", ""),
            legal_basis=bases.pop(),
            legitimate_interest=self._words(_interest(entry)),
            retention_amount=period.amount,
            retention_unit=period.unit.value,
        )
        if is_new:
            found.recipients.set(recipients)
            self.made.purposes += 1

    def _find_or_make(
        self, model: type[AnyRegister], name: str, description: str, **facts: Any
    ) -> tuple[AnyRegister, bool]:
        short = _short(name)
        known: dict[str, Any] = self.known[model]
        if entry := known.get(short.casefold()):
            return entry, False
        if short != name.strip():
            description = f"{name}\n{description}".strip()
        made = model._default_manager.create(
            name=self._words(short), description=self._words(description), **facts
        )
        known[short.casefold()] = made
        return made, True

    def _words(self, text: str) -> Words:
        return Words({self.language: text}) if text else Words()


def _short(name: str) -> str:
    one_line = " ".join(name.split())
    if len(one_line) <= NAME_LENGTH:
        return one_line
    return one_line[: NAME_LENGTH - 1].rstrip() + "…"


def _legal_bases(entry: Entry) -> Iterator[str]:
    for basis in entry.get("legalBases", []):
        reference = read_reference(basis.get("reference"))
        yield reference.legal_basis if reference else ""


def longest_period(entry: Entry) -> Duration | None:
    """Give the longest of the periods, or None where one of them was not understood."""
    periods = [
        read_duration(period.get("ttl"))
        for storage in entry.get("storage", [])
        for period in storage.get("temporal", [])
        if period.get("ttl")
    ]
    known = [period for period in periods if period and period.amount < 10_000]
    if not known or len(known) != len(periods):
        return None
    return max(known, key=lambda period: period.approximate_days)


def _interest(entry: Entry) -> str:
    reasons = (i.get("reasoning", "") for i in entry.get("legitimateInterests", []))
    return "\n".join(dict.fromkeys(filter(None, reasons)))
