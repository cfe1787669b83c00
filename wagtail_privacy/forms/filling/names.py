"""Names of form fields in HTML and in the stored answers."""

from anyascii import anyascii
from wagtail.coreutils import safe_snake_case

#: The fields of the guard against programs; see `guard`. A program likes to fill in a website.
STAMP, HONEYPOT = "wp_stamp", "wp_website"
#: What the form told of its use when it was shown; see `terms`.
TERMS = "wp_terms"
#: The question how somebody wants to be answered, in the stored answers.
REPLY_CHANNEL = "reply_channel"
#: What people name when they ask about what they have sent; it stands on their receipt.
REFERENCE = "wp_reference"
#: Columns of a submission that a field must not be named after.
RESERVED_NAMES = frozenset(
    {"submit_time", "expires_at", STAMP, HONEYPOT, TERMS, REPLY_CHANNEL, REFERENCE}
)


def clean_name_of(label: str) -> str:
    """Give a name that HTML and JSON take, with letters written out: „Straße“ is `strasse`."""
    return safe_snake_case(anyascii(label))
