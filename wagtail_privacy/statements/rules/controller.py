"""Who is responsible: Art. 13(1)(a) and (b) GDPR."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import places
from wagtail_privacy.statements.rules.values import Section, Severity, Trouble, rule

HERE = Section.CONTROLLER


@rule("13-1a-controller", gettext_lazy("Art. 13(1)(a) GDPR"))
def named_controller(facts: StatementFacts) -> Iterator[Trouble]:
    """the controller has no name or no address, or the section "Who is responsible" is missing"""
    why = _("Readers must learn who answers for their data, and how to reach them.")
    contact = facts.controller.contact
    if HERE not in facts.sections:
        yield Trouble(
            places.missing_section(HERE),
            _("The statement does not say who is responsible."),
            why,
            _("Add section"),
        )
    if not contact.name:
        yield Trouble(
            places.controller(HERE),
            _("The name of whoever is responsible is missing."),
            why,
            _("Enter name"),
            about="name",
        )
    if not contact:
        yield Trouble(
            places.controller(HERE),
            _("Whoever is responsible has no address, no e-mail and no telephone."),
            why,
            _("Enter address"),
            about="address",
        )


@rule("13-1a-rep", gettext_lazy("Art. 13(1)(a), Art. 27 GDPR"))
def named_representative(facts: StatementFacts) -> Iterator[Trouble]:
    """the controller is outside the EEA, no public body, and has no representative with address"""
    controller = facts.controller
    # Art. 27(2)(b): not for a public authority or body.
    if not controller.is_outside_eea or controller.is_public_body:
        return
    if not (controller.representative.name and controller.representative):
        yield Trouble(
            places.controller(places.shown_in(facts, Section.REPRESENTATIVE, HERE)),
            _("You are established outside the EU/EEA, but no representative is named."),
            _("Readers in Europe need somebody in Europe whom they can turn to."),
            _("Name representative"),
        )


@rule("13-1a-joint", gettext_lazy("Art. 13(1)(a), Art. 26(2) GDPR"))
def explained_arrangement(facts: StatementFacts) -> Iterator[Trouble]:
    """a joint controller has no arrangement in words"""
    for recipient in facts.recipients:
        if recipient.is_joint_controller and not recipient.arrangement:
            yield Trouble(
                places.of_entry(recipient, Section.RECIPIENTS),
                _("You are responsible together with %(name)s, but nobody learns who does what.")
                % {"name": recipient.name},
                _("Readers must know whom of you they can turn to."),
                _("Describe arrangement"),
            )


@rule("13-1b-dpo", gettext_lazy("Art. 13(1)(b), Art. 37 GDPR"))
def reachable_officer(facts: StatementFacts) -> Iterator[Trouble]:
    """a data protection officer is appointed or due (public body) and cannot be reached"""
    controller = facts.controller
    if controller.data_protection_officer:
        return
    place = places.controller(places.shown_in(facts, Section.DATA_PROTECTION_OFFICER, HERE))
    why = _("The officer is the person whom readers can ask in confidence.")
    if controller.is_public_body or controller.has_data_protection_officer:
        yield Trouble(
            place,
            _("Nobody can reach the data protection officer: every address is missing."),
            why,
            _("Enter address"),
        )
    elif controller.has_data_protection_officer is None:
        yield Trouble(
            place,
            _("You have not said whether there is a data protection officer."),
            why,
            _("Answer question"),
            Severity.ADVISED,
            about="unanswered",
        )


RULES = (named_controller, named_representative, explained_arrangement, reachable_officer)
