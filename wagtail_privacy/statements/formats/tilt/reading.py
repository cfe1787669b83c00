"""Understands a TILT document as real ones are: most of them break the schema somewhere.

``null``, ``[]``, ``{}`` and empty texts stand for "not annotated"; a single object may stand where
a list belongs. Nothing here raises for what a document holds.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_privacy.statements.formats.tilt import shape as shapes
from wagtail_privacy.statements.formats.tilt.values import read_duration, read_reference

#: Several times the longest document known; more is no statement about data protection.
MAX_BYTES = 2 * 1024 * 1024


class NoDocumentError(ValueError):
    """The text is no TILT document; the message says why."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A place of a document that was not understood, and why."""

    path: str
    reason: str | Promise


@dataclass(slots=True)
class Understanding:
    """What was understood of a document, as TILT; and the places, each in one of three lists."""

    value: dict[str, Any] = field(default_factory=dict)
    understood: list[str] = field(default_factory=list)
    not_annotated: list[str] = field(default_factory=list)
    not_understood: list[Unclear] = field(default_factory=list)


def parse(content: bytes) -> dict[str, Any]:
    """Give the object that a file holds; raise `NoDocumentError` for anything else."""
    if len(content) > MAX_BYTES:
        raise NoDocumentError(
            _("It is larger than %(megabytes)d MB.") % {"megabytes": MAX_BYTES // 1024**2}
        )
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NoDocumentError(_("It is not a text in UTF-8.")) from None
    except RecursionError:
        raise NoDocumentError(_("It is nested too deeply.")) from None
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        words = _("It is not JSON: see line %(line)d, column %(column)d.") % place
        raise NoDocumentError(words) from None
    except ValueError:  # a number of thousands of digits
        raise NoDocumentError(_("It holds a number that nobody can read.")) from None
    if not isinstance(document, dict):
        raise NoDocumentError(_("It is JSON, but not a TILT document."))
    return document


def understand(document: dict[str, Any]) -> Understanding:
    """Read a document; raise `NoDocumentError` if nothing of TILT is in it."""
    found = Understanding()
    found.value = _Reader(found).read_object(document, shapes.SHAPE, "")
    if not any(not path.startswith("meta.") for path in found.understood):
        raise NoDocumentError(_("It is JSON, but nothing in it belongs to a TILT document."))
    return found


def cleaned(values: Any) -> dict[str, Any]:
    """Give what of some values has the shape of TILT."""
    found = Understanding()
    if isinstance(values, dict):
        found.value = _Reader(found).read_object(values, shapes.SHAPE, "")
    return found.value


_NOTHING = object()


class _Reader:
    def __init__(self, found: Understanding):
        self.found = found

    def read(self, value: Any, shape: shapes.Shape, path: str) -> Any:
        if _says_nothing(value):
            self.found.not_annotated.append(path)
            return _NOTHING
        if isinstance(shape, list):
            return self.read_list(value if isinstance(value, list) else [value], shape[0], path)
        if isinstance(shape, dict):
            if isinstance(value, dict):
                return self.read_object(value, shape, path)
            return self.refuse(path, gettext_lazy("no group of values"))
        return self.read_leaf(value, shape, path)

    def read_object(self, value: dict[str, Any], shape: dict[str, Any], path: str) -> Any:
        by_name = {marked.rstrip("*"): inner for marked, inner in shape.items()}
        read = {}
        for name, inner in value.items():
            place = f"{path}.{name}" if path else name
            if _says_nothing(inner):
                self.found.not_annotated.append(_printable(place))
            elif name not in by_name:
                self.refuse(_printable(place), gettext_lazy("not a field of TILT"))
            # What nothing is known of is left out: defaults in its place would be inventions.
            elif (known := self.read(inner, by_name[name], place)) not in (_NOTHING, {}, []):
                read[name] = known
        return read

    def read_list(self, value: list[Any], shape: shapes.Shape, path: str) -> list[Any]:
        # An item that says nothing keeps its place in front of others, so that they keep theirs.
        nothing: Any = {} if isinstance(shape, dict) else ""
        read = (self.read(item, shape, f"{path}[{n}]") for n, item in enumerate(value))
        items = [nothing if item is _NOTHING else item for item in read]
        while items and items[-1] == nothing:
            items.pop()
        return items

    def read_leaf(self, value: Any, kind: str, path: str) -> Any:
        is_of_kind, expected = _KINDS[kind]
        if not is_of_kind(value):
            return self.refuse(path, expected)
        if isinstance(value, str) and not _is_text(value):
            return self.refuse(path, gettext_lazy("holds characters that no text has"))
        reading = _READINGS.get(kind)
        if reading and reading[0](value) is None:
            # Kept as it is written, but no program knows what it means.
            self.found.not_understood.append(Unclear(path, reading[1]))
        else:
            self.found.understood.append(path)
        return value

    def refuse(self, path: str, reason: str | Promise) -> Any:
        self.found.not_understood.append(Unclear(path, reason))
        return _NOTHING


def _says_nothing(value: Any) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _is_text(value: str) -> bool:
    # A database refuses NUL, and half a surrogate pair is no character.
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


def _printable(path: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)[:200]


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 10**15 and math.isfinite(value)


_TEXT_KIND: tuple[Callable[[Any], bool], Promise] = (
    lambda value: isinstance(value, str),
    gettext_lazy("no text"),
)
_KINDS: dict[str, tuple[Callable[[Any], bool], Promise]] = {
    **dict.fromkeys(
        (
            shapes.TEXT,
            shapes.REFERENCE,
            shapes.PERIOD,
            shapes.COUNTRY,
            shapes.CURRENCY,
            shapes.AGGREGATION,
        ),
        _TEXT_KIND,
    ),
    shapes.FLAG: (lambda value: isinstance(value, bool), gettext_lazy("neither true nor false")),
    shapes.NUMBER: (_is_number, gettext_lazy("no number")),
    shapes.INTEGER: (
        lambda value: _is_number(value) and isinstance(value, int),
        gettext_lazy("no whole number"),
    ),
}
_READINGS: dict[str, tuple[Callable[[Any], object], Promise]] = {
    shapes.REFERENCE: (read_reference, gettext_lazy("no reference to an article of a law")),
    shapes.PERIOD: (read_duration, gettext_lazy("no period of days, weeks, months or years")),
}
