"""Reads many submissions one after the other, without a model for each of them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple
from uuid import UUID

from wagtail_privacy.forms.models import PrivacyFormSubmission, SubmissionQuerySet
from wagtail_privacy.forms.submissions.opening import OpensAnswers

#: Rows that are read from the database at a time.
CHUNK = 1000


class _Columns(NamedTuple):
    uuid: UUID
    page_id: int
    purpose_id: int
    used_for_id: int
    latest_expiry: datetime
    expires_at: datetime
    submit_time: datetime
    form_data: dict[str, Any]


class _Row(OpensAnswers, _Columns):
    """A submission as far as its answers need it; making a model takes as long as opening it."""

    __slots__ = ()


def data_of(submissions: SubmissionQuerySet) -> Iterator[dict[str, Any]]:
    """Yield what `get_data` gives for each submission, of which `usable_for` names the purpose."""
    opened: Iterable[OpensAnswers]
    has_purpose = "used_for_id" in submissions.query.annotations
    if has_purpose and submissions.model is PrivacyFormSubmission:
        columns = submissions.values_list(*_Columns._fields)
        opened = starmap(_Row, columns.iterator(chunk_size=CHUNK))
    else:
        # A class of the site's own may give other data; without a purpose there are none.
        opened = submissions.iterator(chunk_size=CHUNK)
    return (submission.get_data() for submission in opened)
