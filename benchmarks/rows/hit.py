"""A counted hit against a bare view that answers 204, neither of them behind any middleware.

The lines with a bar go through a real server, as the numbers of the peers do: what the visitor's
request costs the machine. The lines without one leave the server out and are therefore harsher.
"""

import itertools
import socket
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.test.utils import override_settings

from benchmarks import content
from benchmarks.client import Client
from benchmarks.measure import Comparison, Spread, compare
from benchmarks.report import Finding, Scale, compared
from benchmarks.server import Server, running
from benchmarks.visitors import (
    BARE,
    HIT,
    all_counted,
    bare_in_process,
    forget_counts,
    hits,
    in_process,
    over_http,
)

MOST_CPU, MOST_CPU_REDIS, LEAST_THROUGHPUT = 1.5, 3.0, 0.7
SLICE = 50  # requests of one kind before it is the other's turn
IN_REDIS: dict[str, Any] = {"ANALYTICS": {"CACHE": "redis"}}


class Seconds(NamedTuple):
    """Time of the processor and on the clock."""

    cpu: float
    clock: float


def measure(scale: Scale) -> list[Finding]:
    """Give CPU and throughput behind a server, then CPU and queries without one."""
    home = content.home()  # tokens name its site
    findings = _behind_server(scale, "sessions in local memory", MOST_CPU)
    if _redis_answers():
        with override_settings(WAGTAIL_PRIVACY=IN_REDIS):
            findings += _behind_server(scale, "sessions in Redis", MOST_CPU_REDIS)[:1]
    else:
        findings.append(Finding("a hit, sessions in Redis", "no Redis answers"))
    for name, middleware in (("no middleware", ()), ("Django's usual middleware", None)):
        client = Client(middleware)
        times, rounds = scale.pick(1000, 500), scale.pick(15, 5)
        forget_counts()
        found = compare(in_process(client), bare_in_process(client), times=times, rounds=rounds)
        all_counted(times // 5 + times * rounds)
        what = f"a hit without a server, {name}, CPU per 1000"
        findings.append(compared(what, found, unit="s"))
    queries = Client([]).queries(*next(hits(home)))
    forget_counts()
    findings.append(
        Finding("a hit, SQL inside the request", str(queries), "0", bar="0", is_kept=queries == 0)
    )
    return findings


def _behind_server(scale: Scale, what: str, most: float) -> list[Finding]:
    from wagtail_privacy.analytics.keeping.buffer import buffer

    times, rounds = scale.pick(1000, 400), scale.pick(21, 5)
    forget_counts()
    with (
        override_settings(WAGTAIL_PRIVACY=_written_by_hand()),
        running(lambda: Client([]).handler, buffer.flush) as server,
    ):
        ours, theirs = _sends(server, HIT), _sends(server, BARE)
        _pair(server, ours, theirs, times // 4)
        pairs = [_pair(server, ours, theirs, times) for _ in range(rounds)]
    all_counted(times // 4 + times * rounds)
    cpu = compared(
        f"a hit behind a server, one process, {what}, CPU per 1000",
        Comparison.of([(mine[0], other[0]) for mine, other in pairs]),
        unit="s",
        most=most,
    )
    speed = Spread.of([other[1] / mine[1] for mine, other in pairs])
    per_second = [round(1000 / Spread.of([pair[i][1] for pair in pairs]).median) for i in (0, 1)]
    throughput = Finding(
        what=f"a hit behind a server, one process, {what}, hits per second",
        ours=str(per_second[0]),
        stand_in=str(per_second[1]),
        ratio=str(speed),
        bar=f"≥ {LEAST_THROUGHPUT:g}×",
        is_kept=speed.median >= LEAST_THROUGHPUT,
    )
    return [cpu, throughput]


def _written_by_hand() -> dict[str, Any]:
    # Each pair ends with one flush, as a second does at a thousand hits; a flush in between could
    # fall into the time of the stand-in.
    given = settings.WAGTAIL_PRIVACY
    return {**given, "ANALYTICS": {**given.get("ANALYTICS", {}), "FLUSH_SECONDS": 3600}}


def _pair(
    server: Server, ours: Callable[[], None], theirs: Callable[[], None], times: int
) -> tuple[Seconds, Seconds]:
    """Give the seconds per 1000 of both, which take turns: the machine changes by the second."""
    mine, other = Seconds(0, 0), Seconds(0, 0)
    for _ in range(times // SLICE):
        mine = _plus(mine, _timed(server, ours, SLICE))
        other = _plus(other, _timed(server, theirs, SLICE))
    mine = _plus(mine, _timed(server, server.settle, 1))
    return _per_1000(mine, times), _per_1000(other, times)


def _timed(server: Server, send: Callable[[], None], times: int) -> Seconds:
    cpu, start = server.cpu_seconds(), time.perf_counter()
    for _ in range(times):
        send()
    elapsed = time.perf_counter() - start
    return Seconds(server.cpu_seconds() - cpu, elapsed)


def _plus(one: Seconds, other: Seconds) -> Seconds:
    return Seconds(one.cpu + other.cpu, one.clock + other.clock)


def _per_1000(taken: Seconds, times: int) -> Seconds:
    return Seconds(taken.cpu * 1000 / times, taken.clock * 1000 / times)


def _sends(server: Server, path: str) -> Callable[[], None]:
    sent = itertools.cycle(over_http(path))

    def send() -> None:
        source, data = next(sent)
        if not server.send(data, source).startswith(b"HTTP/1.0 204"):
            raise AssertionError(f"{path} did not answer 204.")

    return send


def _redis_answers() -> bool:
    try:
        socket.create_connection(("127.0.0.1", 6379), timeout=1).close()
    except OSError:
        return False
    return True
