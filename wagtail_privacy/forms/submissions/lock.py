"""The purpose lock: what a purpose opens, which rows and which fields, Art. 5(1)(b) GDPR.

The main purpose of a submission opens all its fields. Whatever opens a further purpose, such as a
consent, joins by `register_further_use`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q


class PurposeError(Exception):
    """Answers were asked for without a purpose, or for one that does not cover them."""


@dataclass(frozen=True, slots=True)
class FurtherUse:
    """Something that permits to use a submission for more than its main purpose."""

    #: Gives the condition on submissions that may be used for the purpose of this id at this time.
    condition: Callable[[int, datetime], Q]
    #: Gives the names of the fields of a form page (id) that the purpose (id) covers.
    fields: Callable[[int, int], Collection[str]]
    #: Gives the ids of the further purposes of a form page (id).
    purposes: Callable[[int], Collection[int]]


_further_uses: list[FurtherUse] = []
_requirements: list[Callable[[datetime], Q]] = []


def register_further_use(use: FurtherUse) -> None:
    """Let something open submissions for further purposes; to be called once, in `ready`."""
    _further_uses.append(use)


def register_requirement(condition: Callable[[datetime], Q]) -> None:
    """Let something be asked of every submission before it is used, such as a consent in force."""
    _requirements.append(condition)


def usable_rows(purpose_id: int, now: datetime) -> Q:
    """Give the condition on submissions that may be used for a purpose, their time not over."""
    rows = Q(purpose_id=purpose_id)
    for use in _further_uses:
        rows |= use.condition(purpose_id, now)
    required = Q(expires_at__gt=now)
    for requirement in _requirements:
        required &= requirement(now)
    return required & rows


def further_purposes_of(page_id: int) -> set[int]:
    """Give the ids of the further purposes for which a form page asks."""
    return {purpose for use in _further_uses for purpose in use.purposes(page_id)}


def covered_answers(
    answers: dict[str, Any], page_id: int, main_purpose_id: int, purpose_id: int
) -> dict[str, Any]:
    """Give those answers to a form that a purpose covers."""
    if purpose_id == main_purpose_id:
        return answers
    covered = covered_fields(page_id, purpose_id)
    return {name: answer for name, answer in answers.items() if name in covered}


def covered_fields(page_id: int, further_purpose_id: int) -> set[str]:
    """Give the names of the fields of a form page that a further purpose covers."""
    return {name for use in _further_uses for name in use.fields(page_id, further_purpose_id)}
