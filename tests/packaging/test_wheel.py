"""The wheel: what a site installs, complete and nothing more."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "wagtail_privacy"
#: Folders whose files are data that Python does not import and a build easily forgets.
DATA = ("templates", "static", "locale")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel and give the names of its files."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_it_contains_every_file_of_the_package(names: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - names == set()
    for part in (*DATA, "migrations"):
        assert any(f"/{part}/" in name for name in names), part


def test_it_is_typed_licensed_and_speaks_german(names: set[str]) -> None:
    assert "wagtail_privacy/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "wagtail_privacy/locale/de/LC_MESSAGES/django.mo" in names


def test_it_contains_nothing_else(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wagtail_privacy"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
