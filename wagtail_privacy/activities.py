"""Processing activities: the frozen values that forms, statistics and statements speak in.

Texts are in one language; a code (`legal_basis`, `kind`, `role`) is looked up in the vocabulary.
"""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from wagtail_privacy.durations import Duration
from wagtail_privacy.vocabulary import Term
from wagtail_privacy.vocabulary.data import (
    ANONYMOUS,
    DATA_KINDS,
    PERSONAL,
    SOCIAL,
    SPECIAL,
)
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES, SPECIAL_CONDITIONS, LegalBasis
from wagtail_privacy.vocabulary.recipients import (
    JOINT,
    PROCESSOR,
    RECIPIENT_ROLES,
    SAFEGUARDS,
    is_outside_eea,
)

#: The keys of the activities that observe visits; a statement tells of each in its own section.
STATISTICS, SERVER_LOG = "statistics", "server-log"


@dataclass(frozen=True, slots=True)
class DataCategoryFacts:
    """A category of data, such as "contact details"."""

    key: str
    name: str
    kind: str = PERSONAL
    description: str = ""
    examples: str = ""
    national_norm: str = ""

    @property
    def kind_term(self) -> Term:
        return DATA_KINDS[self.kind]

    @property
    def is_anonymous(self) -> bool:
        return self.kind == ANONYMOUS

    @property
    def is_delicate(self) -> bool:
        """Whether Art. 9 GDPR or social data secrecy protects it beyond the general law."""
        return self.kind in (SPECIAL, SOCIAL)


@dataclass(frozen=True, slots=True)
class RecipientFacts:
    """Somebody who receives data, Art. 4(9) GDPR."""

    key: str
    name: str
    role: str = PROCESSOR
    task: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    country_name: str = ""
    contract_date: datetime.date | None = None
    safeguard: str = ""
    safeguard_url: str = ""
    arrangement: str = ""  # with a joint controller: who does what, Art. 26(2)

    @property
    def role_term(self) -> Term:
        return RECIPIENT_ROLES[self.role]

    @property
    def safeguard_term(self) -> Term | None:
        return SAFEGUARDS[self.safeguard] if self.safeguard else None

    @property
    def is_processor(self) -> bool:
        return self.role == PROCESSOR

    @property
    def is_joint_controller(self) -> bool:
        return self.role == JOINT

    @property
    def is_outside_eea(self) -> bool:
        return is_outside_eea(self.country)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long data is kept: a period from the day it arrives, or criteria, Art. 13(2)(a) GDPR."""

    period: Duration | None = None  # at most
    criteria: str = ""
    ends_on_withdrawal: bool = False
    after_closing: Duration | None = None  # from the day on which the case is closed
    named: Duration | None = None  # the longest period that the criteria speak of

    def end(
        self, submitted: datetime.datetime, closed: datetime.datetime | None = None
    ) -> datetime.datetime:
        """Give the moment of deletion; closing a case brings it nearer and never puts it off.

        Raises `ValueError` where only criteria are given.
        """
        if self.period is None:
            raise ValueError("Without a period there is no end.")
        latest = self.period.after(submitted)
        if closed is None or self.after_closing is None:
            return latest
        return min(latest, self.after_closing.after(closed))

    @property
    def in_words(self) -> str:
        """Say it in the active language; empty if nothing is known."""
        if self.ends_on_withdrawal and self.period:
            return _("until you withdraw, %(period)s at most") % {"period": self.period}
        if self.ends_on_withdrawal:
            return self.criteria or _("until you withdraw")
        if self.after_closing and self.period:
            words = _("%(after)s after we have dealt with it, %(period)s at most")
            return words % {"after": self.after_closing, "period": self.period}
        return str(self.period or self.criteria)


@dataclass(frozen=True, slots=True)
class PurposeFacts:
    """What data is used for, and what permits it."""

    key: str
    name: str
    legal_basis: str
    description: str = ""
    type: str = ""  # code in `PURPOSE_TYPES`
    national_norm: str = ""
    special_condition: str = ""
    legitimate_interest: str = ""
    retention: Retention = Retention()
    recipients: tuple[RecipientFacts, ...] = ()

    @property
    def basis(self) -> LegalBasis:
        return LEGAL_BASES[self.legal_basis]

    @property
    def condition(self) -> Term | None:
        return SPECIAL_CONDITIONS[self.special_condition] if self.special_condition else None

    @property
    def rests_on_consent(self) -> bool:
        return self.legal_basis == "6-1-a" or self.special_condition == "9-2-a"


@dataclass(frozen=True, slots=True)
class CollectionPoint:
    """Where data is collected: a page of the site, or something with no address of its own."""

    key: str
    title: str
    url: str = ""
    page_id: int | None = None
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class DataItem:
    """One thing that a collection point asks for or observes."""

    label: str
    category: DataCategoryFacts | None
    is_required: bool = False
    reason: str = ""
    purposes: tuple[str, ...] = ()  # keys of the purposes that use it; empty: all of the activity


@dataclass(frozen=True, slots=True)
class DeviceStorage:
    """Something stored on the visitor's device or read from it (TDDDG § 25)."""

    name: str
    reason: str
    lifetime: str


