from typing import Any

import pytest

from tests.forms.pages import create_form
from wagtail_privacy.models import DataCategory, Purpose


@pytest.fixture
def form_page(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    """Give a published German form that asks for a call-back."""
    return create_form(home, purpose, data_category)
