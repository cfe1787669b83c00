"""What a consent is worth at a moment: decided by the acts on record, in whatever order they lie.

Two clicks at once may put two acts on record. The stricter one counts then, so that nobody's data
is used against their word: a withdrawal before a refusal, a refusal before a confirmation.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What a row of the record says; nothing is ever changed, an act is a new row."""

    GIVEN = "given", _("Given")
    REQUESTED = "requested", _("Link sent again")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class State(StrEnum):
    """What follows from the acts at a moment."""

    PENDING = "pending"  # waits for the double opt-in
    LAPSED = "lapsed"  # waited in vain
    IN_FORCE = "in_force"
    ENDED = "ended"  # the time for which it was given is over
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the first row of a consent says about its time."""

    needs_confirmation: bool
    confirm_by: datetime.datetime | None
    use_until: datetime.datetime


def state_of(terms: Terms, acts: Collection[str], now: datetime.datetime) -> State:
    """Give the state of a consent from the acts on record, in any order."""
    if Act.WITHDRAWN in acts:
        return State.WITHDRAWN
    if Act.REFUSED in acts:
        return State.REFUSED
    if terms.needs_confirmation and Act.CONFIRMED not in acts:
        in_time = terms.confirm_by is not None and now < terms.confirm_by
        return State.PENDING if in_time else State.LAPSED
    return State.IN_FORCE if now < terms.use_until else State.ENDED


#: What a person may do in which state; everything else changes nothing.
ALLOWED: dict[Act, frozenset[State]] = {
    Act.CONFIRMED: frozenset({State.PENDING}),
    Act.REFUSED: frozenset({State.PENDING}),
    Act.REQUESTED: frozenset({State.PENDING}),
    Act.WITHDRAWN: frozenset({State.PENDING, State.IN_FORCE}),
}


def is_allowed(act: Act, state: State) -> bool:
    """Whether an act changes anything about a consent in this state."""
    return state in ALLOWED.get(act, frozenset())
