"""Promises about the source that a reader of the repository can check line by line."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("wagtail_privacy", "example_site")
# Written in two parts, so that this file does not find itself.
UNSAFE_CODE = ("mark_" + "safe(", "Safe" + "String(")
UNSAFE_TEMPLATE = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape off")
SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<content>.*?)</script>", re.DOTALL)
INLINE = re.compile(r"""<style\b|\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|javascript:""", re.I)


def sources(suffix: str) -> list[Path]:
    found = [path for folder in SHIPPED for path in (ROOT / folder).rglob(f"*{suffix}")]
    assert found, f"no {suffix} file was found, so nothing would be checked"
    return found


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sources(".py"), ids=named)
def test_no_text_is_declared_safe_in_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [word for word in UNSAFE_CODE if word in text] == []


@pytest.mark.parametrize("path", sources(".html"), ids=named)
def test_templates_escape_everything_and_have_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert UNSAFE_TEMPLATE.findall(text) == []
    assert INLINE.findall(text) == []
    for script in SCRIPT.finditer(text):
        assert "src=" in script["attributes"], "an inline script breaks a strict policy"
        assert script["content"].strip() == ""


@pytest.mark.parametrize("path", sources(".html"), ids=named)
def test_templates_load_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", text) == []


def test_the_floors_of_the_house_hold() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
