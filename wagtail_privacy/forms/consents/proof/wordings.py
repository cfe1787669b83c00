"""The exact words of a consent, and the hash that proves them."""

import hashlib
import unicodedata

from django.utils.translation import gettext


def clean_wording(text: str) -> str:
    """Give the words as they are shown, hashed and kept: one kind of line break, no margins."""
    return unicodedata.normalize("NFC", "\n".join(text.strip().splitlines()))


def hash_of_wording(wording: str) -> str:
    """Give the SHA-256 of the words in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(wording.encode()).hexdigest()


def usual_wording(purpose_name: str, description: str) -> str:
    """Give the words for a form that rests on consent and has none of its own."""
    words = gettext(
        "I agree that you use my answers for this purpose: %(purpose)s. I can withdraw this at "
        "any time."
    ) % {"purpose": purpose_name}
    return clean_wording(f"{words} {description}" if description else words)
