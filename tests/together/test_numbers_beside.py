"""The numbers of the statistics beside the pages of the other features."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.forms.pages import create_form
from tests.statements.pages import create_statement
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping.writing import add_counts
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose

TABLES = ("analytics_pagecount", "analytics_dimensioncount")


def edit(client: Client, page: Any) -> str:
    response = client.get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_statement_has_both_panels_and_need_not_be_read_to_its_end(
    site: Any, home: Any, controller: ControllerSettings, admin_client: Client
) -> None:
    statement = create_statement(home)
    statement.body.append(("text", {"heading": "Words", "text": "<p>" + "word " * 3000 + "</p>"}))
    statement.save_revision()
    add_counts([(site.pk, statement.pk, timezone.localdate(), Sums(40, 30, 20, 8, 900))])
    text = edit(admin_client, statement)
    assert 'class="wp-findings"' in text
    assert 'class="wp-beside"' in text
    assert "<strong>0:22</strong> minutes per view </dd>" in text


def test_a_form_says_how_many_were_sent(
    home: Any, purpose: Purpose, data_category: DataCategory, admin_client: Client
) -> None:
    form = create_form(home, purpose, data_category)
    with CaptureQueriesContext(connection) as found:
        text = edit(admin_client, form)
    assert "<strong>0</strong> sent; views: 0, begun: 0" in text
    assert sum(any(name in q["sql"] for name in TABLES) for q in found.captured_queries) == 2
