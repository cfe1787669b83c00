"""The statistics as JSON for other programs, and the dimensions as spreadsheets."""

import csv
import datetime
import io
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client
from wagtail.models import Site

from tests.site.models import PlainPage
from wagtail_privacy.analytics.counts.dimensions import Dimension
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping.writing import add_counts, add_dimensions

pytestmark = pytest.mark.django_db

DATA, DIMENSIONS = "/admin/privacy/statistics/data.json", "/admin/privacy/statistics/dimensions/"
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def counted(site: Site, home: Any, english_home: Any) -> PlainPage:
    page = PlainPage(title="=1+1", slug="offers", text="")
    home.add_child(instance=page)
    day = TODAY - datetime.timedelta(days=1)
    add_counts(
        [
            (site.pk, home.pk, day, Sums(100, 80, 60, 20, 4000)),
            (site.pk, page.pk, day, Sums(50, 40, 20, 10, 1000)),
            (site.pk, english_home.pk, TODAY, Sums(30, 25, 20, 8, 500)),
        ]
    )
    add_dimensions(
        [
            (site.pk, day, (Dimension.DEVICE, 0, "phone"), 100),
            (site.pk, day, (Dimension.REFERRER, 0, "=cmd.example"), 60),
            (site.pk, day, (Dimension.DOWNLOAD, page.pk, "Satzung.pdf"), 12),
            (site.pk, day, (Dimension.FORM, home.pk, "started"), 30),
            (site.pk, day, (Dimension.FORM, home.pk, "sent"), 12),
            (0, day, (Dimension.DROPPED, 0, "robot"), 77),
        ]
    )
    return page


def answer(client: Client, **query: str) -> Any:
    response = client.get(DATA, query)
    assert response["Content-Type"] == "application/json"
    assert "no-store" in response["Cache-Control"]
    return response.json()


def test_the_shape(counted: PlainPage, home: Any, site: Site, officer_client: Client) -> None:
    found = answer(officer_client, period="7")
    assert list(found) == [
        *("shape", "site", "section", "language", "period", "minimum"),
        *("totals", "days", "pages", "dimensions"),
    ]
    assert found["shape"] == 1
    assert found["site"] == {"id": site.pk, "hostname": site.hostname}
    assert found["period"] == {"days": 7, "first": "2026-11-16", "last": "2026-11-22"}
    assert found["totals"] == {"views": 180, "entries": 100, "reading_seconds": 31}
    assert [row["day"] for row in found["days"]][-2:] == ["2026-11-21", "2026-11-22"]
    assert found["days"][-2] == {"day": "2026-11-21", "views": 150, "entries": 80}
    assert {
        "id": counted.pk,
        "title": "=1+1",
        "views": 50,
        "visits": 40,
        "entries": 20,
        "bounces": 10,
        "reading_seconds": 20,
    } in found["pages"]
    assert found["dimensions"]["device"] == [{"value": "phone", "number": 100}]
    assert found["dimensions"]["download"] == [
        {"value": "Satzung.pdf", "page": counted.pk, "number": 12}
    ]
    assert found["dimensions"]["form"] == [{"page": home.pk, "started": 30, "sent": 12}]
    assert found["dimensions"]["dropped"] == [{"value": "robot", "number": 77}]


def test_it_is_narrowed_as_the_report_is(
    counted: PlainPage, english_home: Any, officer_client: Client
) -> None:
    found = answer(officer_client, section=str(counted.pk))
    assert found["section"] == {"id": counted.pk, "title": "=1+1"}
    assert found["totals"]["views"] == 50
    assert [row["id"] for row in found["pages"]] == [counted.pk]
    assert "device" not in found["dimensions"]  # known of the whole site only
    assert found["dimensions"]["form"] == []
    found = answer(officer_client, language="en")
    assert found["language"] == "en"
    assert [row["id"] for row in found["pages"]] == [english_home.pk]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("period", "31"),
        ("period", "'; DROP TABLE"),
        ("site", "99999"),
        ("section", "99999"),
        ("section", "1e9"),
        ("language", "xx"),
        ("perod", "30"),
    ],
)
def test_what_is_wrong_is_said(
    name: str, value: str, counted: PlainPage, officer_client: Client
) -> None:
    response = officer_client.get(DATA, {name: value})
    assert response.status_code == 400
    assert "no-store" in response["Cache-Control"]
    assert list(response.json()) == ["errors"]
    assert list(response.json()["errors"]) == [name]


def test_the_only_site_may_be_named(counted: PlainPage, site: Site, officer_client: Client) -> None:
    assert answer(officer_client, site=str(site.pk))["totals"]["views"] == 180


@pytest.mark.parametrize("address", [DATA, f"{DIMENSIONS}?export=csv"])
def test_only_who_may_see_statistics_gets_an_answer(
    address: str, counted: PlainPage, editor_client: Client, admin_client: Client
) -> None:
    assert admin_client.get(address).status_code == 200
    refused = editor_client.get(address)
    assert refused.status_code == (403 if address == DATA else 302)
    assert b"180" not in refused.content
    assert Client().get(address).status_code == 302
    assert Client().get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_a_program_that_may_not_see_them_is_told_in_json(
    counted: PlainPage, editor_client: Client
) -> None:
    assert list(editor_client.get(DATA).json()["errors"]) == ["permission"]


def test_nothing_can_be_changed_there(counted: PlainPage, officer_client: Client) -> None:
    assert officer_client.post(DATA, {}).status_code == 405


def test_queries_are_few(
    counted: PlainPage, officer_client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        answer(officer_client)


def test_dimensions_are_exported_one_value_a_row(
    counted: PlainPage, officer_client: Client, german_admin_client: Client
) -> None:
    response = officer_client.get(DIMENSIONS, {"export": "csv"})
    assert "no-store" in response["Cache-Control"]
    assert "dimensions-2026-10-24-2026-11-22.csv" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.getvalue().decode())))
    assert rows[0] == ["Dimension", "Value", "Page", "Number"]
    assert ["Devices", "Phone", "", "100"] in rows
    assert ["Downloads", "Satzung.pdf", "'=1+1", "12"] in rows
    assert ["Came from", "'=cmd.example", "", "60"] in rows
    assert ["Forms", "Begun", "Startseite", "30"] in rows
    assert ["Not counted", "Robot", "", "77"] in rows
    response = german_admin_client.get(DIMENSIONS, {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
    assert ("Geräte", "Telefon", None, 100) in [tuple(row) for row in sheet.values]


def test_without_a_format_it_is_csv(counted: PlainPage, officer_client: Client) -> None:
    assert officer_client.get(DIMENSIONS)["Content-Type"] == "text/csv"


def test_an_export_has_every_value(site: Site, counted: PlainPage, officer_client: Client) -> None:
    add_dimensions(
        (site.pk, TODAY, (Dimension.DOWNLOAD, counted.pk, f"File {number}.pdf"), 10)
        for number in range(40)
    )
    text = officer_client.get(DIMENSIONS, {"export": "csv"}).getvalue().decode()
    assert text.count("Downloads") == 41
