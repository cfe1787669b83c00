"""What for, and what permits it: Art. 13(1)(c) and (d), Art. 6 and 9 GDPR."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_privacy.activities import STATISTICS, ProcessingActivity, PurposeFacts
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.rules import places
from wagtail_privacy.statements.rules.values import Section, Severity, Trouble, rule
from wagtail_privacy.vocabulary.data import SPECIAL
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES, SPECIAL_CONDITIONS

#: Words that could stand for anything (examples of WP260, no. 12, and their kin).
VAGUE_WORDS = (
    "new services",
    "research purposes",
    "personalised services",
    "personalized services",
    "business purposes",
    "various purposes",
    "other purposes",
    "internal purposes",
    "user experience",
    "neue dienste",
    "neue services",
    "forschungszwecke",
    "personalisierte dienste",
    "geschäftliche zwecke",
    "geschäftszwecke",
    "verschiedene zwecke",
    "sonstige zwecke",
    "interne zwecke",
    "nutzererlebnis",
    "nutzererfahrung",
)


def uses(facts: StatementFacts) -> Iterator[tuple[ProcessingActivity, PurposeFacts]]:
    """Yield each purpose once, with the first activity that has it."""
    seen: set[str] = set()
    for activity in facts.activities:
        for purpose in activity.purposes:
            if purpose.key not in seen:
                seen.add(purpose.key)
                yield activity, purpose


def _needs_interest(purpose: PurposeFacts) -> bool:
    code = purpose.legal_basis
    return code in LEGAL_BASES and LEGAL_BASES[code].needs_interest


def is_vague(purpose: PurposeFacts) -> bool:
    """Whether the words for a purpose could stand for anything."""
    words = f"{purpose.name} {purpose.description}".casefold()
    return any(vague in words for vague in VAGUE_WORDS)


@rule("13-1c-purpose", gettext_lazy("Art. 13(1)(c) GDPR"))
def described_purpose(facts: StatementFacts) -> Iterator[Trouble]:
    """a collection point has no purpose, or a purpose has no description or a vague one"""
    why = _("Readers give their data for something; they must learn for what.")
    for activity in facts.activities:
        if not activity.purposes:
            yield Trouble(
                places.of_activity(activity),
                _("“%(title)s” has no purpose.") % {"title": activity.title},
                why,
                _("Choose purpose"),
                about=activity.key,
            )
    for activity, purpose in uses(facts):
        if not purpose.description:
            yield Trouble(
                places.of_purpose(purpose, activity),
                _("The purpose “%(name)s” is not described.") % {"name": purpose.name},
                why,
                _("Describe purpose"),
            )
        elif is_vague(purpose):
            yield Trouble(
                places.of_purpose(purpose, activity),
                _("The words for the purpose “%(name)s” could stand for anything.")
                % {"name": purpose.name},
                why,
                _("Describe purpose"),
                about="vague",
            )


@rule("13-1c-basis", gettext_lazy("Art. 13(1)(c), Art. 6(1), (3) GDPR"))
def named_basis(facts: StatementFacts) -> Iterator[Trouble]:
    """a purpose has no legal basis, or a duty or public task has no law behind it"""
    why = _("Readers must learn what permits the use of their data.")
    for activity, purpose in uses(facts):
        place = places.of_purpose(purpose, activity)
        if purpose.legal_basis not in LEGAL_BASES:
            yield Trouble(
                place,
                _("The purpose “%(name)s” has no legal basis.") % {"name": purpose.name},
                why,
                _("Choose legal basis"),
            )
        elif LEGAL_BASES[purpose.legal_basis].needs_norm and not purpose.national_norm:
            # The law behind the statistics is an answer of the controller.
            is_counting = activity.key == STATISTICS
            yield Trouble(
                places.controller(Section.STATISTICS) if is_counting else place,
                _("The purpose “%(name)s” names no law behind its legal basis.")
                % {"name": purpose.name},
                why,
                _("Name law"),
                about="law",
            )


@rule("13-1c-art9", gettext_lazy("Art. 9(2) GDPR"))
def named_condition(facts: StatementFacts) -> Iterator[Trouble]:
    """special categories are used for a purpose without a condition of Art. 9(2)"""
    seen: set[str] = set()
    for activity in facts.activities:
        for purpose in activity.purposes:
            if not any(c.kind == SPECIAL for c in activity.categories_for(purpose)):
                continue
            if purpose.special_condition in SPECIAL_CONDITIONS or purpose.key in seen:
                continue
            seen.add(purpose.key)
            yield Trouble(
                places.of_purpose(purpose, activity),
                _("“%(title)s” asks for special data such as health, but names no condition.")
                % {"title": activity.title},
                _("The law forbids the use of such data unless one of ten conditions is met."),
                _("Choose condition"),
            )


@rule("13-1c-public-f", gettext_lazy("Art. 6(1), second subparagraph, GDPR"), Severity.ADVISED)
def public_task(facts: StatementFacts) -> Iterator[Trouble]:
    """a public body rests a purpose on legitimate interests"""
    if not facts.controller.is_public_body:
        return
    for activity, purpose in uses(facts):
        if purpose.legal_basis == "6-1-f":
            yield Trouble(
                places.of_purpose(purpose, activity),
                _("A public body rests the purpose “%(name)s” on its interests.")
                % {"name": purpose.name},
                _("A public body cannot rest its tasks on legitimate interests."),
                _("Check legal basis"),
            )


@rule("13-1d-interest", gettext_lazy("Art. 13(1)(d) GDPR"))
def named_interest(facts: StatementFacts) -> Iterator[Trouble]:
    """a purpose rests on a legitimate interest that is not named"""
    for activity, purpose in uses(facts):
        if _needs_interest(purpose) and not purpose.legitimate_interest:
            yield Trouble(
                places.of_purpose(purpose, activity),
                _("The interest behind the purpose “%(name)s” is not named.")
                % {"name": purpose.name},
                _("Only who knows the interest can weigh it and object."),
                _("Name interest"),
            )


RULES = (
    described_purpose,
    named_basis,
    named_condition,
    public_task,
    named_interest,
)
