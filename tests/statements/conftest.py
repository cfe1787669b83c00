from typing import Any

import pytest

from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings


@pytest.fixture
def statement(home: Any) -> Any:
    """Give a published German statement as a new one begins, and nothing else."""
    return create_statement(home)


@pytest.fixture
def complete(controller: ControllerSettings, settings: Any) -> ControllerSettings:
    """Give the controller of a site in which no rule finds anything missing."""
    analytics = {**settings.WAGTAIL_PRIVACY["ANALYTICS"], "NATIONAL_NORM": "§ 3 BDSG"}
    settings.WAGTAIL_PRIVACY = {**settings.WAGTAIL_PRIVACY, "ANALYTICS": analytics}
    controller.gives_data_to_nobody = True
    controller.save()
    return controller
