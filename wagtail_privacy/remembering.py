"""What many requests read alike, read once until anything changes.

Which moment it is, and what has been read in it, is known to the feature that notices changes: the
statements, by the hook ``open_privacy_memory``. Without such a feature everything is read anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

from wagtail import hooks

HOOK = "open_privacy_memory"

Found = TypeVar("Found")


class Memory(Protocol):
    """Gives what was found under a key since the last change, or finds it now."""

    def __call__(self, key: Hashable, find: Callable[[], Any], /) -> Any: ...


_of_the_moment: ContextVar[Memory | None] = ContextVar("wagtail_privacy_memory", default=None)


def remembered(key: Hashable, find: Callable[[], Found]) -> Found:
    """Give what was found under a key since the last change, or find it now.

    All requests share the value, so nobody may change it. It must be made of nothing but what is
    announced (see `registry.announced`), and a find that gives nothing is remembered, too.
    """
    memory = _of_the_moment.get() or _open()
    found: Found = memory(key, find)
    return found


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything remembered within be of one moment: what changes meanwhile comes later.

    So a request asks once whether anything has changed, and sees no half of a change.
    """
    token = _of_the_moment.set(_open())
    try:
        yield
    finally:
        _of_the_moment.reset(token)


def _open() -> Memory:
    opened = (function() for function in hooks.get_hooks(HOOK))
    return next(filter(None, opened), _forgetful)


def _forgetful(_key: Hashable, find: Callable[[], Any]) -> Any:
    return find()
