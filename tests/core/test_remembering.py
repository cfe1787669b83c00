"""What many requests read alike, where a feature notices changes, and where none does."""

from collections.abc import Callable, Hashable, Iterator
from itertools import count
from typing import Any

import pytest
from wagtail import hooks

from wagtail_privacy.remembering import HOOK, Memory, one_moment, remembered


@pytest.fixture
def nothing_else() -> Iterator[None]:
    """Leave out the memories of the features that are installed."""
    found = hooks._hooks.pop(HOOK, None)
    yield
    hooks._hooks.pop(HOOK, None)
    if found is not None:
        hooks._hooks[HOOK] = found


@pytest.fixture
def opened(nothing_else: None) -> list[dict[Hashable, Any]]:
    """Give the memories that have been opened, each empty when it is."""
    memories: list[dict[Hashable, Any]] = []

    def open_memory() -> Memory:
        kept: dict[Hashable, Any] = {}
        memories.append(kept)

        def memory(key: Hashable, find: Callable[[], Any]) -> Any:
            if key not in kept:
                kept[key] = find()
            return kept[key]

        return memory

    hooks.register(HOOK, open_memory)
    return memories


@pytest.fixture
def find() -> Callable[[], int]:
    """Find something else each time."""
    numbers = count(1)
    return lambda: next(numbers)


@pytest.mark.usefixtures("nothing_else")
def test_where_nobody_notices_changes_everything_is_read_anew(find: Callable[[], int]) -> None:
    with one_moment():
        assert [remembered("key", find), remembered("key", find)] == [1, 2]


def test_a_moment_is_asked_for_once_and_holds_until_its_end(
    opened: list[Any], find: Callable[[], int]
) -> None:
    with one_moment():
        assert [remembered("key", find), remembered("key", find), remembered("more", find)] == [
            1,
            1,
            2,
        ]
    assert len(opened) == 1
    assert remembered("key", find) == 3
    assert len(opened) == 2


def test_a_moment_ends_with_an_error_too(opened: list[Any], find: Callable[[], int]) -> None:
    with pytest.raises(KeyError), one_moment():
        raise KeyError
    remembered("key", find)
    assert len(opened) == 2


def test_a_memory_that_cannot_be_opened_now_is_left_out(
    nothing_else: None, find: Callable[[], int]
) -> None:
    hooks.register(HOOK, lambda: None)
    assert [remembered("key", find), remembered("key", find)] == [1, 2]
