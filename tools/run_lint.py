"""Runs every check of style, each to its end, and says at the end which of them complain."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
TEMPLATES = ("wagtail_privacy", "example_site", "tests")

CHECKS = {
    "style (ruff check)": [BIN / "ruff", "check", "--quiet", "."],
    "format (ruff format)": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "types (mypy)": [BIN / "mypy"],
    "floors (import-linter)": [BIN / "lint-imports", "--no-cache"],
    # Only --lint: djlint's own formatting changes the white space inside sentences and does not
    # know Wagtail's block tags.
    "templates (djlint)": [BIN / "djlint", "--lint", "--quiet", *TEMPLATES],
    "translations": [sys.executable, "tools/check_translations.py"],
}


def complains(title: str, command: list[Path | str]) -> bool:
    """Run a check; show its output only if it complains."""
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    print(f"{'FAILED' if done.returncode else 'ok':6} {title}", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode != 0


if __name__ == "__main__":
    failed = [title for title, command in CHECKS.items() if complains(title, command)]
    sys.exit(f"Complaints from: {', '.join(failed)}" if failed else 0)
