"""Texts for CSV and XLSX that no spreadsheet takes for a formula."""

import re
import unicodedata
from typing import Any

#: What begins a formula; its full-width and small forms fold into these signs (NFKC).
_FORMULA_SIGNS = frozenset("=+-@\N{MINUS SIGN}")
#: A spreadsheet may end a cell or a row here and read on as if a new cell began: Excel separates
#: the cells of a CSV file by the sign of its country, in German the semicolon, and does not see the
#: quotation marks behind a comma then.
_BREAKS = frozenset(";\t\r\n\v\f")
_BREAK_AND_PART = re.compile(r"([;\t\r\n\v\f])([^;\t\r\n\v\f]+)")

#: What XML cannot hold, and so no cell of XLSX.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def safe_cell(value: Any) -> Any:
    """Give a value for a cell: what could run as a formula gets an apostrophe in front.

    So does a part of it that a spreadsheet may take for a cell of its own. Numbers, dates and
    harmless texts come back as they are. Every export goes through here, for its headings too.
    """
    if not isinstance(value, str):
        return value
    first = value[:1]
    begins_harmlessly = first.isascii() and first.isalnum()
    # Most texts are harmless, and an export has many. Of the breaks only one can be printed.
    if begins_harmlessly and ";" not in value and value.isprintable():
        return value
    safe = _BREAK_AND_PART.sub(_safe_part, value)
    return f"'{safe}" if not begins_harmlessly and _could_run(safe) else safe


def in_xml(text: str) -> str:
    """Give a text for XLSX with a sign in place of each one that XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


#: For `custom_value_preprocess` of a view that exports with Wagtail: its formats. openpyxl would
#: raise an error at a title with a control sign, for everybody's export.
SAFE_TEXTS: dict[Any, Any] = {str: {"csv": safe_cell, "xlsx": lambda text: in_xml(safe_cell(text))}}


def _safe_part(found: re.Match[str]) -> str:
    return f"{found[1]}'{found[2]}" if _could_run(found[2]) else found[0]


def _could_run(text: str) -> bool:
    for sign in text:
        if sign in _BREAKS:
            return True
        if not _is_unseen(sign):
            return unicodedata.normalize("NFKC", sign)[:1] in _FORMULA_SIGNS
    return False


def _is_unseen(sign: str) -> bool:
    # Spaces, control signs, byte order marks and writing directions, which a spreadsheet may drop,
    # and quotation marks around nothing.
    return sign == '"' or sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")
