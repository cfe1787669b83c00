"""Reviews every statement, and every site and language that needs one."""

import datetime
from collections.abc import Iterator

from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.languages import is_same
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.finding import live_statements
from wagtail_privacy.statements.findings.reviews import Registers, Review, review
from wagtail_privacy.statements.rules import RULES_WITHOUT_STATEMENT, evaluate


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


__all__ = ["Registers", "Review", "language_name", "review", "review_all"]
