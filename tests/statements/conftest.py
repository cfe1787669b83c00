from typing import Any

import pytest

from tests.statements.pages import create_statement


@pytest.fixture
def statement(home: Any) -> Any:
    """Give a published German statement as a new one begins, and nothing else."""
    return create_statement(home)
