"""Submissions as CSV and XLSX, row by row: no file is ever written in clear to a disk."""

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext

from wagtail_privacy.forms.models import SubmissionQuerySet
from wagtail_privacy.forms.submissions.cells import as_text, local
from wagtail_privacy.forms.submissions.reading import data_of
from wagtail_privacy.forms.submissions.xlsx import PIECE, workbook
from wagtail_privacy.spreadsheets import safe_cell

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def exported(
    submissions: SubmissionQuerySet, fields: Sequence[tuple[str, str]], file_format: str
) -> Iterator[bytes]:
    """Yield a spreadsheet of submissions with these fields (name, label), piece by piece."""
    if file_format == CSV:
        return _csv(_table(submissions, fields, as_text))
    return workbook(_table(submissions, fields, _as_cell), gettext("Submissions"))


def _as_cell(value: Any, zone: datetime.tzinfo | None) -> str | datetime.datetime:
    # A workbook has times of its own, by which its reader can sort.
    if isinstance(value, datetime.datetime):
        return local(value, zone)
    return as_text(value, zone)


def _table(
    submissions: SubmissionQuerySet,
    fields: Sequence[tuple[str, str]],
    as_cell: Callable[[Any, datetime.tzinfo | None], Any],
) -> Iterator[list[Any]]:
    yield [safe_cell(label) for _name, label in fields]
    names, zone = [name for name, _label in fields], get_current_timezone()
    for data in data_of(submissions):
        yield [safe_cell(as_cell(data.get(name), zone)) for name in names]


def _csv(table: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    lines = StringIO()
    writer = csv.writer(lines)
    for row in table:
        writer.writerow(row)
        if lines.tell() >= PIECE:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()
