"""Submissions as CSV and XLSX, row by row: no file is ever written in clear to a disk."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from django.utils.timezone import get_current_timezone

from wagtail_privacy.forms.models import SubmissionQuerySet
from wagtail_privacy.forms.submissions.cells import as_text
from wagtail_privacy.forms.submissions.xlsx import PIECE, workbook
from wagtail_privacy.spreadsheets import safe_cell

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: Rows that are read from the database at a time.
CHUNK = 1000


def exported(
    submissions: SubmissionQuerySet, fields: Sequence[tuple[str, str]], file_format: str
) -> Iterator[bytes]:
    """Yield a spreadsheet of submissions with these fields (name, label), piece by piece."""
    table = _table(submissions, fields)
    return _csv(table) if file_format == CSV else workbook(table)


def _table(
    submissions: SubmissionQuerySet, fields: Sequence[tuple[str, str]]
) -> Iterator[list[str]]:
    yield [safe_cell(label) for _name, label in fields]
    names, zone = [name for name, _label in fields], get_current_timezone()
    for submission in submissions.iterator(chunk_size=CHUNK):
        data = submission.get_data()
        yield [safe_cell(as_text(data.get(name), zone)) for name in names]


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
