"""Moves the submissions of a form of `wagtail.contrib.forms` to a form that has a purpose.

A row is made here and deleted there in one transaction: stopped anywhere, the next run goes on, and
a run after the last one finds nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables
from wagtail.contrib.forms.models import AbstractFormSubmission, FormSubmission
from wagtail.contrib.forms.utils import get_field_clean_name
from wagtail.models import ReferenceIndex

from wagtail_privacy.forms.at_rest import storage
from wagtail_privacy.forms.at_rest.encryption import KEYS_SETTING
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.submissions import persons
from wagtail_privacy.forms.submissions.log_actions import ADOPT, log_use
from wagtail_privacy.models import Purpose

CHUNK = 500


class AdoptionError(Exception):
    """Submissions cannot be adopted; the message says what to do and names no data."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """Which submissions go where, and for what they may be used from then on."""

    rows: QuerySet[Any]
    page: Any
    purpose: Purpose
    names: Mapping[str, str | None]  # old name of a field: new name, or None to drop the answers
    takes_expired: bool = False
    fields: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """How many submissions were adopted, and how many were not because their time is over."""

    adopted: int = 0
    expired: int = 0


def rows_of(page: Any) -> QuerySet[Any]:
    """Give the submissions of a page that lie in a table of `wagtail.contrib.forms`.

    A page whose type has become a privacy form still has its former ones there.
    """
    given = page.get_submission_class() if hasattr(page, "get_submission_class") else None
    is_ours = given is None or issubclass(given, PrivacyFormSubmission)
    model: Any = FormSubmission if is_ours else given
    if more := extra_fields(model):
        raise AdoptionError(
            f"{model._meta.label} has fields of its own, which would be lost: {', '.join(more)}."
        )
    return model._default_manager.filter(page_id=page.pk).order_by("pk")


def extra_fields(model: Any) -> list[str]:
    """Name the columns of a submission class that Wagtail's own does not have."""
    known = {field.name for field in FormSubmission._meta.get_fields()}
    return [f.name for f in model._meta.get_fields() if f.concrete and f.name not in known]


def prepared(
    rows: QuerySet[Any],
    page: Any,
    purpose: Purpose | None,
    renamed: Mapping[str, str],
    dropped: Collection[str],
    *,
    takes_expired: bool = False,
) -> Adoption:
    """Give an adoption that loses nothing unasked, or raise `AdoptionError`."""
    purpose = purpose or page.purpose
    if purpose is None:
        raise AdoptionError("The form has no purpose. Choose one in its tab Privacy.")
    if purpose.legal_basis == "6-1-a" or purpose.special_condition == "9-2-a":
        raise AdoptionError(
            "The purpose rests on consent, and there is no proof that these people have consented, "
            "Art. 7(1) GDPR. Name another purpose."
        )
    if page.get_submission_class()._meta.parents:
        raise AdoptionError("A submission class in several tables cannot adopt others.")
    if not storage.can_store():
        raise AdoptionError(f"There is no key to encrypt with. Put one into {KEYS_SETTING}.")
    fields = list(page.get_form_fields())
    names = _names(_names_in(rows), fields, renamed, dropped)
    return Adoption(rows, page, purpose, names, takes_expired, fields)


def _names_in(rows: QuerySet[Any]) -> list[str]:
    names: dict[str, None] = {}
    for pk, data in rows.values_list("pk", "form_data").iterator(chunk_size=2000):
        if not isinstance(data, dict):
            raise AdoptionError(f"The submission {pk} does not hold answers by name.")
        names |= dict.fromkeys(name for name, answer in data.items() if not _is_empty(answer))
    return list(names)


def _is_empty(answer: Any) -> bool:
    return answer is None or answer in ("", [])


