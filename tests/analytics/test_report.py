"""The report in the admin: who may see it, what it says, and what it keeps to itself."""

import csv
import datetime
import io
import re
import uuid
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from wagtail.models import Site

from tests import factories
from tests.analytics.helpers import Visitor
from tests.site.models import PlainPage
from wagtail_privacy.analytics.arriving import tokens
from wagtail_privacy.analytics.counts.dimensions import Dimension
from wagtail_privacy.analytics.counts.sums import Batch, Sums
from wagtail_privacy.analytics.keeping.releasing import release
from wagtail_privacy.analytics.keeping.writing import add_counts, add_dimensions, write

pytestmark = pytest.mark.django_db

INDEX = "/admin/privacy/statistics/"
ADDRESSES = [INDEX, f"{INDEX}results/", f"{INDEX}chart.svg", f"{INDEX}?export=csv"]
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False):
        yield


def days_ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def create_page(home: Any, title: str) -> PlainPage:
    page = PlainPage(title=title, slug=f"page-{title.encode().hex()[:40]}", text="")
    home.add_child(instance=page)
    return page


@pytest.fixture
def counted(site: Site, home: Any) -> dict[str, PlainPage]:
    """Give a month of counts on four pages, two of them hardly read."""
    pages = {title: create_page(home, title) for title in ("Offers", "=1+1", "Rare", "Rarer")}
    add_counts(
        [
            (site.pk, home.pk, days_ago(1), Sums(900, 700, 600, 200, 42_000)),
            (site.pk, home.pk, days_ago(40), Sums(450, 350, 300, 100, 21_000)),
            (site.pk, pages["Offers"].pk, days_ago(2), Sums(70, 60, 40, 12, 6_000)),
            (site.pk, pages["=1+1"].pk, days_ago(2), Sums(31, 30, 20, 8, 900)),
            (site.pk, pages["Rare"].pk, days_ago(3), Sums(3, 3, 3, 1, 77)),
            (site.pk, pages["Rarer"].pk, days_ago(3), Sums(2, 2, 2, 2, 55)),
        ]
    )
    return pages


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def cells(response: Any) -> dict[str, list[str]]:
    """Read an export in CSV: title → the other cells."""
    rows = list(csv.reader(io.StringIO(response.getvalue().decode())))
    return {row[0]: row[1:] for row in rows[1:]}


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_who_may_view_statistics_sees_them(
    address: str, site: Site, editor_client: Client, officer_client: Client, admin_client: Client
) -> None:
    assert officer_client.get(address).status_code == 200
    assert admin_client.get(address).status_code == 200
    assert editor_client.get(address).status_code == 302
    anonymous = Client().get(address)
    assert anonymous.status_code == 302
    assert "/login/" in anonymous["Location"]


def test_the_menu_shows_it_to_those_only(
    site: Site, editor_client: Client, officer_client: Client
) -> None:
    assert INDEX in text_of(officer_client.get("/admin/"))
    assert INDEX not in text_of(editor_client.get("/admin/"))


def test_totals_and_their_comparison_in_words(counted: Any, admin_client: Client) -> None:
    text = text_of(admin_client.get(INDEX))
    assert "<strong>1,001</strong> 122% more than in the 30 days before" in text
    assert "<strong>660</strong> 120% more than in the 30 days before" in text
    assert "<strong>0:49</strong> 4% more than in the 30 days before" in text


def test_the_period_can_be_chosen(counted: Any, admin_client: Client) -> None:
    assert "<strong>1,451</strong>" in text_of(admin_client.get(INDEX, {"period": "90"}))
    assert "<strong>1,001</strong>" in text_of(admin_client.get(INDEX, {"period": "nonsense"}))


def test_small_numbers_are_shown_nowhere(counted: Any, admin_client: Client) -> None:
    exported = cells(admin_client.get(f"{INDEX}?export=csv"))
    assert set(exported) == {"Startseite", "Offers", "'=1+1"}
    assert exported["Startseite"] == ["900", "700", "600", "200", "47"]
    sheet = openpyxl.load_workbook(
        io.BytesIO(admin_client.get(f"{INDEX}?export=xlsx").getvalue())
    ).active
    in_sheet = {row[0]: [str(value) for value in row[1:]] for row in sheet.values}
    assert {title: in_sheet[title] for title in exported} == exported
    text = text_of(admin_client.get(INDEX))
    assert "Numbers wait until there are at least 5 of them" in text
    # Nor do the totals hold what waits.
    assert "<strong>1,001</strong>" in text
    assert "<strong>660</strong>" in text
    assert ">Rare<" not in text
    assert "0:26" not in text  # the reading time of the three visits


