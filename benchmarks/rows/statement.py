"""A GET of a statement against a GET of a plain StreamField page, both through the middleware."""

from typing import Any

from benchmarks import content
from benchmarks.client import Client, environ
from benchmarks.measure import Work, compare
from benchmarks.report import Finding, Scale, compared

MOST_CPU, MOST_QUERIES = 2.0, 10


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
    return findings


def _gets(client: Client, request: dict[str, Any]) -> Work:
    def work(times: int) -> None:
        for _ in range(times):
            client.expect("200", request)

    return work