@dataclass(frozen=True, slots=True)
class ProcessingActivity:
    """What happens to data at one collection point: Art. 13 GDPR in one value."""

    collection_point: CollectionPoint
    purposes: tuple[PurposeFacts, ...]
    items: tuple[DataItem, ...] = ()
    consequence: str = ""  # of not giving the data, Art. 13(2)(e)
    source: str = ""  # empty: from the person themselves; Art. 14(2)(f) otherwise
    device_storage: tuple[DeviceStorage, ...] = ()
    explanation: tuple[str, ...] = field(default=())  # sentences about how it works
    is_from_elsewhere: bool = False  # the data does not come from the person, Art. 14
    source_is_public: bool | None = None  # Art. 14(2)(f); None: not said
    is_incomplete: bool = False  # it is live although its feature would not publish it so

    @property
    def key(self) -> str:
        return self.collection_point.key

    @property
    def title(self) -> str:
        return self.collection_point.title

    @property
    def anchor(self) -> str:
        """The name of its section in the statement; notices link to it."""
        return f"activity-{self.key}"

    @property
    def is_indirect(self) -> bool:
        """Whether Art. 14 GDPR applies: the data does not come from the person."""
        return self.is_from_elsewhere or bool(self.source)

    @property
    def required_items(self) -> tuple[DataItem, ...]:
        return tuple(item for item in self.items if item.is_required)

    @property
    def voluntary_items(self) -> tuple[DataItem, ...]:
        return tuple(item for item in self.items if not item.is_required)

    @property
    def categories(self) -> tuple[DataCategoryFacts, ...]:
        """The categories of its items, each once, in the order of the form."""
        named = (item.category for item in self.items if item.category)
        return tuple({category.key: category for category in named}.values())

    def categories_for(self, purpose: PurposeFacts) -> tuple[DataCategoryFacts, ...]:
        """The categories of the items that one of its purposes uses, each once."""
        used = (item for item in self.items if not item.purposes or purpose.key in item.purposes)
        named = (item.category for item in used if item.category)
        return tuple({category.key: category for category in named}.values())

    @property
    def recipients(self) -> tuple[RecipientFacts, ...]:
        """Who receives its data, each once."""
        named = (recipient for purpose in self.purposes for recipient in purpose.recipients)
        return tuple({recipient.key: recipient for recipient in named}.values())


@dataclass(frozen=True, slots=True)
class WithdrawalWay:
    """A way to withdraw a consent, Art. 7(3) GDPR: a sentence, and where it leads if anywhere."""

    words: str
    url: str = ""
