"""A counted hit of djinsight, in an environment of its own, beside ours in the same run.

Neither goes through a server, so the seconds are those of the package and its database alone.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks import content
from benchmarks.client import Client
from benchmarks.measure import Comparison, compare
from benchmarks.report import Finding, Scale, compared
from benchmarks.settings import DIRECTORY
from benchmarks.visitors import all_counted, bare_in_process, forget_counts, in_process

PEER = "djinsight"
SITE = Path(__file__).resolve().parents[1] / "peers" / "djinsight_site.py"
PATIENCE = 300


def measure(scale: Scale) -> list[Finding]:
    """Give what a hit costs with us and with the peer; a line that says so if it cannot be had."""
    what = f"a hit without a server, CPU per 1000, against {PEER}"
    python = _environment()
    if python is None:
        return [Finding(what, f"skipped: {PEER} cannot be installed here")]
    content.home()
    client = Client(())
    times, rounds = scale.pick(1000, 200), scale.pick(7, 3)
    forget_counts()
    ours = compare(in_process(client), bare_in_process(client), times=times, rounds=rounds)
    all_counted(times // 5 + times * rounds)
    forget_counts()
    done = subprocess.run(
        [python, str(SITE), str(times), str(rounds)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    pairs = json.loads(done.stdout)
    theirs = Comparison.of([(hit, bare) for hit, bare in pairs])
    found = Comparison(
        ours.ours,
        theirs.ours,
        Comparison.of([(ours.ours.median, hit) for hit, _bare in pairs]).ratio,
    )
    return [compared(what, found, unit="s")]


def _environment() -> Path | None:
    """Make an environment with the peer and the same Django, thrown away with the run."""
    import django

    directory = DIRECTORY / "peer"
    venv.create(directory, with_pip=True)
    python = directory / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted = (PEER, "redis", f"django=={django.__version__}")
    try:
        subprocess.run(
            [python, "-m", "pip", "install", "-q", *wanted],
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return python
