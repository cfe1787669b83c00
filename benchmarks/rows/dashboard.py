"""The report in the admin over a year of a thousand pages: its page, and the picture in it."""

import datetime
import html
import random
import re
import statistics
import time
from typing import Any

from django.utils import timezone

from benchmarks import content
from benchmarks.client import Client, environ, signed_in
from benchmarks.report import Finding, Scale
from benchmarks.visitors import forget_counts

MOST_MILLISECONDS, MOST_QUERIES = 150, 15
DAYS, VIEWS_A_DAY = 365, 10_000_000 / 365 / 1000


def measure(scale: Scale) -> list[Finding]:
    """Give milliseconds on the clock and queries of page and picture together, then of each."""
    from django.urls import reverse

    pages = scale.pick(1000, 200)
    _fill(pages)
    client = Client()
    page = _request(reverse("wagtail_privacy_statistics:index") + f"?period={DAYS}")
    picture, first = _picture(client, page)
    of_section = _request(f"{reverse('wagtail_privacy_statistics:index')}?{_section_query()}")
    requests = {"page": page, "picture": picture}
    times = {
        what: _milliseconds(client, request, scale.pick(15, 5))
        for what, request in requests.items()
    }
    queries = {what: client.queries(request) for what, request in requests.items()}
    narrowed, its_queries = _milliseconds(client, of_section, 5), client.queries(of_section)
    forget_counts()
    size = f"a year of {pages} pages"
    return [
        Finding(
            what=f"dashboard, {size}, page and picture, time in the server",
            ours=f"{sum(times.values()):.0f} ms",
            bar=f"≤ {MOST_MILLISECONDS} ms",
            is_kept=sum(times.values()) <= MOST_MILLISECONDS,
        ),
        Finding(
            what=f"dashboard, {size}, page and picture, queries",
            ours=str(sum(queries.values())),
            bar=f"≤ {MOST_QUERIES}",
            is_kept=sum(queries.values()) <= MOST_QUERIES,
        ),
        *(
            Finding(
                f"dashboard, the {what} alone", f"{times[what]:.0f} ms, {queries[what]} queries"
            )
            for what in requests
        ),
        Finding("dashboard, the picture drawn for the first time", f"{first:.0f} ms"),
        Finding(
            f"dashboard, the page of a section with {pages} pages",
            f"{narrowed:.0f} ms, {its_queries} queries",
        ),
    ]


def _section_query() -> str:
    from wagtail.models import Page

    return f"period={DAYS}&section={Page.objects.get(slug='many').pk}"


def _picture(client: Client, page: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Give the request of the picture that the page names, and what it takes to draw it."""
    found = re.search(r'class="wp-chart" src="([^"]+)"', client.expect("200", page).decode())
    if not found:
        raise AssertionError("The page shows no picture.")
    request = _request(html.unescape(found[1]))
    start = time.perf_counter()
    client.expect("200", request)
    return request, (time.perf_counter() - start) * 1000


def _milliseconds(client: Client, request: dict[str, Any], times: int) -> float:
    client.expect("200", request)
    found = []
    for _ in range(times):
        start = time.perf_counter()
        client.expect("200", request)
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


def _request(path: str) -> dict[str, Any]:
    """Give a GET by somebody who may see everything."""
    return environ("GET", path, **signed_in())


def _fill(number: int) -> None:
    from wagtail.models import Site

    from wagtail_privacy.analytics.counts.sums import Sums
    from wagtail_privacy.analytics.keeping.writing import add_counts

    forget_counts()
    pages, today = _add_pages(number), timezone.localdate()
    site, chance = Site.objects.get(root_page=content.home()), random.Random(1)  # noqa: S311
    add_counts(
        (site.pk, page, today - datetime.timedelta(days=day), _sums(chance, Sums))
        for page in pages
        for day in range(DAYS)
    )


def _sums(chance: random.Random, kind: Any) -> Any:
    views = round(chance.expovariate(1 / VIEWS_A_DAY))
    visits = views * 2 // 3
    return kind(views, visits, visits // 3, visits // 6, views * 30)


def _add_pages(wanted: int) -> list[int]:
    """Add the pages at once: one after the other would take longer than all the measuring."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Locale, Page

    parent = content.add_page(Page(title="Many pages", slug="many"))
    kind, locale = ContentType.objects.get_for_model(Page), Locale.objects.get()
    Page.objects.bulk_create(
        Page(
            title=f"Page {number}",
            draft_title=f"Page {number}",
            slug=f"page-{number}",
            path=Page._get_path(parent.path, parent.depth + 1, number),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}page-{number}/",
            content_type=kind,
            locale=locale,
        )
        for number in range(1, wanted + 1)
    )
    Page.objects.filter(pk=parent.pk).update(numchild=wanted)
    return list(Page.objects.child_of(parent).values_list("pk", flat=True))
