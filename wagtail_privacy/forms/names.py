"""Names of form fields in HTML and in the stored answers."""

from anyascii import anyascii
from wagtail.coreutils import safe_snake_case

#: Columns of a submission that a field must not be named after.
RESERVED_NAMES = frozenset({"submit_time", "expires_at"})


def clean_name_of(label: str) -> str:
    """Give a name that HTML and JSON take, with letters written out: „Straße“ is `strasse`."""
    return safe_snake_case(anyascii(label))
