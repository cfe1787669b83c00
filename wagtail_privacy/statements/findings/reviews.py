"""Reviews a statement: gathers what the rules need and asks them."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.activities import ProcessingActivity
from wagtail_privacy.closed_pages import closing_paths
from wagtail_privacy.models import DataCategory, Purpose
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.findings.decisions import AcceptedFinding
from wagtail_privacy.statements.rules import Finding, Severity, evaluate


@dataclass(frozen=True, slots=True)
class Accepted:
    """An advice that a privacy officer lives with, for a reason and until a day."""

    finding: Finding
    acceptance: AcceptedFinding


@dataclass(frozen=True, slots=True)
class Review:
    """What the statement of a site in a language has forgotten."""

    site: Site
    language: str
    page: Any = None  # None: the site has no published statement in the language
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()  # advice that a privacy officer lives with for a while

    @property
    def must(self) -> tuple[Finding, ...]:
        """What the law wants."""
        return tuple(f for f in self.findings if f.severity == Severity.MUST)

    @property
    def advised(self) -> tuple[Finding, ...]:
        """What is good practice."""
        return tuple(f for f in self.findings if f.severity == Severity.ADVISED)


def keys_used_by(activities: Iterable[ProcessingActivity]) -> Iterator[str]:
    """Yield the keys of the purposes, categories and recipients of activities."""
    for activity in activities:
        for entries in (activity.purposes, activity.categories, activity.recipients):
            yield from (entry.key for entry in entries)


@dataclass
class Registers:
    """The registers, and what of them is used anywhere; read once for many statements."""

    purposes: list[Purpose] = field(
        default_factory=lambda: list(Purpose.objects.prefetch_related("recipients").order_by("pk"))
    )
    categories: list[DataCategory] = field(
        default_factory=lambda: list(DataCategory.objects.order_by("pk"))
    )
    _used: frozenset[str] | None = None
    _acceptances: list[AcceptedFinding] | None = None
    _closed: list[str] | None = None

    def used_keys(self, known: StatementFacts, site: Site, language: str) -> frozenset[str]:
        """Give the keys that any site uses in any language; of one the facts are known.

        The other sites and languages are asked only if the statement at hand leaves some open.
        """
        if self._used is not None:
            return self._used
        used = frozenset(keys_used_by(known.activities))
        if self._keys(known) <= used:
            return used
        others = (
            (other, code)
            for other in Site.objects.all()
            for code in get_content_languages()
            if (other.pk, code) != (site.pk, language)
        )
        self._used = used.union(
            key
            for other, code in others
            for key in keys_used_by(registry.processing_activities(other, code))
        )
        return self._used

    def _keys(self, known: StatementFacts) -> frozenset[str]:
        recipients = (recipient.key for recipient in known.registered_recipients)
        purposes = (f"purpose-{purpose.pk}" for purpose in self.purposes)
        categories = (f"category-{category.pk}" for category in self.categories)
        return frozenset((*recipients, *purposes, *categories))

    def added_to(self, facts: StatementFacts, site: Site, language: str) -> StatementFacts:
        """Give the facts of a statement with the registers in its language."""
        return dataclasses.replace(
            facts,
            registered_purposes=tuple(p.as_facts(language) for p in self.purposes),
            registered_categories=tuple(c.as_facts(language) for c in self.categories),
            used_keys=self.used_keys(facts, site, language),
        )

    def is_closed(self, page: Any, site: Site) -> bool:
        """Whether a page is closed to some who can read the rest of its site."""
        if self._closed is None:
            self._closed = closing_paths()
        closing = [path for path in self._closed if page.path.startswith(path)]
        # Whoever may read nothing of a site, such as an intranet, needs no statement of it.
        return bool(closing) and any(not site.root_page.path.startswith(path) for path in closing)

    def acceptances(
        self, site: Site, language: str, on: datetime.date
    ) -> dict[str, AcceptedFinding]:
        """Give what is accepted for a site in a language on a day, by the key of the finding."""
        if self._acceptances is None:
            in_force = AcceptedFinding.objects.in_force(on).select_related("user")
            self._acceptances = list(in_force.order_by("pk"))
        return {
            row.key: row
            for row in self._acceptances
            if (row.site_id, row.language) == (site.pk, language)
        }


def review(page: Any, on: datetime.date, registers: Registers | None = None) -> Review | None:
    """Review a statement as it stands in the object, saved or not; None outside every site."""
    site = page.get_site()
    if site is None:
        return None
    language = page.locale.language_code
    registers = registers or Registers()
    facts = registers.added_to(page.get_facts(), site, language)
    facts = dataclasses.replace(
        facts,
        sections=frozenset(child.block_type for child in page.body),
        is_closed=registers.is_closed(page, site),
    )
    findings = evaluate(facts, on)
    # Only an advice can be accepted, and none is asked for while nothing is advised.
    advised = any(finding.severity == Severity.ADVISED for finding in findings)
    known = registers.acceptances(site, language, on) if advised else {}
    return _sorted_out(Review(site, language, page), findings, known)


def _sorted_out(
    empty: Review, findings: list[Finding], known: dict[str, AcceptedFinding]
) -> Review:
    accepted = tuple(
        Accepted(finding, known[finding.key])
        for finding in findings
        if finding.severity == Severity.ADVISED and finding.key in known
    )
    closed = {entry.finding for entry in accepted}
    still_open = tuple(finding for finding in findings if finding not in closed)
    return dataclasses.replace(empty, findings=still_open, accepted=accepted)
