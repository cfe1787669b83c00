"""All that a statement draws on, as one value: what the site really does today."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from wagtail_privacy.activities import (
    SERVER_LOG,
    STATISTICS,
    DataCategoryFacts,
    DeviceStorage,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
    WithdrawalWay,
)
from wagtail_privacy.controllers import ControllerFacts, ServerLog
from wagtail_privacy.durations import Duration
from wagtail_privacy.vocabulary import Term
from wagtail_privacy.vocabulary.data import DATA_KINDS
from wagtail_privacy.vocabulary.rights import COMPLAIN, OBJECT, PORT, RIGHTS, WITHDRAW, Right

Keyed = TypeVar("Keyed", DataCategoryFacts, PurposeFacts, RecipientFacts)

#: So many purposes stand in the summary, which is to stay at five lines.
IN_SHORT = 6
#: So many names are read faster than a word for all of them.
FEW = 3
#: So many recipients are named in the summary.
FEW_NAMES = 2
#: The rights that the summary names; objection comes with them where it applies.
ASKED_FOR = ("15", "17")
#: More collection points than this no longer fit beside the text.
MANY_POINTS = 12


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """The categories of one kind."""

    kind: Term
    categories: tuple[DataCategoryFacts, ...]


@dataclass(frozen=True, slots=True)
class FurtherUse:
    """A purpose that came or changed although data is held already, Art. 13(3) GDPR."""

    purpose: PurposeFacts
    is_announced: bool = False  # people were told before it began
    compatibility: str = ""  # why it fits the first purpose, Art. 6(4); not needed with consent


@dataclass(frozen=True, slots=True)
class PurposeUse:
    """A purpose with the activities that have it."""

    purpose: PurposeFacts
    activities: tuple[ProcessingActivity, ...]


@dataclass(frozen=True, slots=True)
class StoredOnDevice:
    """Something that is stored on the visitor's device, with the activities that do so."""

    storage: DeviceStorage
    activities: tuple[ProcessingActivity, ...]
    is_everywhere: bool = False  # all collection points do, and they are more than a few


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from not answering, with the activities of which it is true."""

    words: str
    activities: tuple[ProcessingActivity, ...]


@dataclass(frozen=True)
class StatementFacts:
    """Who is responsible, what is done, and who receives data, on one site in one language.

    What follows `server_log` is gathered for the rules only; a reader's page needs
    none of it.
    """

    controller: ControllerFacts = field(default_factory=ControllerFacts)
    activities: tuple[ProcessingActivity, ...] = ()
    registered_recipients: tuple[RecipientFacts, ...] = ()
    withdrawal_ways: tuple[WithdrawalWay, ...] = ()
    server_log: ServerLog = field(default_factory=ServerLog)
    sections: frozenset[str] = frozenset()  # names of the blocks that the statement contains
    registered_purposes: tuple[PurposeFacts, ...] = ()
    registered_categories: tuple[DataCategoryFacts, ...] = ()
    used_keys: frozenset[str] = frozenset()  # what any site in any language uses of the registers
    further_uses: tuple[FurtherUse, ...] = ()
    is_closed: bool = False  # not everybody who can read the site can read its statement

    @cached_property
    def collection_points(self) -> tuple[ProcessingActivity, ...]:
        """The activities that ask people for data; what observes visits has its own sections."""
        return tuple(a for a in self.activities if a.key not in (STATISTICS, SERVER_LOG))

    @cached_property
    def statistics(self) -> ProcessingActivity | None:
        """What the statistics do, or None while nothing is counted."""
        return next((a for a in self.activities if a.key == STATISTICS), None)

    @cached_property
    def log_purpose(self) -> PurposeFacts | None:
        """What the log of the server is for, or None while it keeps nothing of visitors."""
        found = (a.purposes[0] for a in self.activities if a.key == SERVER_LOG)
        return next(found, None)

    @cached_property
    def purposes(self) -> tuple[PurposeFacts, ...]:
        """Every purpose once."""
        return _once(purpose for activity in self.activities for purpose in activity.purposes)

    @cached_property
    def uses(self) -> tuple[PurposeUse, ...]:
        """Every purpose once, with the activities that have it."""
        pairs = [(p, activity) for activity in self.activities for p in activity.purposes]
        return tuple(
            PurposeUse(purpose, tuple(a for p, a in pairs if p.key == purpose.key))
            for purpose in self.purposes
        )

    @cached_property
    def asking_uses(self) -> tuple[PurposeUse, ...]:
        """The purposes for which people are asked, each once, with the collection points."""
        asking = {activity.key for activity in self.collection_points}
        kept = (
            PurposeUse(use.purpose, tuple(a for a in use.activities if a.key in asking))
            for use in self.uses
        )
        return tuple(use for use in kept if use.activities)

    @property
    def uses_in_short(self) -> tuple[PurposeUse, ...]:
        """As many purposes as a summary of five lines can name."""
        return self.asking_uses if self.uses_left_out == 0 else self.asking_uses[:IN_SHORT]

    @property
    def uses_left_out(self) -> int:
        """How many purposes the summary does not name; never a single one."""
        left_out = len(self.asking_uses) - IN_SHORT
        return left_out if left_out > 1 else 0

    @property
    def has_many_points(self) -> bool:
        """Whether there are so many collection points that a reader needs a way back."""
        return len(self.collection_points) > MANY_POINTS

    @cached_property
    def uses_by_consent(self) -> tuple[PurposeUse, ...]:
        """The purposes that rest on consent, which can be withdrawn."""
        return tuple(use for use in self.uses if use.purpose.rests_on_consent)

    @cached_property
    def stored_on_device(self) -> tuple[StoredOnDevice, ...]:
        """What is stored on the visitor's device, each once."""
        pairs = [(s, activity) for activity in self.activities for s in activity.device_storage]
        found = (
            (storage, tuple(a for s, a in pairs if s == storage))
            for storage in dict.fromkeys(storage for storage, _activity in pairs)
        )
        points = self.collection_points
        return tuple(
            StoredOnDevice(storage, activities, len(points) > FEW and activities == points)
            for storage, activities in found
        )

    @cached_property
    def consequences(self) -> tuple[Consequence, ...]:
        """What follows where people do not answer; the same words stand once."""
        asking = [a for a in self.collection_points if a.consequence and not a.is_indirect]
        return tuple(
            Consequence(words, tuple(a for a in asking if a.consequence == words))
            for words in dict.fromkeys(activity.consequence for activity in asking)
        )

    @cached_property
    def from_elsewhere(self) -> tuple[ProcessingActivity, ...]:
        """The activities whose data does not come from the person, Art. 14 GDPR."""
        return tuple(activity for activity in self.activities if activity.is_indirect)

    @cached_property
    def recipients(self) -> tuple[RecipientFacts, ...]:
        """Everybody who receives data, by the register or by an activity, each once."""
        of_activities = (r for activity in self.activities for r in activity.recipients)
        return _once([*self.registered_recipients, *of_activities])

    @property
    def recipients_in_short(self) -> tuple[RecipientFacts, ...]:
        """The recipients if they are so few that their names fit into a line; else none."""
        return self.recipients if len(self.recipients) <= FEW_NAMES else ()

    @cached_property
    def category_groups(self) -> tuple[CategoryGroup, ...]:
        """The categories that the site really collects, by kind."""
        used = _once(c for activity in self.activities for c in activity.categories)
        groups = ((kind, tuple(c for c in used if c.kind == kind.code)) for kind in DATA_KINDS)
        return tuple(CategoryGroup(kind, found) for kind, found in groups if found)

    @cached_property
    def transfers(self) -> tuple[RecipientFacts, ...]:
        """Recipients outside the European Economic Area, Art. 13(1)(f) GDPR."""
        return tuple(recipient for recipient in self.recipients if recipient.is_outside_eea)

    @cached_property
    def stays_in_eea(self) -> bool:
        """Whether every recipient is known to be inside the European Economic Area."""
        return all(r.country and not r.is_outside_eea for r in self.recipients)

    @cached_property
    def periods(self) -> tuple[Duration, ...]:
        """Every period that the statement names, also of log and sums, the shortest first."""
        found = (p.retention.period or p.retention.named for p in self.purposes)
        once = dict.fromkeys(period for period in found if period)
        return tuple(sorted(once, key=lambda period: period.approximate_days))

    @cached_property
    def has_open_periods(self) -> bool:
        """Whether something is kept by criteria only, which no span of periods covers."""
        kept = (purpose.retention for purpose in self.purposes)
        return any(r.in_words and not (r.period or r.named) for r in kept)

    @cached_property
    def rests_on_consent(self) -> bool:
        return any(purpose.rests_on_consent for purpose in self.purposes)

    @cached_property
    def can_be_objected_to(self) -> bool:
        """Whether Art. 21 GDPR applies: a public task, a legitimate interest, or marketing."""
        return any(
            purpose.legal_basis in ("6-1-e", "6-1-f") or "Marketing" in purpose.type
            for purpose in self.purposes
        )

    @cached_property
    def is_portable(self) -> bool:
        """Whether Art. 20 GDPR applies: consent or a contract."""
        return any(p.rests_on_consent or p.legal_basis == "6-1-b" for p in self.purposes)

    @cached_property
    def rights(self) -> tuple[Right, ...]:
        """The rights that people have here, but for objection and complaint, which stand apart."""
        absent = {OBJECT, COMPLAIN}
        if not self.rests_on_consent:
            absent.add(WITHDRAW)
        if not self.is_portable:
            absent.add(PORT)
        return tuple(right for right in RIGHTS if right.code not in absent)

    @property
    def rights_in_short(self) -> tuple[Right, ...]:
        """The rights that people ask for most."""
        asked = [right for right in self.rights if right.code in ASKED_FOR]
        return (*asked, self.objection) if self.objection else (*asked,)

    @property
    def rights_left_out(self) -> int:
        """How many rights the summary does not name; complaint is one of them."""
        return len(self.rights) + bool(self.objection) + 1 - len(self.rights_in_short)

    @property
    def objection(self) -> Right | None:
        """The right to object, for a box of its own: Art. 21(4) GDPR."""
        return RIGHTS[OBJECT] if self.can_be_objected_to else None

    @property
    def complaint(self) -> Right:
        return RIGHTS[COMPLAIN]


def _once(values: Iterable[Keyed]) -> tuple[Keyed, ...]:
    return tuple({value.key: value for value in values}.values())
