"""Where the statement and the site disagree, in both directions: Art. 5(1)(a) GDPR."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import places
from wagtail_privacy.statements.rules.values import Section, Severity, Trouble, rule

TRANSPARENCY = gettext_lazy("Art. 5(1)(a) GDPR")


@rule("12-1-open", gettext_lazy("Art. 12(1), Art. 13(1) GDPR"))
def open_to_everybody(facts: StatementFacts) -> Iterator[Trouble]:
    """the statement, or a page above it, is closed to some who can read the site"""
    if facts.is_closed:
        yield Trouble(
            places.missing_section(Section.CONTROLLER),
            _("Not everybody can read this statement: it, or a page above it, is private."),
            _("Readers must find it before they give data, without logging in."),
            _("Set page to public"),
        )


@rule("covers-forms", gettext_lazy("Art. 13(1) GDPR"))
def covered_forms(facts: StatementFacts) -> Iterator[Trouble]:
    """a form is live, and the section "Collection points" is missing"""
    if Section.COLLECTION_POINTS in facts.sections:
        return
    for activity in facts.collection_points:
        yield Trouble(
            places.missing_section(Section.COLLECTION_POINTS),
            _("“%(title)s” is live, but the statement does not mention it.")
            % {"title": activity.title},
            _("Readers must find here whatever the site asks them for."),
            _("Add to statement"),
            about=activity.key,
        )


@rule("live-incomplete", gettext_lazy("Art. 5(2) GDPR"))
def complete_forms(facts: StatementFacts) -> Iterator[Trouble]:
    """a form is live that could not be published as it stands"""
    for activity in facts.activities:
        # Without a purpose it has a finding that says more.
        if activity.is_incomplete and activity.purposes:
            yield Trouble(
                places.of_activity(activity),
                _("“%(title)s” is live, but could not be published as it stands.")
                % {"title": activity.title},
                _("It went live past the check of publishing, which says what is missing."),
                _("Publish it again"),
                about=activity.key,
            )


@rule("covers-statistics", gettext_lazy("Art. 13(1) GDPR"))
def covered_statistics(facts: StatementFacts) -> Iterator[Trouble]:
    """the statistics are on, and the section "Statistics" is missing"""
    if facts.statistics and Section.STATISTICS not in facts.sections:
        yield Trouble(
            places.missing_section(Section.STATISTICS),
            _("The site counts page views, but the statement does not mention it."),
            _("Readers must find here whatever the site observes."),
            _("Add section"),
        )


@rule("covers-device-storage", gettext_lazy("§ 25(1) TDDDG, Art. 13(1) GDPR"))
def covered_device_storage(facts: StatementFacts) -> Iterator[Trouble]:
    """something is stored on the device, and no section says so"""
    here = Section.DEVICE_STORAGE
    told = {Section.COLLECTION_POINTS} & facts.sections
    for stored in facts.stored_on_device:
        if here not in facts.sections and {*map(places.section_of, stored.activities)} - told:
            yield Trouble(
                places.missing_section(here),
                _("“%(name)s” is stored on the device, but the statement does not mention it.")
                % {"name": stored.storage.name},
                _("Readers must find here whatever the site stores on their device."),
                _("Add section"),
            )


@rule("covers-items", TRANSPARENCY, Severity.ADVISED)
def covered_items(facts: StatementFacts) -> Iterator[Trouble]:
    """a collection point asks for something that belongs to no data category"""
    for activity in facts.activities:
        unclear = [item.label for item in activity.items if item.category is None]
        if unclear:
            yield Trouble(
                places.of_activity(activity),
                _("“%(title)s” asks for something without a data category: %(items)s.")
                % {"title": activity.title, "items": ", ".join(unclear)},
                _("Without a category the statement cannot say which data it is."),
                _("Choose category"),
                about="\0".join(unclear),
            )


@rule("covers-log", gettext_lazy("Art. 13(1)(c), Art. 13(2)(a) GDPR"), Severity.ADVISED)
def covered_log(facts: StatementFacts) -> Iterator[Trouble]:
    """nobody says what the server logs, or for how long, or the section "Website" is missing"""
    controller, here = facts.controller, Section.WEBSITE
    why = _("Every visitor leaves an address in the log of a server; it is personal data.")
    if here not in facts.sections:
        yield Trouble(
            places.missing_section(here),
            _("The statement does not say what the server logs."),
            why,
            _("Add section"),
        )
    if not controller.server_log_address:
        yield Trouble(
            places.controller(here),
            _("You have not said what the server logs."),
            why,
            _("Answer question"),
        )
    elif controller.server_log_address != "none" and not controller.server_log_days:
        yield Trouble(
            places.controller(here),
            _("You have not said how long the log of the server is kept."),
            why,
            _("Set period"),
            about="period",
        )


@rule("unused-purpose", TRANSPARENCY, Severity.ADVISED)
def used_purposes(facts: StatementFacts) -> Iterator[Trouble]:
    """a purpose is registered that no published form and no other activity has"""
    for purpose in facts.registered_purposes:
        if purpose.key not in facts.used_keys:
            yield Trouble(
                places.of_entry(purpose, Section.COLLECTION_POINTS),
                _("Nothing on the site uses the purpose “%(name)s”.") % {"name": purpose.name},
                _("What is no longer done needs no purpose."),
                _("Check purpose"),
            )


@rule("unused-category", TRANSPARENCY, Severity.ADVISED)
def used_categories(facts: StatementFacts) -> Iterator[Trouble]:
    """a data category is registered that no published form and no other activity asks for"""
    for category in facts.registered_categories:
        if category.key not in facts.used_keys:
            yield Trouble(
                places.of_entry(category, Section.DATA_CATEGORIES),
                _("Nothing on the site asks for the data category “%(name)s”.")
                % {"name": category.name},
                _("What is no longer asked for needs no category."),
                _("Check category"),
            )


@rule("unused-recipient", TRANSPARENCY, Severity.ADVISED)
def used_recipients(facts: StatementFacts) -> Iterator[Trouble]:
    """the statement names a recipient to whom no purpose gives data"""
    for recipient in facts.registered_recipients:
        if recipient.key not in facts.used_keys:
            yield Trouble(
                places.of_entry(recipient, Section.RECIPIENTS),
                _("The statement names %(name)s, but no purpose gives them data.")
                % {"name": recipient.name},
                _("Readers are told of a recipient who may receive nothing."),
                _("Check recipient"),
            )


RULES = (
    open_to_everybody,
    covered_forms,
    complete_forms,
    covered_statistics,
    covered_device_storage,
    covered_items,
    covered_log,
    used_purposes,
    used_categories,
    used_recipients,
)


@rule("covers-site", gettext_lazy("Art. 13(1) GDPR"))
def uncovered_forms(facts: StatementFacts) -> Iterator[Trouble]:
    """a form is live, and no statement is published in its language"""
    for activity in facts.collection_points:
        yield Trouble(
            places.missing_section(Section.COLLECTION_POINTS),
            _("“%(title)s” is live, but no published statement mentions it.")
            % {"title": activity.title},
            _(
                "Readers must find a statement in the language in which the site asks them: "
                "translate the one that there is, or add one."
            ),
            _("Add to statement"),
            about=activity.key,
        )
