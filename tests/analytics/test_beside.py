"""Numbers beside the pages: in the editor, in the explorer and on the home page of the admin."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests import factories
from tests.site.models import PlainPage
from wagtail_privacy.analytics.counts.dimensions import Dimension
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping.writing import add_counts, add_dimensions

pytestmark = pytest.mark.django_db

HOME = "/admin/"
TODAY = datetime.date(2026, 11, 22)
PANEL, HEADING = "wp-beside", "How pages were read"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False):
        yield


def days_ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def publish(page: Any, days: int, first: int | None = None) -> None:
    """Set when the page was published last, and for the first time."""
    now = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
    page.last_published_at = now - datetime.timedelta(days=days)
    page.first_published_at = now - datetime.timedelta(days=days if first is None else first)
    page.save()


@pytest.fixture
def page(home: Any) -> PlainPage:
    """Give a page of 600 words, published twenty days ago."""
    page = PlainPage(title="Offers", slug="offers", text="word " * 600)
    home.add_child(instance=page)
    publish(page, 20, first=400)
    return page


@pytest.fixture
def counted(site: Site, page: PlainPage) -> PlainPage:
    add_counts(
        [
            (site.pk, page.pk, days_ago(1), Sums(90, 60, 40, 12, 1800)),
            (site.pk, page.pk, days_ago(25), Sums(30, 20, 10, 4, 600)),
            (site.pk, page.pk, days_ago(40), Sums(240, 100, 50, 20, 3000)),
        ]
    )
    add_dimensions(
        [
            (site.pk, days_ago(1), (Dimension.FORM, page.pk, "started"), 30),
            (site.pk, days_ago(1), (Dimension.FORM, page.pk, "sent"), 12),
        ]
    )
    return page


@pytest.fixture
def reader_client(editor: Any) -> Client:
    """Give a client of an editor who may see the statistics, too."""
    codename = "view_statistics"
    editor.user_permissions.add(Permission.objects.get(codename=codename))
    client = Client()
    client.force_login(editor)
    return client


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def panel_of(client: Client, page: Any) -> str:
    text = text_of(client.get(f"/admin/pages/{page.pk}/edit/"))
    return text[text.index(PANEL) :] if PANEL in text else ""


def test_the_editor_shows_the_eight_numbers(counted: PlainPage, reader_client: Client) -> None:
    text = panel_of(reader_client, counted)
    assert "<strong>120</strong> 50% less than in the 30 days before" in text
    assert "<strong>80</strong> 20% less than in the 30 days before" in text
    assert "<strong>50</strong> as in the 30 days before" in text
    assert "<strong>16</strong> of the entries saw no other page" in text
    assert "<strong>0:20</strong> minutes per view; the whole text takes about 3:00 minutes" in text
    assert "<strong>12</strong> sent; views: 120, begun: 30" in text
    assert (
        "<strong>90</strong> views in the 20 days after Nov. 2, 2026: 67% less than in the 20 days"
        in text
    )
    assert "Fallen to half or less." in text
    assert "Read far shorter than its length." in text
    assert "Old and unread" not in text


def test_the_panel_leads_to_the_report_of_the_page(
    counted: PlainPage, reader_client: Client
) -> None:
    link = re.search(r'href="(/admin/privacy/statistics/[^"]+)"', panel_of(reader_client, counted))
    assert link
    text = text_of(reader_client.get(link[1].replace("&amp;", "&")))
    assert "<strong>Offers</strong> and the pages below" in text
    assert "<strong>120</strong>" in text


def test_the_panel_speaks_german(counted: PlainPage, german_admin_client: Client) -> None:
    text = panel_of(german_admin_client, counted)
    assert "<strong>120</strong> 50 % weniger als in den 30 Tagen davor" in text
    assert "Auf die Hälfte oder weniger gefallen." in text


def test_a_page_that_is_old_and_unread_says_so(page: PlainPage, reader_client: Client) -> None:
    publish(page, 366)
    assert "Old and unread" in panel_of(reader_client, page)
    publish(page, 365)
    assert "Old and unread" not in panel_of(reader_client, page)


def test_a_first_publication_is_compared_with_nothing(
    site: Site, page: PlainPage, reader_client: Client
) -> None:
    publish(page, 10)
    add_counts([(site.pk, page.pk, days_ago(3), Sums(40, 30))])
    text = panel_of(reader_client, page)
    assert "views in the 10 days after Nov. 12, 2026, when the page was published for" in text
    publish(page, 3)
    assert "Since the last publication" not in panel_of(reader_client, page)


def test_small_numbers_are_not_shown_beside_a_page(
    site: Site, page: PlainPage, reader_client: Client
) -> None:
    add_counts([(site.pk, page.pk, days_ago(1), Sums(4, 3, 2, 1, 177))])
    text = panel_of(reader_client, page)
    assert "0:59" not in text
    assert "<strong>4</strong>" not in text
    assert "<strong>3</strong>" not in text


def test_only_who_may_see_statistics_has_the_panel(
    counted: PlainPage, editor_client: Client, admin_client: Client, analytics: Any
) -> None:
    assert not panel_of(editor_client, counted)
    assert panel_of(admin_client, counted)
    analytics(MODE="off")
    assert not panel_of(admin_client, counted)


def test_the_panel_needs_few_queries_and_none_when_saving(
    counted: PlainPage, editor: Any, editor_client: Client
) -> None:
    address = f"/admin/pages/{counted.pk}/edit/"
    codename = "view_statistics"

    def queries(**headers: str) -> int:
        with CaptureQueriesContext(connection) as found:
            if headers:
                data = {"title": "Offers", "slug": "offers", "text": "x", "comments-TOTAL_FORMS": 0}
                data |= {"comments-INITIAL_FORMS": 0}
                response = editor_client.post(address, data, **headers)
                assert response["Content-Type"] == "application/json"
                assert PANEL not in response.content.decode()
            else:
                editor_client.get(address)
        names = ("pagecount", "dimensioncount", "sitecount", "monthcount")
        return sum(any(name in q["sql"] for name in names) for q in found.captured_queries)

    assert queries() == 0
    editor.user_permissions.add(Permission.objects.get(codename=codename))
    assert queries() == 2
    assert queries(HTTP_ACCEPT="application/json") == 0


def explorer(client: Client, page: Any) -> str:
    return text_of(client.get(f"/admin/pages/{page.pk}/"))


def test_the_explorer_has_a_column_of_views(
    counted: PlainPage,
    home: Any,
    reader_client: Client,
    officer_client: Client,
    editor: Any,
) -> None:
    text = explorer(reader_client, home)
    assert "Views in 30 days" in text
    assert "> 120 <" in text
    other = factories.create_user("other")
    other.groups.add(*editor.groups.all())
    client = Client()
    client.force_login(other)
    assert "Views in 30 days" not in explorer(client, home)


def test_the_explorer_reads_all_views_at_once(
    counted: PlainPage, home: Any, site: Site, reader_client: Client
) -> None:
    for number in range(12):
        page = PlainPage(title=f"Page {number}", slug=f"page-{number}", text="")
        home.add_child(instance=page)
        add_counts([(site.pk, page.pk, TODAY, Sums(7, 7))])
    with CaptureQueriesContext(connection) as found:
        explorer(reader_client, home)
    assert sum("pagecount" in query["sql"] for query in found.captured_queries) == 1


def test_the_home_page_sums_up_calmly(
    counted: PlainPage, officer_client: Client, editor_client: Client, analytics: Any
) -> None:
    text = text_of(officer_client.get(HOME))
    assert HEADING in text
    assert "<strong>120</strong> 50% less than in the 30 days before" in text
    assert 'href="/admin/privacy/statistics/?period=30"' in text
    assert HEADING not in text_of(editor_client.get(HOME))
    analytics(MODE="off")
    assert HEADING not in text_of(officer_client.get(HOME))


def test_the_home_page_says_nothing_without_numbers(site: Site, officer_client: Client) -> None:
    assert HEADING not in text_of(officer_client.get(HOME))


def test_the_home_page_names_the_sites_where_there_are_several(
    counted: PlainPage, english_home: Any, officer_client: Client
) -> None:
    other = Site.objects.create(hostname="en.example", site_name="English", root_page=english_home)
    add_counts([(other.pk, english_home.pk, TODAY, Sums(70, 70, 70))])
    text = text_of(officer_client.get(HOME))
    assert '<h3 class="w-h4">English</h3>' in text
    assert f"period=30&amp;site={other.pk}" in text
