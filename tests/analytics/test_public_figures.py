"""What the site tells everybody of its last full month, and what nobody can learn from it."""

import datetime
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction, Site

from tests.site.models import PlainPage
from wagtail_privacy.analytics.blocks import PublicFiguresBlock
from wagtail_privacy.analytics.counts.sums import Batch, Sums
from wagtail_privacy.analytics.keeping.releasing import release
from wagtail_privacy.analytics.keeping.writing import add_counts, write
from wagtail_privacy.analytics.models import ExactCount, PublicFigure
from wagtail_privacy.analytics.public import figures, noise

pytestmark = pytest.mark.django_db

ADDRESS = "/privacy/figures/"
MONTH = datetime.date(2026, 10, 1)
DAY = datetime.date(2026, 10, 14)
BEFORE, TODAY = datetime.date(2026, 9, 30), datetime.date(2026, 11, 22)
VIEWS = {"Offers": 1400, "Rare": 3, "Members": 2000, "Gone": 2000}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False):
        yield


def page_below(home: Any, title: str, **values: Any) -> PlainPage:
    page = PlainPage(title=title, slug=title.lower(), text="", locale=home.locale, **values)
    home.add_child(instance=page)
    return page


@pytest.fixture
def counted(site: Site, home: Any) -> dict[str, Any]:
    pages = {title: page_below(home, title) for title in ("Offers", "Rare", "Members", "Gone")}
    PageViewRestriction.objects.create(page=pages["Members"], restriction_type="login")
    pages["Gone"].unpublish()
    rows = [(site.pk, pages[t].pk, DAY, Sums(n, n, n // 2, 0, 0)) for t, n in VIEWS.items()]
    add_counts([*rows, (site.pk, home.pk, DAY + datetime.timedelta(days=30), Sums(7, 7, 7, 0, 0))])
    return pages


def visited(page: Any, day: datetime.date, number: int, entries: int = 0) -> None:
    """Count visits as hits do."""
    sums = Sums(number, number, entries, 0, 0)
    write(Batch(uuid.uuid4(), {(Site.objects.first().pk, day.toordinal(), page.pk): sums}))


@pytest.fixture
def with_noise(counted: dict[str, Any], analytics: Any) -> Any:
    """Give a function that switches the noise on in September; October is counted with it."""

    def switch_on(**values: Any) -> None:
        analytics(PUBLIC_FIGURES="noise", **values)
        figures.draw(BEFORE)
        for title, number in VIEWS.items():
            visited(counted[title], DAY, number, number // 2)

    return switch_on


def text(language: str = "en") -> str:
    response = Client().get(ADDRESS, {"language": language})
    assert response.status_code == 200
    assert not response.cookies
    return " ".join(response.content.decode().split())


def test_nothing_is_told_unless_it_is_wanted(counted: Any, analytics: Any) -> None:
    assert Client().get(ADDRESS, follow=True).status_code == 404
    analytics(PUBLIC_FIGURES="counts", MODE="off")
    assert Client().get(ADDRESS, follow=True).status_code == 404
    assert "wp-figures" not in block()


def test_the_last_full_month_is_told(counted: Any, analytics: Any) -> None:
    analytics(PUBLIC_FIGURES="counts", PUBLIC_PAGES=5)
    english, german = text(), text("de")
    assert "October 2026" in english
    assert "Oktober 2026" in german
    assert "5,400" in english  # views; three wait, and the seven of November are another month's
    assert "2,700" in english  # entries
    offers = f'<a href="{counted["Offers"].url}"'
    assert f'{offers} lang="de" hreflang="de">Offers</a>: 1,400' in english
    assert f"{offers}>Offers</a>: 1.400" in german
    for title in ("Rare", "Members", "Gone"):
        assert title not in english
    assert "We count pages, not people" in english
    assert "Wir zählen Seiten, keine Menschen" in german


def test_small_numbers_are_not_told(site: Any, home: Any, analytics: Any) -> None:
    analytics(PUBLIC_FIGURES="counts", PUBLIC_PAGES=5)
    add_counts([(site.pk, home.pk, DAY, Sums(4, 3, 3, 0, 0))])
    assert text().count("fewer than 5") == 2
    assert "<ol" not in text()


def test_a_month_without_figures_is_no_error(site: Any, analytics: Any) -> None:
    analytics(PUBLIC_FIGURES="noise")
    assert "There are no figures of a full month yet" in text()


def test_on_the_first_day_the_month_before_last_is_told() -> None:
    day = datetime.date
    assert figures.last_month(day(2026, 11, 1)) == day(2026, 9, 1)
    assert figures.last_month(day(2026, 11, 2)) == day(2026, 10, 1)
    assert figures.last_month(day(2027, 1, 31)) == day(2026, 12, 1)


def stored() -> list[tuple[Any, ...]]:
    columns = ("month", "page_number", "number")
    return list(PublicFigure.objects.order_by(*columns).values_list(*columns))


def test_noise_is_drawn_once_and_by_nobody_who_looks(counted: Any, with_noise: Any) -> None:
    with_noise(PUBLIC_PAGES=5)
    text()
    assert stored() == []
    call_command("privacy_prune_analytics", dry_run=True)
    assert stored() == []
    call_command("privacy_prune_analytics")
    drawn = stored()
    # By chance a page that hardly anybody read can come along.
    assert {0, counted["Offers"].pk} <= {row[1] for row in drawn}
    assert not ExactCount.objects.filter(month__lte=MONTH).exists()
    seen = set()
    for _ in range(5):
        cache.clear()
        call_command("privacy_prune_analytics")
        seen.add(text())
    assert stored() == drawn
    assert len(seen) == 1
    assert "differential privacy, ε = 1.0" in seen.pop()


def test_a_late_hit_changes_no_published_figure(counted: Any, with_noise: Any) -> None:
    with_noise()
    figures.draw(TODAY)
    before = stored()
    visited(counted["Offers"], DAY, 9000, 9000)
    assert figures.draw(TODAY + figures.DAY) == 0
    assert stored() == before
    assert not ExactCount.objects.filter(month=MONTH).exists()


def test_a_month_that_was_not_counted_as_a_whole_is_not_told(
    counted: Any, home: Any, analytics: Any
) -> None:
    analytics(PUBLIC_FIGURES="noise")
    visited(home, DAY, 500, 500)
    assert figures.draw(TODAY) == 0
    assert "There are no figures of a full month yet" in text()
    visited(home, TODAY, 500, 500)
    analytics(PUBLIC_FIGURES="off")
    call_command("privacy_prune_analytics")
    assert not ExactCount.objects.exists()
    visited(home, TODAY, 500, 500)
    assert not ExactCount.objects.exists()  # nothing is kept that nobody asked for


def test_a_page_that_closes_later_is_named_no_more(counted: Any, with_noise: Any) -> None:
    with_noise(PUBLIC_PAGES=5)
    figures.draw(TODAY)
    assert "Offers" in text()
    counted["Offers"].unpublish()
    cache.clear()
    assert "Offers" not in text()


@pytest.mark.parametrize("way", ["counts", "noise"])
def test_a_page_that_closes_within_the_hour_is_named_no_more(
    way: str, counted: Any, with_noise: Any, analytics: Any
) -> None:
    with_noise()
    analytics(PUBLIC_FIGURES=way, PUBLIC_PAGES=5)
    figures.draw(TODAY)
    assert "Offers" in text()
    PageViewRestriction.objects.create(page=counted["Offers"], restriction_type="login")
    assert "Offers" not in text()


def test_a_month_that_is_partly_deleted_is_not_told(counted: Any, analytics: Any) -> None:
    analytics(PUBLIC_FIGURES="counts", RETENTION_MONTHS=1)
    call_command("privacy_prune_analytics")
    assert "October 2026" not in text()


def test_what_was_drawn_keeps_its_own_error(with_noise: Any, analytics: Any) -> None:
    with_noise()
    figures.draw(TODAY)
    before = text()
    assert "ε = 1.0" in before
    assert "each is off by 6 at most" in before
    analytics(PUBLIC_EPSILON=10.0)
    assert text() == before


def test_old_figures_go_with_the_counts(with_noise: Any) -> None:
    with_noise(RETENTION_MONTHS=2)
    figures.draw(TODAY)
    assert stored()
    with time_machine.travel(datetime.datetime(2027, 2, 3, tzinfo=datetime.UTC)):
        call_command("privacy_prune_analytics")
    assert stored() == []


def test_the_noise_is_as_wide_as_it_says() -> None:
    scale = noise.scale_of(0.1)
    drawn = noise.noisy([1000] * 2000, scale)
    off = [abs(number - 1000) for number in drawn]
    assert max(off) > 0
    within = sum(each <= noise.usual_error(scale) for each in off) / len(off)
    assert 0.92 < within < 0.99
    assert noise.usual_error(3.0) == 9
    assert min(noise.noisy([0] * 200, scale)) == 0
    documented = " ".join(Path("docs/how-to/public-figures.md").read_text().split())
    assert f"off by {noise.usual_error(noise.scale_of(1.0))} at most" in documented


def test_one_view_more_changes_little() -> None:
    """Numbers that differ by one, at scale 3: the chance of any figure by exp(1/3) ≈ 1.4."""
    first, second = (Counter(noise.noisy([n] * 8_000, 3.0)) for n in (50, 51))
    for figure in range(48, 54):
        assert first[figure] / second[figure] < 1.4 * 1.4  # what chance adds here
        assert second[figure] / first[figure] < 1.4 * 1.4


MONTHS = [datetime.date(2026, month, 1) for month in range(1, 7)]
VISITS = st.tuples(st.integers(0, 4), st.integers(1, 28), st.booleans(), st.booleans())


@hypothesis_settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(VISITS, max_size=60), VISITS)
def test_one_visit_more_changes_one_month_by_one(
    site: Site, home: Any, analytics: Any, visits: list[Any], one_more: Any
) -> None:
    """The sums that noise is added to, as they are told when there is next to none of it."""
    analytics(PUBLIC_FIGURES="noise", PUBLIC_PAGES=9, PUBLIC_EPSILON=1e9)
    pages = home, home.get_children().first() or page_below(home, "Offers")
    told = []
    for course in (visits, [*visits, one_more]):
        PublicFigure.objects.all().delete()
        figures.draw(MONTHS[0] - figures.DAY)
        for number, month in enumerate(MONTHS):
            analytics(MINIMUM_COUNT=1)  # so that small numbers are told, too
            figures.draw(month + figures.DAY)
            analytics(MINIMUM_COUNT=5)
            for _month, day, is_below, is_entry in (v for v in course if v[0] == number):
                visited(pages[is_below], month.replace(day=day), 1, is_entry)
                release(month.replace(day=day))
        told.append({row[:2]: row[2] for row in stored()})
    changed = {key: told[1].get(key, 0) - told[0].get(key, 0) for key in told[0] | told[1]}
    month, _day, is_below, is_entry = one_more
    assert {key: number for key, number in changed.items() if number} == {
        (MONTHS[month], pages[is_below].pk): 1,
        **({(MONTHS[month], 0): 1} if is_entry else {}),
    }
    assert {key[0] for key in told[0]} == set(MONTHS[:-1])


def block(language: str = "en") -> str:
    request = RequestFactory().get("/")
    return str(PublicFiguresBlock().render(None, context={"request": request}))


def test_a_block_shows_the_same(counted: Any, analytics: Any) -> None:
    assert "<link" not in block()
    analytics(PUBLIC_FIGURES="counts", PUBLIC_PAGES=1)
    assert "5,400" in block()
    assert "Offers" in block()
    # Any page of the site may hold it, so it brings its looks along.
    assert 'rel="stylesheet" href="/static/wagtail_privacy/figures' in block()
    assert PublicFiguresBlock().render(None)  # a preview without a request


def test_the_editor_sees_an_example_of_the_block(
    counted: Any, admin_client: Client, analytics: Any
) -> None:
    address = reverse("wagtailadmin_block_preview")
    query = {"id": PublicFiguresBlock().definition_prefix}
    assert "if the settings publish them" in admin_client.get(address, query).text
    analytics(PUBLIC_FIGURES="counts")
    assert "5,400" in admin_client.get(address, query).text


def test_looking_again_asks_the_database_little(
    counted: Any, analytics: Any, django_assert_max_num_queries: Any
) -> None:
    analytics(PUBLIC_FIGURES="counts", PUBLIC_PAGES=5)
    text()
    with django_assert_max_num_queries(12):
        text()


def test_the_statement_leads_there(site: Any, analytics: Any) -> None:
    shown = Template("{% load wagtail_privacy %}{% privacy_opt_out %}")
    assert ADDRESS not in shown.render(Context())
    analytics(PUBLIC_FIGURES="counts")
    assert f'href="{ADDRESS}?language=' in shown.render(Context())
