"""Collects the facts of a statement from the registers and from whatever is installed."""

from django.utils import translation
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.models import ControllerSettings, Recipient
from wagtail_privacy.statements.facts import StatementFacts


def gather_facts(site: Site | None, language: str) -> StatementFacts:
    """Give what a site does with data today; the number of queries does not grow with it."""
    if site is None:
        return StatementFacts()
    with translation.override(language):
        return StatementFacts(
            controller=ControllerSettings.of(site).as_facts(language),
            activities=registry.processing_activities(site, language),
            registered_recipients=tuple(
                recipient.as_facts(language) for recipient in Recipient.objects.order_by("pk")
            ),
        )
