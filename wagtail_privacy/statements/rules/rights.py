"""The rights of readers: Art. 13(2)(b) to (d) GDPR."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import places
from wagtail_privacy.statements.rules.values import Check, Section, Severity, Trouble, rule
from wagtail_privacy.vocabulary import Text

HERE = Section.RIGHTS


def _missing(message: str) -> Trouble:
    return Trouble(
        places.missing_section(HERE),
        message,
        _("Who does not know a right cannot use it."),
        _("Add section"),
    )


def _always(message: Text) -> Check:
    def check(facts: StatementFacts) -> Iterator[Trouble]:
        """the section "Rights" is missing"""
        if HERE not in facts.sections:
            yield _missing(str(message))

    return check


access = rule("13-2b-access", gettext_lazy("Art. 13(2)(b), Art. 15 GDPR"))(
    _always(gettext_lazy("The statement does not name the right of access."))
)
rectification = rule("13-2b-rectify", gettext_lazy("Art. 13(2)(b), Art. 16 GDPR"))(
    _always(gettext_lazy("The statement does not name the right to rectification."))
)
erasure = rule("13-2b-erase", gettext_lazy("Art. 13(2)(b), Art. 17 GDPR"))(
    _always(gettext_lazy("The statement does not name the right to erasure."))
)
restriction = rule("13-2b-restrict", gettext_lazy("Art. 13(2)(b), Art. 18 GDPR"))(
    _always(gettext_lazy("The statement does not name the right to restriction."))
)


@rule("13-2b-object", gettext_lazy("Art. 13(2)(b), Art. 21(4) GDPR"))
def objection(facts: StatementFacts) -> Iterator[Trouble]:
    """a public task, an interest or marketing is a basis, and the section "Rights" is missing"""
    if facts.can_be_objected_to and HERE not in facts.sections:
        yield _missing(_("The statement does not name the right to object."))


@rule("13-2b-port", gettext_lazy("Art. 13(2)(b), Art. 20 GDPR"))
def portability(facts: StatementFacts) -> Iterator[Trouble]:
    """consent or a contract is a basis, and the section "Rights" is missing"""
    if facts.is_portable and HERE not in facts.sections:
        yield _missing(_("The statement does not name the right to data portability."))


@rule("13-2c-withdraw", gettext_lazy("Art. 13(2)(c), Art. 7(3) GDPR"))
def withdrawal(facts: StatementFacts) -> Iterator[Trouble]:
    """something rests on consent; a section on it or a way to withdraw online is missing"""
    if not facts.rests_on_consent:
        return
    here = places.shown_in(facts, Section.WITHDRAWAL, HERE)
    if here not in facts.sections:
        yield _missing(_("The statement does not say that consent can be withdrawn."))
    controller = facts.controller
    ways = (
        controller.contact.email,
        controller.data_protection_officer.email,
        controller.secure_contact_url,
        facts.withdrawal_ways,
    )
    if not any(ways):
        yield Trouble(
            places.controller(here),
            _("Nobody can withdraw a consent online: there is no e-mail address and no form."),
            _("To withdraw must be as easy as to consent."),
            _("Enter e-mail"),
        )


@rule("13-2d-complain", gettext_lazy("Art. 13(2)(d), Art. 77 GDPR"))
def complaint(facts: StatementFacts) -> Iterator[Trouble]:
    """the section "Rights" is missing; advised: no supervisory authority is named"""
    if HERE not in facts.sections:
        yield _missing(_("The statement does not name the right to complain."))
    if not facts.controller.authority.name:
        yield Trouble(
            places.controller(HERE),
            _("No supervisory authority is named."),
            _("Readers would have to find out by themselves where to complain."),
            _("Name authority"),
            Severity.ADVISED,
        )


BASIC_RIGHTS = (access, rectification, erasure, restriction)
RULES = (*BASIC_RIGHTS, objection, portability, withdrawal, complaint)
