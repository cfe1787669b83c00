"""The report narrowed to a section of the pages or a language, and what it says needs a look."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from tests.site.models import PlainPage
from wagtail_privacy.analytics.counts.dimensions import Dimension
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping.writing import add_counts, add_dimensions

pytestmark = pytest.mark.django_db

INDEX = "/admin/privacy/statistics/"
TODAY = datetime.date(2026, 11, 22)
ADDRESSES = [INDEX, f"{INDEX}?export=csv", f"{INDEX}dimensions/?export=csv", f"{INDEX}data.json"]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False):
        yield


def days_ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def add_page(parent: Any, title: str, *, published: int = 100, text: str = "") -> PlainPage:
    page = PlainPage(title=title, slug=title.lower(), text=text)
    parent.add_child(instance=page)
    now = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
    page.last_published_at = page.first_published_at = now - datetime.timedelta(days=published)
    page.save()
    return page


@pytest.fixture
def pages(site: Site, home: Any, english_home: Any) -> dict[str, PlainPage]:
    """Give two sections, one with two pages below, and a page in English."""
    found = {"Service": add_page(home, "Service"), "Offers": add_page(home, "Offers")}
    found["Dentist"] = add_page(found["Service"], "Dentist")
    found["Abroad"] = add_page(found["Service"], "Abroad")
    found["English"] = add_page(english_home, "English")
    add_counts(
        (site.pk, page.pk, days_ago(number), Sums(100 * number, 50 * number, 20, 8, 1000))
        for number, page in enumerate(found.values(), start=1)
    )
    add_counts([(site.pk, found["Dentist"].pk, days_ago(40), Sums(100, 90, 20, 9, 1000))])
    add_dimensions(
        [
            (site.pk, days_ago(1), (Dimension.DEVICE, 0, "phone"), 50),
            (site.pk, days_ago(1), (Dimension.DOWNLOAD, found["Dentist"].pk, "a.pdf"), 12),
            (site.pk, days_ago(1), (Dimension.DOWNLOAD, found["Offers"].pk, "b.pdf"), 13),
        ]
    )
    return found


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.getvalue().decode().split())


def test_pages_with_one_title_in_two_languages_are_told_apart(
    pages: dict[str, PlainPage], site: Site, english_home: Any, officer_client: Client
) -> None:
    english = add_page(english_home, "Service")
    add_counts([(site.pk, english.pk, days_ago(1), Sums(70, 60, 20, 9, 1000))])
    for address in (INDEX, f"{INDEX}?export=csv"):
        text = text_of(officer_client.get(address))
        assert "Service (German)" in text
        assert "Service (English)" in text
        assert "Offers (German)" not in text


def test_a_section_is_a_page_and_all_below(
    pages: dict[str, PlainPage], officer_client: Client
) -> None:
    query = {"section": str(pages["Service"].pk)}
    text = text_of(officer_client.get(INDEX, query))
    assert "<strong>800</strong>" in text  # 100 + 300 + 400
    assert "<strong>Service</strong> and the pages below" in text
    assert '<b class="w-ml-1">Service</b>' in text
    assert "a.pdf" in text
    assert "b.pdf" not in text
    assert "Phone" not in text
    assert "known of the whole site only" in text
    exported = text_of(officer_client.get(INDEX, {**query, "export": "csv"}))
    assert "Dentist,300," in exported
    assert "Offers" not in exported
    assert "English" not in exported


def test_a_section_is_compared_with_itself(
    pages: dict[str, PlainPage], officer_client: Client
) -> None:
    text = text_of(officer_client.get(INDEX, {"section": str(pages["Dentist"].pk)}))
    assert "<strong>300</strong> 200% more than in the 30 days before" in text


def test_the_picture_is_narrowed_too(pages: dict[str, PlainPage], officer_client: Client) -> None:
    text = text_of(officer_client.get(INDEX, {"section": str(pages["Dentist"].pk)}))
    found = re.search(r'class="wp-chart" src="([^"]+)"', text)
    assert found
    address = found[1].replace("&amp;", "&")
    assert f"section={pages['Dentist'].pk}" in address
    bare = re.sub(r"&numbers=\w+", "", address)
    assert text_of(officer_client.get(bare)) == text_of(officer_client.get(address))


def test_a_language_is_that_of_the_pages(
    pages: dict[str, PlainPage], officer_client: Client
) -> None:
    text = text_of(officer_client.get(INDEX, {"language": "en"}))
    assert "<strong>500</strong>" in text
    both = {"language": "en", "section": str(pages["Service"].pk)}
    assert "No page was read in this period" in text_of(officer_client.get(INDEX, both))


def test_upper_sections_are_offered(
    pages: dict[str, PlainPage], home: Any, english_home: Any, officer_client: Client
) -> None:
    text = text_of(officer_client.get(INDEX))
    offered = re.search(r'<select name="section".*?</select>', text)
    assert offered
    assert re.findall(r"<option[^>]*>([^<]+)</option>", offered[0]) == [
        "The whole site",
        home.title,
        " Service",
        english_home.title,
    ]


def test_a_year_of_a_section_is_drawn_by_month(
    site: Site, pages: dict[str, PlainPage], officer_client: Client
) -> None:
    page = pages["Dentist"]
    add_counts([(site.pk, page.pk, datetime.date(2026, 3, day), Sums(10, 10)) for day in (3, 9)])
    query = {"section": str(page.pk), "period": "365"}
    text = text_of(officer_client.get(INDEX, query))
    assert "<strong>420</strong>" in text
    assert "Views and entries per month" in text
    assert re.search(r"March 2026</th>\s*<td class=\"wp-number\">20<", text)


@pytest.fixture
def private(pages: dict[str, PlainPage]) -> PlainPage:
    """Give a page below one that only some may read."""
    PageViewRestriction.objects.create(page=pages["Service"], restriction_type="login")
    return pages["Dentist"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_titles_of_private_pages_are_for_those_who_find_them_in_the_explorer(
    address: str, private: PlainPage, officer_client: Client, admin_client: Client
) -> None:
    text = text_of(officer_client.get(address))
    assert "Dentist" not in text
    assert "Service" not in text
    assert "Offers" in text
    assert f"not public ({private.pk})" in text
    assert "Dentist" in text_of(admin_client.get(address))


def test_private_sections_cannot_be_asked_for(private: PlainPage, officer_client: Client) -> None:
    response = officer_client.get(f"{INDEX}data.json", {"section": str(private.pk)})
    assert response.status_code == 400


@pytest.mark.parametrize("value", ["9" * 5000, "0x1", "-1", "²"])
def test_a_section_that_is_no_number_is_refused(value: str, officer_client: Client) -> None:
    response = officer_client.get(f"{INDEX}data.json", {"section": value})
    assert response.status_code == 400


def test_a_draft_that_was_never_public_is_not_named(
    pages: dict[str, PlainPage], officer_client: Client, admin_client: Client
) -> None:
    PlainPage.objects.filter(pk=pages["Service"].pk).update(live=False, last_published_at=None)
    address = f"{INDEX}data.json"
    asked = {"section": str(pages["Service"].pk)}
    assert officer_client.get(address, asked).status_code == 400
    assert admin_client.get(address, asked).status_code == 200


def test_what_needs_a_look(
    site: Site, home: Any, pages: dict[str, PlainPage], admin_client: Client
) -> None:
    add_page(home, "Forgotten", published=500)
    add_page(home, "Unread", published=90)
    add_page(home, "New", published=3)
    long = add_page(home, "Long", text="word " * 600)
    falling = add_page(home, "Falling")
    add_counts(
        [
            (site.pk, long.pk, TODAY, Sums(50, 50, 5, 1, 50 * 30)),
            (site.pk, falling.pk, days_ago(35), Sums(60, 60)),
            (site.pk, falling.pk, days_ago(2), Sums(30, 30)),
        ]
    )
    text = text_of(admin_client.get(INDEX))
    looks = text[text.index("Needs a look") : text.index("<h2>Downloads")]
    reasons = dict(re.findall(r"<h3>([^<]+)</h3> <ul>(.*?)</ul>", looks))
    assert ">Long</a>" in reasons["Read far shorter than its length"]
    assert "0:30 minutes per view; the text takes 3:00" in looks
    assert ">Falling</a>" in reasons["Fallen by half"]
    assert "60 views before, 30 now" in looks
    assert ">Forgotten</a>" in reasons["Old and unread"]
    assert ">Unread</a>" in reasons["Pages that nobody reads"]
    assert "New" not in looks
    assert "Offers" not in looks


def test_nothing_needs_a_look_before_anything_is_counted(
    site: Site, home: Any, admin_client: Client
) -> None:
    add_page(home, "Forgotten", published=500)
    assert "Needs a look" not in text_of(admin_client.get(INDEX))


def test_texts_are_measured_once(pages: dict[str, PlainPage], admin_client: Client) -> None:
    admin_client.get(INDEX)
    with CaptureQueriesContext(connection) as found:
        admin_client.get(INDEX)
    assert not any("plainpage" in query["sql"] for query in found.captured_queries)
