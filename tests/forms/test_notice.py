"""The notice beside a form names who receives the answers as a sentence does."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.models import DataCategory


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A GmbH"], "erhalten auch: A GmbH."),
        (["A GmbH", "B eG"], "erhalten auch: A GmbH und B eG."),
        (["A GmbH", "B eG", "C AG"], "erhalten auch: A GmbH, B eG und C AG."),
    ],
)
def test_the_last_recipient_is_joined_by_a_word(
    client: Client, home: Any, data_category: DataCategory, names: list[str], words: str
) -> None:
    recipients = [factories.create_recipient(name={"de": name, "en": name}) for name in names]
    page = create_form(home, factories.create_purpose(recipients=recipients), data_category)
    assert words in client.get(page.url).content.decode()


def test_our_catalogue_calls_no_type_of_field_by_another_word() -> None:
    # A column of the statistics is called "Number", too, and our words win over Wagtail's.
    with translation.override("de"):
        assert str(dict(FORM_FIELD_CHOICES)["number"]) == "Zahl"
