"""The table: what each row measures, the bar it must keep, and what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from benchmarks.measure import Comparison


@dataclass(frozen=True, slots=True)
class Scale:
    """How much work a run does."""

    is_quick: bool = False

    def pick(self, full: int, quick: int) -> int:
        """Give the first number in a full run and the second in a quick one."""
        return quick if self.is_quick else full

    @property
    def rounds(self) -> int:
        return self.pick(7, 3)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table."""

    what: str
    ours: str
    stand_in: str = "–"
    ratio: str = "–"
    bar: str = "–"
    is_kept: bool | None = None  # None: the line has no bar of its own
    has_failed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A measure of the design; the function `measure` of its module gives its lines."""

    title: str
    module: str

    def measure(self, scale: Scale) -> list[Finding]:
        """Give the lines of this row, or one that says why there are none."""
        try:
            found: list[Finding] = import_module(f"benchmarks.rows.{self.module}").measure(scale)
        except Exception as error:  # one broken row must not hide the others
            return [
                Finding(self.title, f"failed: {type(error).__name__}: {error}", has_failed=True)
            ]
        return found


ROWS = (
    Row("counting a hit", "hit"),
    Row("a hit against a peer", "peer"),
    Row("what a hit leaves behind", "traces"),
    Row("the snippet", "snippet"),
    Row("dashboard", "dashboard"),
    Row("statement page", "statement"),
    Row("findings while editing", "findings"),
    Row("form submission", "submission"),
    Row("all data of one person", "person"),
    Row("purge", "purge"),
    Row("export", "export"),
)

HEAD = ("what", "ours", "stand-in", "ratio (lowest–highest)", "bar", "kept")


def compared(what: str, found: Comparison, *, unit: str, most: float | None = None) -> Finding:
    """Give the line of a comparison whose ratio may be at most so much, if there is a bar."""
    return Finding(
        what=what,
        ours=f"{found.ours.median:.3g} {unit}",
        stand_in=f"{found.theirs.median:.3g} {unit}",
        ratio=str(found.ratio),
        bar="–" if most is None else f"≤ {most:g}×",
        is_kept=None if most is None else found.ratio.median <= most,
    )


def markdown(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield _line(HEAD)
    yield _line("---" for _ in HEAD)
    for finding in findings:
        yield line(finding)


def line(finding: Finding) -> str:
    """Give one line of the table."""
    kept = {True: "yes", False: "**no**", None: "–"}[finding.is_kept]
    cells = (finding.what, finding.ours, finding.stand_in, finding.ratio, finding.bar, kept)
    return _line(cells)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"
