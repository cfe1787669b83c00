"""Exporting encrypted submissions against exporting plain ones by `wagtail.contrib.forms`."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from benchmarks import content
from benchmarks.client import Client, environ, signed_in
from benchmarks.measure import Comparison
from benchmarks.report import Finding, Scale, compared

MOST_TIME, MOST_MEGABYTES = 1.0, 64
BATCH = 5000


def measure(scale: Scale) -> list[Finding]:
    """Give seconds of processor per export, and what it takes of memory at its peak."""
    rows = scale.pick(100_000, 10_000)
    ours, theirs = content.add_forms(1)[0], content.plain_form()
    _fill(ours, theirs, rows)
    client = Client()
    pairs = [
        (_export(client, ours, "csv", rows)[0], _export(client, theirs, "csv", rows)[0])
        for _ in range(scale.pick(3, 2))
    ]
    what = f"export, {rows} submissions as CSV, encrypted, CPU"
    findings = [compared(what, Comparison.of(pairs), unit="s", most=MOST_TIME)]
    for file_format in ("csv", "xlsx"):
        took, megabytes = _export(client, ours, file_format, rows)
        plain = _export(client, theirs, file_format, rows)
        name = file_format.upper()
        findings.append(
            Finding(
                what=f"export, {rows} submissions as {name}, memory above idle (and CPU)",
                ours=f"{megabytes:.0f} MB ({took:.1f} s)",
                stand_in=f"{plain[1]:.0f} MB ({plain[0]:.1f} s)",
                bar=f"≤ {MOST_MEGABYTES} MB",
                is_kept=megabytes <= MOST_MEGABYTES,
            )
        )
    _empty()
    return findings


def _export(client: Client, page: Any, file_format: str, rows: int) -> tuple[float, float]:
    """Give the seconds of processor and the megabytes at the peak of one export."""
    url = reverse("wagtailforms:list_submissions", args=[page.pk])
    request = environ("GET", f"{url}?export={file_format}", **signed_in())
    idle, start = _reset_peak(), time.process_time()
    lines = size = 0
    for piece in client.pieces(request):
        lines += piece.count(b"\n")
        size += len(piece)
    took, peak = time.process_time() - start, _megabytes("VmHWM")
    if file_format == "csv" and lines < rows:
        raise AssertionError(f"{lines} lines were exported, not {rows}.")
    if not size:
        raise AssertionError("Nothing was exported.")
    return took, peak - idle


def _reset_peak() -> float:
    """Forget the highest use of memory so far (Linux), and give that of now."""
    Path("/proc/self/clear_refs").write_text("5")
    return _megabytes("VmRSS")


def _megabytes(name: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise AssertionError(f"This system does not tell {name}.")


def _fill(ours: Any, theirs: Any, rows: int) -> None:
    from wagtail.contrib.forms.models import FormSubmission

    from wagtail_privacy.forms.models import PrivacyFormSubmission

    _empty()
    end = timezone.now() + timedelta(days=1)
    with transaction.atomic():
        for _ in range(0, rows, BATCH):
            made = [
                PrivacyFormSubmission(
                    page=ours,
                    purpose_id=ours.purpose_id,
                    language="en",
                    expires_at=end,
                    latest_expiry=end,
                )
                for _ in range(BATCH)
            ]
            for submission in made:
                submission.set_answers(content.ANSWERS)
            PrivacyFormSubmission.objects.bulk_create(made)
            FormSubmission.objects.bulk_create(
                FormSubmission(page=theirs, form_data=content.ANSWERS) for _ in range(BATCH)
            )


def _empty() -> None:
    from wagtail.contrib.forms.models import FormSubmission

    from wagtail_privacy.forms.models import PrivacyFormSubmission

    for model in (PrivacyFormSubmission, FormSubmission):
        model.objects.all()._raw_delete("default")