def test_a_control_sign_in_a_title_spoils_no_spreadsheet(
    site: Site, home: Any, admin_client: Client
) -> None:
    page = create_page(home, "Offers\x0b\ufffe")
    add_counts([(site.pk, page.pk, TODAY, Sums(50, 40, 20, 8, 900))])
    add_dimensions([(site.pk, TODAY, (Dimension.EVENT, page.pk, "opened"), 50)])
    for address, column in ((INDEX, 0), (f"{INDEX}dimensions/", 2)):
        content = io.BytesIO(admin_client.get(f"{address}?export=xlsx").getvalue())
        rows = openpyxl.load_workbook(content).active.values
        assert "Offers\ufffd\ufffd" in [row[column] for row in rows]


def test_numbers_appear_together_once_there_are_enough(
    counted: dict[str, PlainPage], site: Site, admin_client: Client
) -> None:
    batch = {(site.pk, TODAY.toordinal(), counted["Rare"].pk): Sums(4, 3, 3, 2, 33)}
    write(Batch(uuid.uuid4(), batch))
    release(TODAY)
    exported = cells(admin_client.get(f"{INDEX}?export=csv"))
    assert exported["Rare"] == ["7", "6", "0", "0", "16"]


def test_rarely_read_pages_do_not_seem_to_be_read_for_longer(
    site: Site, home: Any, admin_client: Client
) -> None:
    """Of forty pages with visits but hardly an entry that is enough, each view took a minute."""
    pages = [create_page(home, f"Page {number}") for number in range(40)]
    add_counts(
        (site.pk, page.pk, days_ago(day), Sums(3, 2, 1, day % 2, 180))
        for page in pages
        for day in range(5)
    )
    text = text_of(admin_client.get(INDEX))
    assert "<dt>Reading time per view</dt> <dd><strong>1:00</strong>" in text
    assert {row[-1] for row in cells(admin_client.get(f"{INDEX}?export=csv")).values()} == {"60"}


def test_without_a_minimum_each_number_is_shown(
    site: Site, home: Any, admin_client: Client, analytics: Any
) -> None:
    analytics(MINIMUM_COUNT=1)
    add_counts([(site.pk, home.pk, TODAY, Sums(1, 1, 1, 1, 9))])
    exported = cells(admin_client.get(f"{INDEX}?export=csv"))
    assert exported["Startseite"] == ["1", "1", "1", "1", "9"]
    assert "Numbers wait" not in text_of(admin_client.get(INDEX))


def test_cells_that_a_spreadsheet_would_run_are_text(counted: Any, admin_client: Client) -> None:
    assert "'=1+1" in cells(admin_client.get(f"{INDEX}?export=csv"))


