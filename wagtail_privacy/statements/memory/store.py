"""What a process knows of statements and forms, kept in its memory until anything changes.

In memory and not in Django's cache: a process that runs other code or other templates never sees
it, nothing is pickled, and it works whatever cache a site has. That nothing has changed is known
from the database (`models.LastChange`), which all processes share.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

#: Values that a process keeps: a few statements, each in a few languages, and four small ones for
#: each form. With more it begins anew.
MOST_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class _Kept:
    fingerprint: Hashable
    made_at: float
    value: Any


class Memory:
    """Holds one value per key, valid for one fingerprint and for some seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._kept: dict[Hashable, _Kept] = {}

    def recall(self, key: Hashable, fingerprint: Hashable, seconds: float) -> Any:
        """Give what was kept under the key if the fingerprint is the same and it is young."""
        kept = self._kept.get(key)
        if kept is None or kept.fingerprint != fingerprint:
            return None
        return kept.value if self._clock() - kept.made_at < seconds else None

    def keep(self, key: Hashable, fingerprint: Hashable, value: Any) -> None:
        """Keep a value instead of what was under the key."""
        if len(self._kept) >= MOST_KEPT and key not in self._kept:
            self._kept.clear()
        self._kept[key] = _Kept(fingerprint, self._clock(), value)

    def forget(self, **kwargs: Any) -> None:
        """Forget everything."""
        self._kept.clear()


MEMORY = Memory()
