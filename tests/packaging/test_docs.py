"""What the docs name exists, and what exists is named."""

import importlib
import re
from ast import literal_eval
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands
from wagtail.log_actions import registry as log_actions

from wagtail_privacy import conf

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "example_site" / "README.md"]
#: The changelog tells of what was.
OF_TODAY = [path for path in PAGES if path.name != "CHANGELOG.md"]
CHECK = re.compile(r"wagtail_privacy\.[EW]\d{3}")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
FOLDERS = "wagtail_privacy|tests|docs|example_site|benchmarks|tools"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """Give the anchors that the headings of a page have on GitHub."""
    headings = re.findall(r"^#+ (.*)$", text_of(path), re.MULTILINE)
    bare = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings)
    return {re.sub(r"[^\w\- ]", "", h.strip().lower()).replace(" ", "-") for h in bare}


def broken_links(path: Path) -> Iterator[str]:
    for link in LINK.findall(text_of(path)):
        place, _, anchor = link.partition("#")
        target = (path.parent / place).resolve() if place else path
        lacks_anchor = target.suffix == ".md" and anchor and anchor not in anchors(target)
        if not target.exists() or lacks_anchor:
            yield link


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_link_within_the_docs_leads_somewhere(path: Path) -> None:
    assert list(broken_links(path)) == []


def test_every_picture_of_the_docs_is_shown() -> None:
    pictures = {path.name for path in (ROOT / "docs" / "images").iterdir()}
    linked = {Path(link).name for path in PAGES for link in LINK.findall(text_of(path))}
    assert pictures - linked == set()


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A `b` c\n[1](gone.md) [2](#a-b-c) [3](#gone) [4](page.md#a-b-c)", "utf-8")
    assert list(broken_links(page)) == ["gone.md", "#gone"]


def exists(name: str) -> bool:
    """Whether a dotted name of the package can be imported, down to its last part."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            # A dataclass without a default has its fields in the annotations only.
            is_field = part in getattr(found, "__annotations__", {})
            found = getattr(found, part, is_field or None)
        return found is not None
    return False


def is_no_module(name: str) -> bool:
    """Whether a dotted name is that of a check, of a log action or of a permission."""
    is_permission = re.search(r"\.(add|change|delete|view|export|close|accept)_", name)
    return bool(
        CHECK.fullmatch(name)
        or is_permission
        or name in {action for action, _ in log_actions.get_choices()}
    )


@pytest.mark.parametrize("path", OF_TODAY, ids=named)
def test_every_module_that_the_docs_name_exists(path: Path) -> None:
    names = set(re.findall(r"\bwagtail_privacy\w*(?:\.\w+)+", text_of(path)))
    assert [n for n in sorted(names) if not is_no_module(n) and not exists(n)] == []


@pytest.mark.parametrize("path", OF_TODAY, ids=named)
def test_every_file_that_the_docs_name_exists(path: Path) -> None:
    files = re.findall(rf"`((?:{FOLDERS})/[\w./-]+)`", text_of(path))
    templates = {p.as_posix() for p in ROOT.glob("wagtail_privacy/**/templates/**/*")}
    statics = {p.as_posix() for p in ROOT.glob("wagtail_privacy/**/static/**/*")}
    shipped = templates | statics
    assert [
        name
        for name in files
        if not (ROOT / name).exists() and not any(p.endswith(f"/{name}") for p in shipped)
    ] == []


def test_every_system_check_is_documented_and_none_that_is_not() -> None:
    sources = (ROOT / "wagtail_privacy").rglob("*.py")
    real = {name for path in sources for name in CHECK.findall(text_of(path))}
    assert set(CHECK.findall(text_of(REFERENCE / "checks.md"))) == real


def test_every_command_is_documented_and_none_that_is_not() -> None:
    found = get_commands().items()
    real = {name for name, app in found if str(app).startswith("wagtail_privacy")}
    page = text_of(REFERENCE / "commands.md")
    assert {name for name in real if not re.search(rf"`{name}\b", page)} == set()
    assert set(re.findall(r"`(privacy_\w+)", page)) - real == set()


def documented(section: str) -> dict[str, Any]:
    """Give the keys of a section of the settings with their defaults, as its table has them."""
    page = text_of(REFERENCE / "settings.md")
    part = page.split(f"\n## `{section}`\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| `([^`]*)` \|", part, re.MULTILINE)
    return {key: literal_eval(value) for keys, value in rows for key in re.findall("[A-Z_]+", keys)}


@pytest.mark.parametrize("section", conf.SECTIONS)
def test_the_settings_are_documented_with_their_true_defaults(section: str) -> None:
    assert documented(section) == {f.name: f.default for f in fields(conf.SECTIONS[section])}


def test_no_section_of_the_settings_is_documented_that_nobody_reads() -> None:
    headings = re.findall(r"^## `([A-Z_]+)`", text_of(REFERENCE / "settings.md"), re.MULTILINE)
    assert headings == list(conf.SECTIONS)
