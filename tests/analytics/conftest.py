"""What the tests of the statistics share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.analytics.helpers import PAGE, SECOND_PAGE, SITE, Visitor
from wagtail_privacy.analytics.arriving import limits, memory, tokens
from wagtail_privacy.analytics.counts import drops, files
from wagtail_privacy.analytics.keeping.buffer import buffer


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Start each test without a key, a drop or a sum of the one before."""
    memory.forget()
    drops.forget()
    limits.forget()
    files.forget()
    yield
    buffer.stop()
    buffer._begin_anew()
    memory.forget()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def token() -> str:
    """Give the token of a page; counting asks the database for none, so there need not be one."""
    return tokens.make(SITE, PAGE)


@pytest.fixture
def second_token() -> str:
    return tokens.make(SITE, SECOND_PAGE)


@pytest.fixture
def analytics(settings: Any) -> Any:
    """Give a function that changes settings of the statistics for one test."""

    def change(**values: Any) -> None:
        whole = settings.WAGTAIL_PRIVACY
        settings.WAGTAIL_PRIVACY = {
            **whole,
            "ANALYTICS": {**whole.get("ANALYTICS", {}), **values},
        }

    return change
