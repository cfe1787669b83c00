"""Collects the facts of a statement from the registers and from whatever is installed."""

from collections.abc import Iterator

from django.utils import translation
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.activities import ProcessingActivity
from wagtail_privacy.languages import distance, is_same
from wagtail_privacy.models import ControllerSettings, Recipient
from wagtail_privacy.statements.facts import StatementFacts


def gather_facts(site: Site | None, language: str) -> StatementFacts:
    """Give what a site does with data today; the number of queries does not grow with it."""
    if site is None:
        return StatementFacts()
    with translation.override(language):
        activities = tuple(_activities(site, language))
        return StatementFacts(
            controller=ControllerSettings.of(site).as_facts(language),
            activities=activities,
            registered_recipients=tuple(
                recipient.as_facts(language) for recipient in Recipient.objects.order_by("pk")
            ),
            withdrawal_ways=registry.withdrawal_ways(site, language, activities),
            server_log=registry.server_log(),
        )


def _activities(site: Site, language: str) -> Iterator[ProcessingActivity]:
    known: set[str] = set()
    for code in (language, *_regions_told_of(site, language)):
        for activity in registry.processing_activities(site, code):
            if activity.key not in known:
                known.add(activity.key)
                yield activity


def _regions_told_of(site: Site, language: str) -> Iterator[str]:
    """Yield the other regions of a language that have no statement nearer than this one."""
    for code in get_content_languages():
        if code != language and is_same(code, language):
            nearest = registry.find_statement(site, code)
            if not nearest or distance(code, language) <= distance(code, nearest.language):
                yield code
