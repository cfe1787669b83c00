"""The TILT documents and their schema, which stand beside the repository, not in it."""

import json
import os
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

REPO_ROOT = Path(__file__).resolve().parents[3]


@cache
def folder() -> Path | None:
    """Give the folder of the documents; in CI it must be there."""
    for shared in (REPO_ROOT.parent / "shared", os.environ.get("WAGTAIL_PRIVACY_SHARED", "")):
        found = Path(shared) / "corpus" / "tilt"
        if str(shared) and found.is_dir():
            return found
    words = (
        "The TILT documents are missing: put them at ../shared/corpus/tilt, or name their shared "
        "folder in WAGTAIL_PRIVACY_SHARED. What is tested with them is NOT tested now."
    )
    if os.environ.get("CI"):
        raise FileNotFoundError(words)
    warnings.warn(words, stacklevel=2)
    return None


def documents() -> list[Any]:
    """Give every document as a parameter of a test, named by its file."""
    found = folder()
    if found is None:
        return [pytest.param(None, marks=pytest.mark.skip("the TILT documents are missing"))]
    paths = [*sorted((found / "documents").iterdir()), *sorted(found.glob("tilt*.json"))]
    return [pytest.param(path, id=path.name) for path in paths if path.name != "tilt-schema.json"]


def validator() -> Any:
    """Give a validator of the schema that also checks formats."""
    import jsonschema

    found = folder()
    if found is None:
        pytest.skip("the TILT schema is missing")
    schema = json.loads((found / "tilt-schema.json").read_text(encoding="utf-8"))
    # Its field "$id" repeats paths that no resolver needs here.
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def assert_valid(document: dict[str, Any]) -> None:
    """Fail with the place and the reason of whatever the schema does not permit."""
    assert [(error.json_path, error.message[:200]) for error in errors_of(document)] == []


def errors_of(document: dict[str, Any]) -> Iterator[Any]:
    """Yield what the schema does not permit, at the innermost place."""
    yield from _innermost(validator().iter_errors(document))


def _innermost(errors: Iterable[Any]) -> Iterator[Any]:
    for error in errors:
        if error.context:
            deepest = max(error.context, key=lambda inner: len(inner.absolute_path))
            yield from _innermost([deepest])
        else:
            yield error
