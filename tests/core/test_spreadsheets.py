"""What a spreadsheet must not run as a formula."""

# once: rules of values know no database

import csv
import datetime
import re
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.spreadsheets import safe_cell

FORMULAS = [
    '=HYPERLINK("https://evil.example")',
    "+49 151 23456789",
    "-2+3",
    "@SUM(A1:A9)",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1",
    "\N{FULLWIDTH HYPHEN-MINUS}1",
    "\N{FULLWIDTH COMMERCIAL AT}SUM(1)",
    "\N{MINUS SIGN}1",
    "   =1",
    "\N{NO-BREAK SPACE}=1",
    "\N{ZERO WIDTH NO-BREAK SPACE}=1",
    "\N{RIGHT-TO-LEFT OVERRIDE}=1",
    "\x00=1",
    "  \t harmless, but a cell ends before it",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_run_is_kept_as_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


#: What gets apostrophes within, as a cell may end there.
PARTS = {
    "\t=1": "'\t'=1",
    "\r\n=1": "'\r\n'=1",
    "a;=1;-b; c; - d": "a;'=1;'-b; c;' - d",
    'a;"=1;': "a;'\"=1;",
    "Bitte\nmorgen\n- 9 Uhr": "Bitte\nmorgen\n'- 9 Uhr",
}


@pytest.mark.parametrize(("text", "safe"), PARTS.items())
def test_what_could_run_within_a_text_is_kept_as_text(text: str, safe: str) -> None:
    assert safe_cell(text) == safe


@given(st.text('=-a1; ,"\n\t'), st.sampled_from(",;\t"))
def test_no_separator_makes_a_formula_of_a_part(text: str, separator: str) -> None:
    """Read as in a country with another separator than the comma, in which we write."""
    lines = StringIO()
    csv.writer(lines).writerow(["a", safe_cell(text)])
    # A quotation mark counts at the beginning of a cell only, as for a spreadsheet.
    for row in csv.reader(StringIO(lines.getvalue()), delimiter=separator):
        assert not any(re.match(r"\s*[=+@-]", cell) for cell in row)


@pytest.mark.parametrize(
    "value",
    ["", "  ", "Erika Mustermann", "a=b", " Straße 1 - 3", "'=1", 7, 1.5, None, True]
    + [datetime.date(2027, 3, 1)],
)
def test_everything_else_stays_as_it_is(value: Any) -> None:
    assert safe_cell(value) is value


@given(st.text())
def test_no_text_is_lost_and_none_begins_with_a_formula(text: str) -> None:
    safe = safe_cell(text)
    assert safe.replace("'", "") == text.replace("'", "")
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert safe_cell(safe) == safe
