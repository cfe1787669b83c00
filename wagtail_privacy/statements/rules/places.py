"""Finds the place of a fact from its key."""

import re

from django.utils.translation import gettext as _

from wagtail_privacy.activities import (
    SERVER_LOG,
    STATISTICS,
    DataCategoryFacts,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
)
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules.values import Place, PlaceKind, Section

REGISTERS = (PlaceKind.PURPOSE, PlaceKind.CATEGORY, PlaceKind.RECIPIENT)


def controller(section: Section) -> Place:
    """Give the settings of the controller; readers miss the words in a section."""
    return Place(section, PlaceKind.CONTROLLER, name=_("Controller"))


def missing_section(section: Section) -> Place:
    """Give the place of a section that the statement does not contain."""
    return Place(section, PlaceKind.SECTION, name=_("This statement"))


def shown_in(facts: StatementFacts, *sections: Section) -> Section:
    """Give the first of some sections that the statement contains, else the last of them."""
    return next((section for section in sections if section in facts.sections), sections[-1])


def section_of(activity: ProcessingActivity) -> Section:
    """Give the section that tells of an activity."""
    own = {STATISTICS: Section.STATISTICS, SERVER_LOG: Section.WEBSITE}
    return own.get(activity.key, Section.COLLECTION_POINTS)


def of_activity(activity: ProcessingActivity, section: Section | None = None) -> Place:
    """Give the page of an activity, or the code that registers it."""
    page_id = activity.collection_point.page_id
    kind = PlaceKind.PAGE if page_id else PlaceKind.CODE
    return Place(section or section_of(activity), kind, page_id, activity.title)


def of_entry(entry: PurposeFacts | DataCategoryFacts | RecipientFacts, section: Section) -> Place:
    """Give the entry of a register that a fact comes from, or the code that made it."""
    name, found = entry.name, re.fullmatch(r"([a-z]+)-(\d{1,18})", entry.key, re.ASCII)
    if found and found[1] in REGISTERS:
        return Place(section, PlaceKind(found[1]), int(found[2]), name)
    return Place(section, PlaceKind.CODE, name=name)


def of_purpose(purpose: PurposeFacts, activity: ProcessingActivity) -> Place:
    """Give the place of a purpose that an activity has; the controller answers for the log."""
    if activity.key == SERVER_LOG:
        return controller(Section.WEBSITE)
    return of_entry(purpose, section_of(activity))
