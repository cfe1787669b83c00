"""The statistics in a real browser: what officers and visitors see of them has no barrier."""

import datetime
from typing import Any

import pytest

from tests import factories
from tests.browser.fixtures import Window
from tests.browser.test_registers import sign_in
from tests.site.models import PlainPage
from wagtail_privacy import clock
from wagtail_privacy.analytics.counts.dimensions import Dimension
from wagtail_privacy.analytics.counts.sums import Sums
from wagtail_privacy.analytics.keeping.writing import add_counts, add_dimensions
from wagtail_privacy.analytics.public.figures import last_month

pytestmark = pytest.mark.browser

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 400, "height": 800}
REPORT = "/admin/privacy/statistics/"


@pytest.fixture
def section(transactional_db: None, site: Any, settings: Any) -> PlainPage:
    """Give a section with numbers of everything that the report shows."""
    settings.WAGTAIL_PRIVACY = {
        **settings.WAGTAIL_PRIVACY,
        "ANALYTICS": {"PUBLIC_FIGURES": "counts", "PUBLIC_PAGES": 5},
    }
    page = PlainPage(title="Offers", slug="offers", text="word " * 300)
    site.root_page.add_child(instance=page)
    page.save_revision().publish()
    today = clock.today()
    days = [today, *(last_month(today) + datetime.timedelta(days=n) for n in (3, 4))]
    add_counts((site.pk, page.pk, day, Sums(90, 60, 30, 9, 600)) for day in days)
    add_dimensions(
        (site_id, today, (dimension, page_id, value), 12)
        for site_id, dimension, page_id, value in (
            (site.pk, Dimension.REFERRER, 0, "search.example"),
            (site.pk, Dimension.DEVICE, 0, "phone"),
            (site.pk, Dimension.LANGUAGE, 0, "tr"),
            (site.pk, Dimension.EVENT, page.pk, "dental-bonus"),
            (site.pk, Dimension.FORM, page.pk, "sent"),
            (0, Dimension.DROPPED, 0, "robot"),
        )
    )
    return page


def test_the_report_has_no_barrier(window: Window, section: PlainPage) -> None:
    sign_in(window, factories.create_user("admin", is_staff=True, is_superuser=True))
    for address in (REPORT, f"{REPORT}?period=7&section={section.pk}"):
        page = window.open(address)
        assert page.get_by_text("Read far shorter than its length").is_visible()
        page.get_by_text("The numbers of the chart as a table").click()
        for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            assert window.barriers("main") == [], (address, scheme)
    assert window.foreign == []
    assert window.errors == []


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/privacy/visit/", "What we know about this visit"),
        ("/privacy/figures/", "What we count"),
    ],
)
def test_what_visitors_see_has_no_barrier(
    window: Window, section: PlainPage, address: str, heading: str
) -> None:
    page = window.open(f"{address}?language=en")
    assert page.get_by_role("heading", name=heading).is_visible()
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert window.barriers("article") == []
        assert window.has_no_sideways_scroll()
    assert window.foreign == []
    assert window.errors == []
