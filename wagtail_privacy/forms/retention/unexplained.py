"""Answers that no field of their form explains: found, and erased before their time if asked for.

A field may go by the editor, by code or with an adopted form. So nothing is noted when it goes:
the answers are looked through, whatever has happened. Their submissions stay.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.views.decorators.debug import sensitive_variables
from wagtail.log_actions import registry

from wagtail_privacy.forms.at_rest import storage
from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.at_rest.files import SubmissionFile
from wagtail_privacy.forms.models import SubmissionQuerySet
from wagtail_privacy.forms.page_types import fields_of_type
from wagtail_privacy.forms.submissions import persons
from wagtail_privacy.forms.submissions.log_actions import ERASE_ANSWERS, KEEP_ANSWERS, log_use

#: Submissions that are sealed anew in one transaction.
CHUNK = 1000


@dataclass(slots=True)
class Findings:
    """How many answers there are per name that no field has, and how many rows nobody can read."""

    counts: Counter[str] = field(default_factory=Counter)
    unreadable: int = 0
    until: datetime | None = None  # the end of the last submission of the form


def explained_names(page: Any) -> set[str]:
    """Give the names of the answers that a form asks for today."""
    return {name for name, _label in page.get_data_fields()} | set(
        page.get_form_class().base_fields
    )


def removed_labels(page: Any) -> list[str]:
    """Give the labels of the fields that the form has in the database, and here no more."""
    name, model = fields_of_type(type(page))
    kept = {one.clean_name for one in getattr(page, name).all()}
    before = model._default_manager.filter(page_id=page.pk)
    return [one.label for one in before if one.clean_name not in kept]


def former_labels(page: Any, names: set[str]) -> dict[str, str]:
    """Give per name the label that its field had last, as far as a revision knows it."""
    labels: dict[str, str] = {}
    contents = page.revisions.order_by("-created_at", "-pk").values_list("content", flat=True)
    for content in contents.iterator(chunk_size=20) if names else ():
        for one in content.get("form_fields", ()):
            if (name := one.get("clean_name", "")) in names:
                labels.setdefault(name, one["label"])
        if len(labels) == len(names):
            break
    return labels


def find(page: Any) -> Findings:
    """Look through all submissions of a form."""
    known, findings = explained_names(page), Findings()
    rows = _rows(page)
    for row in rows.only(*_READ).iterator(chunk_size=CHUNK):
        try:
            answers = _answers(row)
        except EncryptionError:
            findings.unreadable += 1
            continue
        said = (name for name, answer in answers.items() if not _is_empty(answer))
        findings.counts.update(name for name in said if name not in known)
    findings.until = rows.aggregate(last=Max("expires_at"))["last"]
    return findings


def keep(page: Any, name: str, count: int) -> None:
    """Log that the answers to a former question stay until their submissions go."""
    log_use(KEEP_ANSWERS, page, count, field=name)


def kept_since(page: Any) -> dict[str, datetime]:
    """Give since when it has been decided, per name, that the answers stay until the end."""
    entries = registry.get_logs_for_instance(page).filter(action=KEEP_ANSWERS)
    return {entry.data["field"]: entry.timestamp for entry in entries.order_by("timestamp")}


def erase(page: Any, name: str) -> int:
    """Erase the answers of this name from all submissions of a form; give how many.

    Each chunk is a transaction and logged. Stopped anywhere, the next run does what is left.
    Raises `ValueError` for a name that a field has. What nobody can read stays as it is.
    """
    if name in explained_names(page):
        raise ValueError("A field of the form has this name.")
    persons.ready()
    done = 0
    for ids in _chunks(_rows(page)):
        with transaction.atomic():
            rows = _rows(page).filter(pk__in=ids).select_for_update()
            erased = sum(_erase_in(row, name) for row in rows)
            if erased:
                log_use(ERASE_ANSWERS, page, erased, field=name)
        done += erased
    return done


_READ = ("uuid", "page", "purpose", "expires_at", "latest_expiry", "form_data")


def _rows(page: Any) -> SubmissionQuerySet:
    rows: SubmissionQuerySet = page.get_submission_class()._default_manager.filter(page_id=page.pk)
    return rows


def _chunks(rows: SubmissionQuerySet) -> Iterator[list[int]]:
    last, ids = 0, rows.order_by("pk").values_list("pk", flat=True)
    while chunk := list(ids.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1]
        yield chunk


def _is_empty(answer: Any) -> bool:
    return answer is None or answer in ("", [])


@sensitive_variables()
def _answers(row: Any) -> dict[str, Any]:
    # For no purpose, so not through the lock: nothing but the names leaves this module.
    return storage.from_stored(row.form_data, row.bound_to)


@sensitive_variables()
def _erase_in(row: Any, name: str) -> int:
    try:
        answers = _answers(row)
    except EncryptionError:
        return 0
    if name not in answers:
        return 0
    answer = answers.pop(name)
    row.set_answers(answers)
    if row.person_key and _is_address_of(answer, row.person_key):
        row.person_key = ""
    row.save(update_fields=["form_data", "person_key"])
    if isinstance(answer, dict) and "file" in answer:
        SubmissionFile.objects.filter(submission=row.pk, uuid=UUID(answer["file"])).delete()
    return int(not _is_empty(answer))


@sensitive_variables()
def _is_address_of(answer: Any, key: str) -> bool:
    is_text = isinstance(answer, str) and bool(persons.normalised(answer))
    return is_text and persons.person_key(answer) == key
