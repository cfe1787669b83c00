"""The bytes of the script that a visitor's browser loads once."""

import gzip
from pathlib import Path

from benchmarks.report import Finding, Scale

MOST_BYTES = 600


def measure(scale: Scale) -> list[Finding]:
    """Give its size as a web server sends it, compressed as far as gzip goes."""
    from django.contrib.staticfiles import finders

    script = Path(str(finders.find("wagtail_privacy/hit.js"))).read_bytes()
    size = len(gzip.compress(script, 9, mtime=0))
    return [
        Finding(
            what="the snippet, bytes, gzip -9",
            ours=f"{size} ({len(script)} uncompressed)",
            bar=f"≤ {MOST_BYTES}",
            is_kept=size <= MOST_BYTES,
        )
    ]
