"""A GET of a statement against a GET of a plain StreamField page, both through the middleware."""

from typing import Any

from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from benchmarks import content
from benchmarks.client import Client, environ
from benchmarks.measure import Spread, Work, compare, seconds
from benchmarks.report import Finding, Scale, compared

MOST_CPU, MOST_QUERIES = 2.0, 10
#: Milliseconds for a version, or for what changed in it.
MOST_FOR_A_VERSION = 100


def measure(scale: Scale) -> list[Finding]:
    """Give CPU and queries with 4 forms, and what 40 forms change."""
    client = Client()
    ours = environ("GET", content.statement().url)
    theirs = environ("GET", content.plain_page().url)
    findings, queries = [], []
    for forms in (4, 40):
        content.add_forms(forms)
        found = compare(
            _gets(client, ours),
            _gets(client, theirs),
            times=scale.pick(60, 20) if forms == 4 else scale.pick(20, 5),
            rounds=scale.rounds,
            slices=scale.pick(10, 5),
        )
        what = f"statement page, {forms} forms and purposes, CPU per GET"
        findings.append(compared(what, found, unit="ms", most=MOST_CPU if forms == 4 else None))
        queries.append(client.queries(ours))
    few, many = queries
    findings.append(
        Finding(
            what="statement page, queries with 4 and with 40 forms and purposes",
            ours=f"{few}, {many}",
            stand_in=str(client.queries(theirs)),
            bar=f"≤ {MOST_QUERIES}, constant",
            is_kept=few == many <= MOST_QUERIES,
        )
    )
    return [*findings, *_rendered_anew(client, ours, theirs, scale), *_versions(client, scale)]


def _rendered_anew(client: Client, ours: Any, theirs: Any, scale: Scale) -> list[Finding]:
    # What the first reader after a change waits for, in each process.
    findings = []
    for forms in (40, 200):
        content.add_forms(forms)
        with override_settings(WAGTAIL_PRIVACY={"STATEMENTS": {"KEEP_SECONDS": 0}}):
            found = compare(
                _gets(client, ours),
                _gets(client, theirs),
                times=scale.pick(10, 3),
                rounds=scale.rounds,
                slices=scale.pick(10, 3),
            )
        what = f"statement page, rendered anew with {forms} forms and purposes, CPU per GET"
        findings.append(compared(what, found, unit="ms"))
    return findings


def _versions(client: Client, scale: Scale) -> list[Finding]:
    from wagtail_privacy.models import Purpose
    from wagtail_privacy.statements.versions.recording import record_version

    page = content.statement()
    record_version(page, timezone.now())
    changed = Purpose.objects.filter(pk__in=[p.pk for p in Purpose.objects.all()[::4]])
    changed.update(retention_amount=F("retention_amount") + 1)
    version = record_version(page, timezone.now())
    if version is None:
        raise AssertionError("nothing was recorded")
    findings = []
    for what, below in (("a version", ""), ("what changed in a version", "changes/")):
        work = _gets(client, environ("GET", f"{page.url}versions/{version.number}/{below}"))
        work(2)
        times = scale.pick(20, 5)
        spread = Spread.of([seconds(work, times) for _ in range(scale.rounds)])
        findings.append(
            Finding(
                what=f"{what}, 200 forms and purposes, 50 of them changed, CPU per GET",
                ours=f"{spread} ms",
                bar=f"≤ {MOST_FOR_A_VERSION} ms",
                is_kept=spread.median <= MOST_FOR_A_VERSION,
            )
        )
    return findings


def _gets(client: Client, request: dict[str, Any]) -> Work:
    def work(times: int) -> None:
        for _ in range(times):
            client.expect("200", request)

    return work
