from typing import Any

import pytest

from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings


@pytest.fixture
def statement(home: Any) -> Any:
    """Give a published German statement as a new one begins, and nothing else."""
    return create_statement(home)


@pytest.fixture
def complete(controller: ControllerSettings) -> ControllerSettings:
    """Give the controller of a site in which no rule finds anything missing."""
    controller.gives_data_to_nobody, controller.statistics_norm = True, "§ 3 BDSG"
    controller.save()
    return controller
