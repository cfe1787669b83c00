"""Puts what was imported into a statement in front of what the site itself says."""

from typing import Any

from wagtail_privacy.statements.formats.tilt.export import with_hash
from wagtail_privacy.statements.formats.tilt.shape import SHAPE, complete

Json = dict[str, Any]


def with_imported(own: Json, imported: list[Json]) -> Json:
    """Give the site's document with the values of imported ones, which go first.

    A value keeps the words of its source, its hash too; nothing is added to a document without
    imported parts.
    """
    if not imported:
        return own
    merged = own
    for document in reversed(imported):
        merged = _merged(merged, document, is_outermost=True)
    merged = complete(merged, SHAPE)
    has_hash = any("_hash" in document.get("meta", {}) for document in imported)
    return merged if has_hash else with_hash(merged)


def _merged(own: Json, imported: Json, *, is_outermost: bool = False) -> Json:
    found = dict(own)
    for name, value in imported.items():
        before = own.get(name)
        if isinstance(value, dict) and isinstance(before, dict):
            found[name] = _merged(before, value)
        elif is_outermost and isinstance(value, list):
            found[name] = [*value, *(before or [])]
        else:
            found[name] = value
    return found
