"""Finding and opening what one person has sent, among many submissions."""

import statistics
import time
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from benchmarks import content
from benchmarks.report import Finding, Scale

MOST_MILLISECONDS = 5.0
BATCH, OF_ONE_PERSON = 5000, 5
EMAIL, AS_STORED = "MÜLLER@Straße.example", "müller@xn--strae-oqa.example"


def measure(scale: Scale) -> list[Finding]:
    """Give milliseconds on the clock for asking the database and opening the answers."""
    rows = scale.pick(200_000, 20_000)
    form = content.add_forms(1)[0]
    _fill(form, rows)
    times = [_milliseconds(form) for _ in range(scale.pick(51, 11))]
    _empty()
    median = statistics.median(times)
    return [
        Finding(
            what=f"all data of one person, {OF_ONE_PERSON} of {rows} submissions, on the clock",
            ours=f"{median:.2f} ms ({min(times):.2f}–{max(times):.2f})",
            bar=f"≤ {MOST_MILLISECONDS:g} ms",
            is_kept=median <= MOST_MILLISECONDS,
        )
    ]


def _milliseconds(form: Any) -> float:
    from wagtail_privacy.forms.models import PrivacyFormSubmission

    start = time.perf_counter()
    found = PrivacyFormSubmission.objects.usable_for(form.purpose_id).of_person(EMAIL)
    answers = [submission.get_answers() for submission in found]
    elapsed = (time.perf_counter() - start) * 1000
    if answers != [content.ANSWERS] * OF_ONE_PERSON:
        raise AssertionError(f"{len(answers)} submissions were found, not {OF_ONE_PERSON}.")
    return elapsed


def _fill(form: Any, rows: int) -> None:
    from wagtail_privacy.forms.models import PrivacyFormSubmission
    from wagtail_privacy.forms.submissions.persons import person_key

    def submission(email: str) -> PrivacyFormSubmission:
        return PrivacyFormSubmission(
            page=form,
            purpose_id=form.purpose_id,
            language="en",
            expires_at=end,
            latest_expiry=end,
            person_key=person_key(email),
        )

    end = timezone.now() + timedelta(days=1)
    sample = submission("nobody@example.org")
    sample.set_answers(content.ANSWERS)
    _empty()
    with transaction.atomic():
        for start in range(0, rows - OF_ONE_PERSON, BATCH):
            others = [submission(f"person{n}@example.org") for n in range(start, start + BATCH)]
            for other in others:
                other.form_data = sample.form_data
            PrivacyFormSubmission.objects.bulk_create(others)
        for _ in range(OF_ONE_PERSON):
            own = submission(AS_STORED)
            own.set_answers(content.ANSWERS)
            own.save()


def _empty() -> None:
    from wagtail_privacy.forms.models import PrivacyFormSubmission

    PrivacyFormSubmission.objects.all()._raw_delete("default")
