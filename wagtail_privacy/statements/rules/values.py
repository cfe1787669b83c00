"""What a rule is, and what it finds."""

import datetime
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.vocabulary import Text

#: The GDPR applies since this day, Art. 99(2).
GDPR_APPLIES = datetime.date(2018, 5, 25)


class Severity(StrEnum):
    """Whether the law wants it, or good practice; the worse one first."""

    MUST = "must"
    ADVISED = "advised"


class Section(StrEnum):
    """The sections in which a rule can miss something: block names, in the order of a skeleton."""

    CONTROLLER = "controller"
    REPRESENTATIVE = "representative"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    COLLECTION_POINTS = "collection_points"
    OBLIGATION = "obligation"
    DATA_CATEGORIES = "data_categories"
    RETENTION = "retention"
    SOURCES = "sources"
    WEBSITE = "website"
    DEVICE_STORAGE = "device_storage"
    STATISTICS = "statistics"
    RECIPIENTS = "recipients"
    TRANSFERS = "transfers"
    DECISIONS = "decisions"
    RIGHTS = "rights"
    WITHDRAWAL = "withdrawal"


class PlaceKind(StrEnum):
    """What is to be edited."""

    CONTROLLER = "controller"  # the settings of the site
    PURPOSE = "purpose"
    CATEGORY = "category"
    RECIPIENT = "recipient"
    PAGE = "page"  # such as a form
    SECTION = "section"  # a block of the statement itself
    CODE = "code"  # the settings file, or the owner's own code


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is mended: which object, and the section in which readers miss the words."""

    section: Section
    kind: PlaceKind
    pk: int | None = None
    name: str = ""

    @property
    def rank(self) -> tuple[int, int, str, int]:
        """Sorts places as a reader comes by them."""
        sections, kinds = list(Section), list(PlaceKind)
        return sections.index(self.section), kinds.index(self.kind), self.name, self.pk or 0

    @property
    def identity(self) -> tuple[str, ...]:
        """Tells places apart in any language; only what lives in code is known by its name."""
        name = self.name if self.kind == PlaceKind.CODE else ""
        return self.section, self.kind, str(self.pk or ""), name

    def as_json(self) -> dict[str, str | int | None]:
        """Give the place as plain data."""
        return {"section": self.section, "kind": self.kind, "pk": self.pk, "name": self.name}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a statement has forgotten, in plain words of the active language."""

    rule: str
    article: str
    severity: Severity
    place: Place
    message: str
    why: str  # it matters to a reader
    mend: str  # the verb on the button
    about: str = ""  # tells findings of one rule at one place apart, in any language

    @property
    def key(self) -> str:
        """The same for the same cause, whatever the words; another cause has another key."""
        parts = (self.rule, *self.place.identity, self.about)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a check yields; the rule adds its id, its article and, unless given, its severity."""

    place: Place
    message: str
    why: str
    mend: str
    severity: Severity | None = None
    about: str = ""  # needed if the rule can find something else at the same place


Check = Callable[[StatementFacts], Iterator[Trouble]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A duty of the law as a pure function over the facts of a statement."""

    id: str
    article: Text
    severity: Severity
    check: Check
    valid_from: datetime.date = GDPR_APPLIES

    @property
    def fires_when(self) -> str:
        """Say in one sentence when it fires."""
        return (self.check.__doc__ or "").strip()

    def findings(self, facts: StatementFacts) -> Iterator[Finding]:
        """Yield what the statement has forgotten by this rule."""
        for trouble in self.check(facts):
            yield Finding(
                rule=self.id,
                article=str(self.article),
                severity=trouble.severity or self.severity,
                place=trouble.place,
                message=trouble.message,
                why=trouble.why,
                mend=trouble.mend,
                about=trouble.about,
            )


def rule(
    rule_id: str, article: Text, severity: Severity = Severity.MUST
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring says when it fires."""
    return lambda check: Rule(rule_id, article, severity, check)
