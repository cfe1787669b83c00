"""Whether a consent is in force is looked up, not searched for; a file is never part of one."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.forms.consents.conftest import FIELDS
from tests.forms.consents.newsletter import ask
from tests.forms.pages import create_form
from wagtail_privacy.forms.models import ConsentRecord, PrivacyFormSubmission
from wagtail_privacy.models import DataCategory, Purpose


def test_no_row_has_all_consents_read(newsletter_form: Any, newsletter: Purpose) -> None:
    of_person = PrivacyFormSubmission.objects.usable_for(newsletter).of_person("erika@example.org")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Otherwise it reads so small a table from end to end.
            cursor.execute("SET LOCAL enable_seqscan = off")
        # Which of two indexes it takes depends on what it believes of tables that are empty.
        assert "Seq Scan" not in of_person.explain()
        return
    plan = of_person.explain()
    assert (
        f"SEARCH {PrivacyFormSubmission._meta.db_table} USING INDEX wagtail_privacy_person" in plan
    )
    read = [line for line in plan.splitlines() if "SCAN" in line]
    assert not [line for line in read if ConsentRecord._meta.db_table in line or " V0" in line]
    assert "SEARCH V0 USING INDEX" in plan
    assert not [line for line in read if " U0" in line]


def test_a_further_purpose_that_names_a_file_cannot_be_published(
    home: Any, purpose: Purpose, newsletter: Purpose, data_category: DataCategory
) -> None:
    file = {"label": "Lebenslauf", "field_type": "file", "required": False}
    page = create_form(home, purpose, data_category, fields=[*FIELDS, file])
    asking = ask(page, newsletter, answers="E-Mail\nLebenslauf")
    with pytest.raises(ValidationError, match="Lebenslauf"):
        asking.check_is_publishable()
    own = ask(
        create_form(home, newsletter, data_category, fields=[*FIELDS, file], title="Zweites"),
        newsletter,
        answers="Lebenslauf",
    )
    own.check_is_publishable()
