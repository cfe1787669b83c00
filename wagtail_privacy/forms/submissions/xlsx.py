"""The smallest XLSX workbook: one sheet of texts and times, yielded while it is made.

openpyxl and XlsxWriter collect the sheet in a file for the time being, which would put what people
have sent in clear onto a disk.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from wagtail_privacy.spreadsheets import in_xml

#: Characters that a cell may hold; Excel refuses a file with longer ones.
LONGEST_CELL = 32_767
PIECE = 64 * 1024
#: Rows by which the width of the columns is judged, and how wide they may be, in characters.
MEASURED, NARROWEST, WIDEST = 50, 12, 60

Cell = str | datetime  # a time has no zone: a spreadsheet knows none

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = f"{_OPEN}/officeDocument/2006/relationships"
_SHEET = "xl/worksheets/sheet1.xml"
_TITLE = "{title}"
#: Texts are wrapped, the heading is bold, and a time is one that can be sorted by.
_TEXT, _HEADING, _TIME = 0, 1, 2
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
_STYLES = (
    f'<styleSheet xmlns="{_OPEN}/spreadsheetml/2006/main">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf xfId="0" numFmtId="0" fontId="0" fillId="0" borderId="0" '
    f'applyAlignment="1">{_WRAPPED}</xf>'
    '<xf xfId="0" numFmtId="0" fontId="1" fillId="0" borderId="0" applyFont="1" '
    f'applyAlignment="1">{_WRAPPED}</xf>'
    '<xf xfId="0" numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1" '
    f'applyAlignment="1">{_WRAPPED}</xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
#: The heading stays in sight.
_VIEW = (
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews>"
)
_EPOCH = datetime(1899, 12, 30)
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_OPEN}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_RELATION}">'
        f'<sheets><sheet name="{_TITLE}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": _STYLES,
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


def workbook(rows: Iterable[Sequence[Cell]], title: str) -> Iterator[bytes]:
    """Yield the bytes of a workbook with these rows; the first is the heading.

    The title of its sheet is a word or two of ours: Excel refuses more than 31 signs, or "/".
    """
    remaining = iter(rows)
    first = list(islice(remaining, MEASURED))
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, content in _PARTS.items():
            archive.writestr(name, _HEAD + content.replace(_TITLE, escape(title)))
        with archive.open(_SHEET, "w", force_zip64=True) as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_OPEN}/spreadsheetml/2006/main">'.encode())
            sheet.write(f"{_VIEW}{_columns(first)}<sheetData>".encode())
            for number, row in enumerate(chain(first, remaining)):
                sheet.write(_row(row, _TEXT if number else _HEADING))
                if pipe.size >= PIECE:
                    yield pipe.fetch()
            sheet.write(b"</sheetData></worksheet>")
    yield pipe.fetch()


def _columns(rows: Sequence[Sequence[Cell]]) -> str:
    longest = (max(map(_width, column)) + 2 for column in zip(*rows, strict=True))
    widths = [min(max(width, NARROWEST), WIDEST) for width in longest]
    columns = (
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    return f"<cols>{''.join(columns)}</cols>" if widths else ""


def _width(cell: Cell) -> int:
    return max(map(len, str(cell).split("\n")))


def _row(row: Sequence[Cell], style: int) -> bytes:
    return f"<row>{''.join(_cell(cell, style) for cell in row)}</row>".encode()


def _cell(cell: Cell, style: int) -> str:
    if isinstance(cell, datetime):
        return f'<c s="{_TIME}"><v>{(cell - _EPOCH) / timedelta(days=1):.12f}</v></c>'
    shown = escape(in_xml(cell[:LONGEST_CELL]))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
