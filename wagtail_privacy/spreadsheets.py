"""Texts for CSV and XLSX that no spreadsheet takes for a formula."""

import unicodedata
from typing import Any

#: What begins a formula; its full-width and small forms fold into these signs (NFKC).
_FORMULA_SIGNS = frozenset("=+-@\N{MINUS SIGN}")
#: A spreadsheet may end a cell or a row here and read on as if a new cell began.
_BREAKS = frozenset("\t\r\n\v\f")


def safe_cell(value: Any) -> Any:
    """Give a value for a cell: a text that could run as a formula gets an apostrophe in front.

    Numbers, dates and harmless texts come back as they are. Every export goes through here, for
    its headings too.
    """
    if not isinstance(value, str):
        return value
    # Most texts begin harmlessly, and an export has many.
    first = value[:1]
    if first.isalnum() and first.isascii():
        return value
    return f"'{value}" if _could_run(value) else value


def _could_run(text: str) -> bool:
    for sign in text:
        if sign in _BREAKS:
            return True
        if not _is_unseen(sign):
            return unicodedata.normalize("NFKC", sign)[:1] in _FORMULA_SIGNS
    return False


def _is_unseen(sign: str) -> bool:
    # Spaces, control signs, byte order marks and writing directions, which a spreadsheet may drop.
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")
