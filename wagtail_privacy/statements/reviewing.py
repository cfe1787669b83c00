"""Reviews statements: gathers what the rules need and asks them."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.activities import ProcessingActivity
from wagtail_privacy.languages import is_same
from wagtail_privacy.models import DataCategory, Purpose
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.finding import live_statements
from wagtail_privacy.statements.rules import (
    RULES_WITHOUT_STATEMENT,
    Finding,
    Severity,
    evaluate,
)


@dataclass(frozen=True, slots=True)
class Review:
    """What the statement of a site in a language has forgotten."""

    site: Site
    language: str
    page: Any = None  # None: the site has no published statement in the language
    findings: tuple[Finding, ...] = ()

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

    def used_keys(self, known: StatementFacts) -> frozenset[str]:
        """Give the keys that any site uses in any language.

        The other sites and languages are asked only if the statement at hand leaves some open.
        """
        if self._used is not None:
            return self._used
        used = frozenset(keys_used_by(known.activities))
        if self._keys(known) <= used:
            return used
        self._used = frozenset(
            key
            for site in Site.objects.all()
            for language in get_content_languages()
            for key in keys_used_by(registry.processing_activities(site, language))
        )
        return self._used

    def _keys(self, known: StatementFacts) -> frozenset[str]:
        recipients = (recipient.key for recipient in known.registered_recipients)
        purposes = (f"purpose-{purpose.pk}" for purpose in self.purposes)
        categories = (f"category-{category.pk}" for category in self.categories)
        return frozenset((*recipients, *purposes, *categories))

    def added_to(self, facts: StatementFacts, language: str) -> StatementFacts:
        """Give the facts of a statement with the registers in its language."""
        return dataclasses.replace(
            facts,
            registered_purposes=tuple(p.as_facts(language) for p in self.purposes),
            registered_categories=tuple(c.as_facts(language) for c in self.categories),
            used_keys=self.used_keys(facts),
        )


def review(page: Any, on: datetime.date, registers: Registers | None = None) -> Review | None:
    """Review a statement as it stands in the object, saved or not; None outside every site."""
    site = page.get_site()
    if site is None:
        return None
    language = page.locale.language_code
    facts = (registers or Registers()).added_to(page.get_facts(), language)
    facts = dataclasses.replace(facts, sections=frozenset(child.block_type for child in page.body))
    return Review(site, language, page, tuple(evaluate(facts, on)))


def review_all(on: datetime.date) -> Iterator[Review]:
    """Review every published statement, and every site and language that needs one."""
    registers = Registers()
    for site in Site.objects.order_by("-is_default_site", "hostname", "port"):
        # A page below the roots of two sites belongs to the one that Wagtail names.
        pages = [page for page in live_statements(site) if page.get_site() == site]
        for page in pages:
            if found := review(page, on, registers):
                yield found
        covered = {page.locale.language_code for page in pages}
        for language in get_content_languages():
            if not any(is_same(language, known) for known in covered):
                yield from _review_without_statement(site, language, on)


def _review_without_statement(site: Site, language: str, on: datetime.date) -> Iterator[Review]:
    facts = StatementFacts(activities=registry.processing_activities(site, language))
    if findings := evaluate(facts, on, RULES_WITHOUT_STATEMENT):
        yield Review(site, language, None, tuple(findings))


def language_name(code: str) -> str:
    """Give the name of a language in the active language."""
    return str(get_content_languages().get(code, code))