def test_the_picture_is_an_svg_without_scripts(counted: Any, admin_client: Client) -> None:
    response = admin_client.get(f"{INDEX}chart.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert "no-store" in response["Cache-Control"]
    svg = response.content.decode()
    assert svg.startswith("<svg")
    assert "<script" not in svg
    assert not re.search(r"""(?:href|src)=["']?(?!#)|@import|url\(["']?(?!#)""", svg)


@pytest.fixture
def broken_down(site: Site, home: Any, counted: Any) -> None:
    """Give the month its dimensions, one of the devices hardly seen."""
    offers = counted["Offers"].pk
    add_dimensions(
        [
            *(
                (site.pk, days_ago(1), (Dimension.DEVICE, 0, device), number)
                for device, number in (("phone", 400), ("computer", 262), ("tablet", 3))
            ),
            (site.pk, days_ago(1), (Dimension.REFERRER, 0, "search.example"), 500),
            (site.pk, days_ago(1), (Dimension.REFERRER, 0, ""), 165),
            (site.pk, days_ago(1), (Dimension.LANGUAGE, 0, "tr"), 665),
            (site.pk, days_ago(1), (Dimension.EVENT, offers, "Opened"), 12),
            (site.pk, days_ago(1), (Dimension.DOWNLOAD, offers, "Satzung.pdf"), 4),
            (site.pk, days_ago(1), (Dimension.FORM, offers, "started"), 30),
            (site.pk, days_ago(1), (Dimension.FORM, offers, "sent"), 12),
            (0, days_ago(1), (Dimension.DROPPED, 0, "robot"), 77),
            (site.pk, days_ago(40), (Dimension.DEVICE, 0, "phone"), 9999),
        ]
    )


def row_of(text: str, *cells: str) -> bool:
    """Say whether a table has a row with these cells."""
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>.*?</tr>", text)]
    return any(list(cells) == [c.strip() for c in row.split("|") if c.strip()] for row in rows)


def test_dimensions_are_shown_one_at_a_time(broken_down: None, admin_client: Client) -> None:
    text = text_of(admin_client.get(INDEX))
    assert row_of(text, "search.example", "500")
    assert row_of(text, "Typed in, bookmark or not known", "165")
    assert row_of(text, "Turkish", "665")
    assert row_of(text, "Opened", "Offers", "12")
    assert "Satzung.pdf" not in text
    assert row_of(text, "Phone", "400")
    assert row_of(text, "Computer", "262")
    assert ">Tablet<" not in text
    assert row_of(text, "Offers", "30", "12")
    assert row_of(text, "Robot", "77")
    assert "9,999" not in text


def test_dimensions_speak_german(broken_down: None, german_admin_client: Client) -> None:
    text = text_of(german_admin_client.get(INDEX))
    assert row_of(text, "Türkisch", "665")
    assert row_of(text, "Roboter", "77")


def test_history_survives_the_deletion_of_a_page(counted: Any, admin_client: Client) -> None:
    number = counted["Offers"].pk
    counted["Offers"].delete()
    assert f"Deleted page {number}" in text_of(admin_client.get(INDEX))


def test_each_site_has_its_own_numbers(site: Site, english_home: Any, admin_client: Client) -> None:
    other = Site.objects.create(hostname="en.example", root_page=english_home)
    add_counts(
        [
            (site.pk, site.root_page_id, TODAY, Sums(50, 50, 50)),
            (other.pk, english_home.pk, TODAY, Sums(70, 70, 70)),
        ]
    )
    assert "<strong>50</strong>" in text_of(admin_client.get(INDEX))
    text = text_of(admin_client.get(INDEX, {"site": str(other.pk)}))
    assert "<strong>70</strong>" in text
    assert f"chart.svg?period=30&amp;site={other.pk}" in text


def test_titles_link_to_the_editor_for_editors_only(
    counted: Any, admin_client: Client, officer_client: Client
) -> None:
    link = f"/admin/pages/{counted['Offers'].pk}/edit/"
    assert link in text_of(admin_client.get(INDEX))
    assert link not in text_of(officer_client.get(INDEX))


def test_empty_states_say_why(site: Site, admin_client: Client, analytics: Any) -> None:
    assert "No numbers yet." in text_of(admin_client.get(INDEX))
    assert "No page was read in this period" in text_of(admin_client.get(INDEX, {"period": "7"}))
    analytics(MODE="off")
    text = text_of(admin_client.get(INDEX))
    assert "The statistics are switched off." in text
    assert "No numbers yet." not in text


def test_a_hit_reaches_the_report(
    site: Site, home: Any, visitor: Visitor, admin_client: Client, analytics: Any
) -> None:
    analytics(MINIMUM_COUNT=1)
    visitor.view(tokens.make(site.pk, home.pk))
    exported = cells(admin_client.get(f"{INDEX}?export=csv"))
    assert exported["Startseite"][:4] == ["1", "1", "1", "1"]


def chart_address(text: str) -> str:
    found = re.search(r'class="wp-chart" src="([^"]+)"', text)
    assert found
    return found[1].replace("&amp;", "&")


def test_queries_are_few_and_constant(
    counted: Any, home: Any, admin_client: Client, site: Site, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        page = create_page(home, f"Page {number}")
        add_counts([(site.pk, page.pk, TODAY, Sums(number, number))])
    admin_client.get(INDEX, {"period": "365"})  # measures the texts, which are kept
    with django_assert_max_num_queries(15):
        text = text_of(admin_client.get(INDEX, {"period": "365"}))
        assert "<svg" in text_of(admin_client.get(chart_address(text)))


def test_the_picture_shows_the_numbers_of_its_page(
    counted: Any, admin_client: Client, officer_client: Client, editor_client: Client
) -> None:
    address = chart_address(text_of(admin_client.get(INDEX)))
    picture = text_of(officer_client.get(address))
    assert ">900<" in picture
    assert editor_client.get(address).status_code == 302
    cache.clear()
    assert text_of(officer_client.get(address)) == picture


def test_hidden_pages_of_the_second_page_are_named(
    site: Site, home: Any, admin_client: Client
) -> None:
    for number in range(60):
        page = create_page(home, f"Page {number}")
        add_counts([(site.pk, page.pk, TODAY, Sums(100 - number, 50))])
    first, second = (text_of(admin_client.get(INDEX, {"p": p})) for p in ("1", "2"))
    assert "Page 0 " in first
    assert "Page 59 " in second
    assert "Page 59 " not in first
    assert "Deleted page" not in first + second
    assert text_of(admin_client.get(INDEX, {"ordering": "-title"})).count("Page 9 ") == 1


def test_the_periods_speak_the_language_of_each_reader(
    counted: Any, admin_client: Client, german_admin_client: Client
) -> None:
    for _again in range(2):
        assert "90 days" in text_of(admin_client.get(INDEX))
        assert "90 Tage" in text_of(german_admin_client.get(INDEX))


def test_queries_do_not_grow_with_pages_that_one_may_not_edit(
    home: Any, site: Site, officer_client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        page = create_page(home, f"Page {number}")
        add_counts([(site.pk, page.pk, TODAY, Sums(20, 20))])
    with django_assert_max_num_queries(16):
        text_of(officer_client.get(INDEX))


def test_officers_may_view_by_their_group(db: None) -> None:
    assert factories.officers().permissions.filter(codename="view_statistics").exists()
