"""Who receives data, and where: Art. 13(1)(e) and (f) GDPR."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_privacy.activities import RecipientFacts
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import places
from wagtail_privacy.statements.rules.values import Section, Severity, Trouble, rule
from wagtail_privacy.vocabulary.recipients import SAFEGUARDS

HERE = Section.RECIPIENTS
#: A decision and a consent have no copy to hand out, Art. 13(1)(f) GDPR.
WITHOUT_COPY = ("45", "49-1-a")


@rule("13-1e-recipients", gettext_lazy("Art. 13(1)(e) GDPR"))
def named_recipients(facts: StatementFacts) -> Iterator[Trouble]:
    """nobody says who receives data, not even that nobody does"""
    why = _("Readers must learn who else gets to see their data.")
    if facts.recipients and HERE not in facts.sections:
        yield Trouble(
            places.missing_section(HERE),
            _("The statement does not say who receives data."),
            why,
            _("Add section"),
        )
    if not facts.recipients and not facts.controller.gives_data_to_nobody:
        yield Trouble(
            places.controller(HERE),
            _("No recipient is registered, and you have not said that there is none."),
            why,
            _("Answer question"),
        )
    if facts.recipients and facts.controller.gives_data_to_nobody:
        yield Trouble(
            places.controller(HERE),
            _("You say that nobody outside receives data, but there are recipients."),
            why,
            _("Correct answer"),
            Severity.ADVISED,
            about="contradiction",
        )


@rule("13-1f-transfer", gettext_lazy("Art. 13(1)(f) GDPR"))
def safe_transfer(facts: StatementFacts) -> Iterator[Trouble]:
    """a recipient outside the EEA has no safeguard, or no copy of it can be had"""
    here = places.shown_in(facts, Section.TRANSFERS, HERE)
    for recipient in facts.transfers:
        if message := _problem_of_transfer(recipient):
            yield Trouble(
                places.of_entry(recipient, here),
                message % {"name": recipient.name},
                _("Outside the EU/EEA other law protects the data, or none."),
                _("Name safeguard"),
                about=recipient.safeguard,
            )


def _problem_of_transfer(recipient: RecipientFacts) -> str:
    if recipient.safeguard not in SAFEGUARDS:
        return _("%(name)s receives data outside the EU/EEA without a safeguard.")
    if recipient.safeguard not in WITHOUT_COPY and not recipient.safeguard_url:
        return _("Readers cannot find a copy of the safeguard for %(name)s.")
    return ""


@rule("13-1f-none", gettext_lazy("Art. 13(1)(f) GDPR"), Severity.ADVISED)
def known_countries(facts: StatementFacts) -> Iterator[Trouble]:
    """no transfer abroad is known, but a recipient has no country, or nothing says so"""
    if facts.transfers:
        return
    here = places.shown_in(facts, Section.TRANSFERS, HERE)
    why = _("The statement may say “nobody outside the EU/EEA” only if that is known.")
    for recipient in facts.recipients:
        if not recipient.country:
            yield Trouble(
                places.of_entry(recipient, here),
                _("The country of %(name)s is missing.") % {"name": recipient.name},
                why,
                _("Choose country"),
            )
    if here not in facts.sections:
        yield Trouble(
            places.missing_section(here),
            _("The statement does not say that no data goes to countries outside the EU/EEA."),
            _("Readers ask for it; silence could also mean that you forgot it."),
            _("Add section"),
        )


RULES = (named_recipients, safe_transfer, known_countries)
