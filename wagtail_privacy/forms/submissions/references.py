"""The short form of an identifier: people read it from a receipt, officers find it again."""

import re
import uuid

#: What people put between the two halves when they write it down.
_BETWEEN = re.compile(r"[\s\u2010-\u2015-]")
_LENGTH = 8


def reference_of(sending: uuid.UUID) -> str:
    """Give the short form of an identifier that people can read to each other: "6262-9A2B"."""
    text = sending.hex[:_LENGTH].upper()
    return f"{text[:4]}-{text[4:]}"


def beginning_of(reference: str) -> str | None:
    """Give the first hexadecimal digits of the identifiers with a reference; None if it is none."""
    digits = _BETWEEN.sub("", reference).lower()
    return digits if re.fullmatch(f"[0-9a-f]{{{_LENGTH}}}", digits) else None
