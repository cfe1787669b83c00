"""A change of keys: whatever is sealed is wrapped anew by the first key of the settings.

Only the wrapping of each envelope is rewritten. Stopped anywhere, a rotation goes on where it was:
each envelope names its key.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from wagtail_privacy.forms.at_rest import encryption, storage
from wagtail_privacy.forms.at_rest.encryption import EncryptionError, UnknownKeyError

CHUNK = 500
#: Stands for the key of what lies in clear.
IN_CLEAR = ""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class SealedStore:
    """A table with a JSON column of envelopes; its rows say what they belong to by `bound_to`."""

    model: type[Model]
    field: str
    unread: tuple[str, ...] = ()  # columns that a rotation need not read

    def rows(self) -> QuerySet[Any]:
        return self.model._default_manager.defer(*self.unread).order_by("pk")

    def key_ids(self) -> Counter[str]:
        """Count the rows per id of the key that sealed them."""
        parts = [KeyTextTransform(name, self.field) for name in ("format", "key")]
        counted = self.rows().order_by().values_list(*parts).annotate(Count("pk")).order_by()
        found: Counter[str] = Counter()
        for form, key_id, number in counted:
            # What lies in clear may have a question called "key": its answer is not ours to tell.
            found[key_id if form == encryption.FORMAT else IN_CLEAR] += number
        return found


@dataclass(slots=True)
class Outcome:
    """What a rotation has done: how many were wrapped anew, and what it had to leave."""

    done: int = 0
    lacking: Counter[str] = field(default_factory=Counter)  # per id of a key that is not there
    damaged: list[str] = field(default_factory=list)  # table and id of the row

    @property
    def is_complete(self) -> bool:
        return not self.lacking and not self.damaged


_stores: list[SealedStore] = []


def register_sealed_store(model: type[Model], column: str, unread: tuple[str, ...] = ()) -> None:
    """Let a rotation also look after the envelopes of a table; to be called once, in `ready`."""
    _stores.append(SealedStore(model, column, unread))


def sealed_stores() -> tuple[SealedStore, ...]:
    """Give the tables with envelopes."""
    return tuple(_stores)


def key_ids() -> Counter[str]:
    """Count all envelopes per id of the key that sealed them; `IN_CLEAR` for what lies open."""
    return sum((store.key_ids() for store in _stores), Counter())


def rotate(on_progress: Progress = lambda done: None) -> Outcome:
    """Wrap anew whatever another key than the current one has sealed, and seal what lies open."""
    current, outcome = encryption.current_key_id(), Outcome()
    for store in _stores:
        for rows in _chunks(store, current):
            with transaction.atomic():
                for row in rows:
                    _rotate_row(store, row, outcome)
            on_progress(outcome.done)
    return outcome


def _chunks(store: SealedStore, current: str) -> Iterator[list[Any]]:
    last = 0
    other_key = ~Q(**{f"{store.field}__key": current})
    no_key = Q(**{f"{store.field}__key__isnull": True})
    others = store.rows().filter(other_key | no_key)
    while rows := list(others.filter(pk__gt=last)[:CHUNK]):
        last = rows[-1].pk
        yield rows


def _rotate_row(store: SealedStore, row: Any, outcome: Outcome) -> None:
    old = getattr(row, store.field)
    try:
        new = _sealed_anew(old, row.bound_to)
    except UnknownKeyError:
        outcome.lacking[str(old["key"])] += 1
    except EncryptionError:
        outcome.damaged.append(f"{row._meta.label} {row.pk}")
    else:
        same = store.model._default_manager.filter(_unchanged(store, old), pk=row.pk)
        outcome.done += same.update(**{store.field: new})


def _unchanged(store: SealedStore, old: Any) -> Q:
    """Say that nobody has sealed a row anew since it was read, as without an answer erased."""
    if encryption.is_sealed(old):
        return Q(**{f"{store.field}__{part}": old[part] for part in ("key", "nonce")})
    still_open = Q(**{f"{store.field}__format__isnull": True})
    return still_open | ~Q(**{f"{store.field}__format": encryption.FORMAT})


def _sealed_anew(stored: Any, bound_to: Iterable[str]) -> dict[str, Any]:
    place = tuple(bound_to)
    if encryption.is_sealed(stored):
        return encryption.rewrap(stored, place)
    return storage.to_stored(stored, place)
