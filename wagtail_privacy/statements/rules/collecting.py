"""How data is collected, kept and decided on: Art. 13(2)(a), (e), (f), 13(3) and Art. 14 GDPR."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import places
from wagtail_privacy.statements.rules.purposes import uses
from wagtail_privacy.statements.rules.values import Section, Trouble, rule


@rule("13-2a-retention", gettext_lazy("Art. 13(2)(a) GDPR"))
def named_period(facts: StatementFacts) -> Iterator[Trouble]:
    """a purpose has neither a period nor criteria for how long data is kept"""
    for activity, purpose in uses(facts):
        if purpose.retention.period is None and not purpose.retention.criteria:
            here = places.shown_in(facts, places.section_of(activity), Section.RETENTION)
            yield Trouble(
                places.of_entry(purpose, here),
                _("The purpose “%(name)s” has no retention period.") % {"name": purpose.name},
                _("Readers must learn how long you keep their data."),
                _("Set period"),
            )


@rule("13-2e-required", gettext_lazy("Art. 13(2)(e) GDPR"))
def named_consequence(facts: StatementFacts) -> Iterator[Trouble]:
    """a collection point does not say what happens if somebody does not give the data"""
    for activity in facts.activities:
        if activity.items and not activity.consequence and not activity.is_indirect:
            here = places.shown_in(facts, places.section_of(activity), Section.OBLIGATION)
            yield Trouble(
                places.of_activity(activity, here),
                _("“%(title)s” does not say what happens if somebody does not answer.")
                % {"title": activity.title},
                _("Only who knows the consequence can decide freely."),
                _("Name consequence"),
            )


@rule("13-2f-adm", gettext_lazy("Art. 13(2)(f), Art. 22 GDPR"))
def explained_decisions(facts: StatementFacts) -> Iterator[Trouble]:
    """nobody says whether a machine decides alone, or one does and logic or effect is missing"""
    controller = facts.controller
    here = places.shown_in(facts, Section.DECISIONS, Section.WEBSITE)
    why = _("Readers must know whether a machine decides on them, by what, and with which effect.")
    if controller.decides_automatically is None:
        yield Trouble(
            places.controller(here),
            _("You have not said whether a machine makes decisions alone."),
            why,
            _("Answer question"),
        )
    if not controller.decides_automatically:
        return
    if not (controller.decision_logic and controller.decision_consequences):
        yield Trouble(
            places.controller(here),
            _("A machine decides alone, but how, or what follows from it, is not explained."),
            why,
            _("Explain decision"),
            about="explanation",
        )
    if here not in facts.sections:
        yield Trouble(
            places.missing_section(here),
            _("The statement does not say that a machine makes decisions alone."),
            why,
            _("Add section"),
        )


@rule("13-3-further", gettext_lazy("Art. 13(3), Art. 5(1)(b), Art. 6(4) GDPR"))
def announced_use(facts: StatementFacts) -> Iterator[Trouble]:
    """data that is held already is used for something new, unannounced or without permission"""
    for use in facts.further_uses:
        place = places.of_entry(use.purpose, Section.COLLECTION_POINTS)
        if not use.is_announced:
            yield Trouble(
                place,
                _("Data that you hold already is to be used for “%(name)s”, and nobody was told.")
                % {"name": use.purpose.name},
                _("Readers must learn of a new use before it begins."),
                _("Announce use"),
            )
        if not use.compatibility and not use.purpose.rests_on_consent:
            yield Trouble(
                place,
                _("Nothing says why data that you hold already may be used for “%(name)s”.")
                % {"name": use.purpose.name},
                _("A new use needs a consent, or must fit what the data was given for."),
                _("Check purpose"),
                about="permission",
            )


@rule("14-1d-cats", gettext_lazy("Art. 14(1)(d) GDPR"))
def named_categories(facts: StatementFacts) -> Iterator[Trouble]:
    """data does not come from the person, and its categories are not named"""
    for activity in facts.activities:
        if activity.is_indirect and not activity.categories:
            yield Trouble(
                places.of_activity(activity),
                _("“%(title)s” gets data from elsewhere, but does not say which.")
                % {"title": activity.title},
                _("Readers did not give this data themselves and cannot know which it is."),
                _("Name data"),
            )


@rule("14-2f-source", gettext_lazy("Art. 14(2)(f) GDPR"))
def named_source(facts: StatementFacts) -> Iterator[Trouble]:
    """data does not come from the person, and its source, or whether it is public, is not named"""
    for activity in facts.activities:
        if activity.is_indirect and not (activity.source and activity.source_is_public is not None):
            here = places.shown_in(facts, Section.SOURCES, places.section_of(activity))
            yield Trouble(
                places.of_activity(activity, here),
                _("“%(title)s” does not say where its data comes from.")
                % {"title": activity.title},
                _("Readers must learn from where you have their data, and whether all can see it."),
                _("Name source"),
            )


RULES = (
    named_period,
    named_consequence,
    explained_decisions,
    announced_use,
    named_categories,
    named_source,
)