def _names(
    found: Collection[str], fields: Collection[Any], renamed: Mapping[str, str], dropped: Any
) -> dict[str, str | None]:
    known = {field.clean_name: field.clean_name for field in fields}
    # Wagtail wrote „Straße“ as `straxdfe`.
    known = {get_field_clean_name(field.label): field.clean_name for field in fields} | known
    if strange := sorted(set(renamed.values()) - set(known.values())):
        raise AdoptionError(f"The form has no field {', '.join(strange)}.")
    targets: dict[str, str | None] = {**known, **renamed, **dict.fromkeys(dropped)}
    if homeless := sorted(set(found) - set(targets)):
        raise AdoptionError(
            f"The form has no field for the answers {', '.join(homeless)}. "
            "Say for each --field OLD=NEW, or --drop OLD if they are not needed any more."
        )
    names = {name: targets[name] for name in found}
    taken = [name for name in names.values() if name is not None]
    if doubled := sorted({name for name in taken if taken.count(name) > 1}):
        raise AdoptionError(f"Several old fields lead to {', '.join(doubled)}.")
    return names


def adopt(
    adoption: Adoption, now: datetime, on_progress: Callable[[Outcome], None] = lambda done: None
) -> Outcome:
    """Move the submissions in transactions of `CHUNK` rows; give how many were and were not."""
    persons.ready()
    outcome = Outcome()
    for chunk in _chunks(adoption.rows):
        due = [row for row in chunk if adoption.takes_expired or _end(adoption, row) > now]
        with transaction.atomic():
            _move(adoption, due)
        outcome.adopted += len(due)
        outcome.expired += len(chunk) - len(due)
        on_progress(outcome)
    return outcome


def rehearsed(adoption: Adoption, now: datetime) -> Outcome:
    """Say what `adopt` would do."""
    times = adoption.rows.values_list("submit_time", flat=True)
    ends = [adoption.purpose.retention.end(time) for time in times]
    expired = 0 if adoption.takes_expired else sum(end <= now for end in ends)
    return Outcome(len(ends) - expired, expired)


def _chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        yield chunk


def _end(adoption: Adoption, row: AbstractFormSubmission) -> datetime:
    return adoption.purpose.retention.end(row.submit_time)


def _move(adoption: Adoption, rows: list[Any]) -> None:
    if not rows:
        return
    made = [_made_from(adoption, row) for row in rows]
    made[0]._meta.default_manager.bulk_create(made)
    # Creating has set the time of now.
    for submission, row in zip(made, rows, strict=True):
        submission.submit_time = row.submit_time
    made[0]._meta.default_manager.bulk_update(made, ["submit_time"])
    _delete(adoption.rows.model, [row.pk for row in rows])
    log_use(ADOPT, adoption.page, len(rows), purpose=adoption.purpose)


@sensitive_variables()
def _made_from(adoption: Adoption, row: AbstractFormSubmission) -> Any:
    answers = {
        new: row.form_data[old]
        for old, new in adoption.names.items()
        if new is not None and old in row.form_data
    }
    end = _end(adoption, row)
    email = persons.email_in(adoption.fields, answers)
    submission = adoption.page.get_submission_class()(
        page_id=adoption.page.pk,
        purpose=adoption.purpose,
        language=adoption.page.locale.language_code,
        expires_at=end,
        latest_expiry=end,
        person_key=persons.person_key(email) if email else "",
    )
    submission.set_answers(answers)
    return submission


def _delete(model: Any, ids: list[int]) -> None:
    rows = model._default_manager.filter(pk__in=ids)
    if model._meta.related_objects:
        gone = rows.delete()[1].get(model._meta.label, 0)
    else:
        # One by one, the reference index would be asked four times for each row.
        content_type = ContentType.objects.get_for_model(model)
        ReferenceIndex.objects.filter(
            base_content_type=content_type, object_id__in=[str(pk) for pk in ids]
        ).delete()
        gone = rows._raw_delete(rows.db)
    if gone != len(ids):
        raise AdoptionError("Somebody else is moving or deleting these submissions. Run it again.")
