"""The table of benchmarks has a row for each measure that we hold ourselves to."""

from importlib import import_module
from pathlib import Path

import pytest

from benchmarks import report

MEASURES = (
    "counting a hit",
    "a hit against a peer",
    "what a hit leaves behind",
    "the snippet",
    "dashboard",
    "statement page",
    "findings while editing",
    "form submission",
    "all data of one person",
    "purge",
    "export",
)


def test_every_measure_has_its_row_in_order() -> None:
    assert tuple(row.title for row in report.ROWS) == MEASURES


@pytest.mark.parametrize("row", report.ROWS, ids=lambda row: row.title)
def test_every_row_can_measure(row: report.Row) -> None:
    path = Path(report.__file__).parent / "rows" / f"{row.module}.py"
    assert "def measure(scale: Scale) -> list[Finding]:" in path.read_text()


def test_a_broken_row_is_a_line_of_the_table_and_not_the_end_of_it() -> None:
    [finding] = report.Row("nothing", "no_such_module").measure(report.Scale())
    assert finding.has_failed
    assert finding.ours.startswith("failed: ModuleNotFoundError")


def test_the_table_is_markdown() -> None:
    finding = report.Finding("a | b", "1 s", "2 s", "0.50", "≤ 1×", is_kept=True)
    *head, line = report.markdown([finding])
    assert head == [
        "| what | ours | stand-in | ratio (lowest–highest) | bar | kept |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    assert line == "| a / b | 1 s | 2 s | 0.50 | ≤ 1× | yes |"


def test_the_stand_ins_are_part_of_a_site_of_their_own() -> None:
    settings = import_module("benchmarks.settings")
    assert "benchmarks.plain" in settings.INSTALLED_APPS
    assert settings.DATABASES["default"]["NAME"].parent == settings.DIRECTORY
