"""The smallest XLSX workbook: one sheet of texts, yielded while it is made.

openpyxl and XlsxWriter collect the sheet in a file for the time being, which would put what people
have sent in clear onto a disk.
"""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from wagtail_privacy.spreadsheets import in_xml

#: Characters that a cell may hold; Excel refuses a file with longer ones.
LONGEST_CELL = 32_767
PIECE = 64 * 1024

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = f"{_OPEN}/officeDocument/2006/relationships"
_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_OPEN}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_RELATION}">'
        '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


class _Pipe:
    """Takes what a writer writes until somebody fetches it; it cannot go back."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """There is nothing behind it."""

    def fetch(self) -> bytes:
        fetched = b"".join(self.pieces)
        self.pieces.clear()
        self.size = 0
        return fetched


def workbook(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the bytes of a workbook with these rows of texts."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, content in _PARTS.items():
            archive.writestr(name, _HEAD + content)
        with archive.open(_SHEET, "w", force_zip64=True) as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_OPEN}/spreadsheetml/2006/main">'.encode())
            sheet.write(b"<sheetData>")
            for row in rows:
                sheet.write(_row(row))
                if pipe.size >= PIECE:
                    yield pipe.fetch()
            sheet.write(b"</sheetData></worksheet>")
    yield pipe.fetch()


def _row(row: Sequence[str]) -> bytes:
    return f"<row>{''.join(map(_cell, row))}</row>".encode()


def _cell(text: str) -> str:
    shown = escape(in_xml(text[:LONGEST_CELL]))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
