"""Fields for what people type: plain text, a telephone number, a number of a known form."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wagtail_privacy.forms.filling import shapes

#: Signs that turn the direction of whatever follows them, so that staff would read something else.
_OVERRIDES = dict.fromkeys(map(ord, "\u202d\u202e"))

MIN_DIGITS, MAX_DIGITS = 4, 20
MAX_SIGNS = 60
_BETWEEN_DIGITS = frozenset(" \u00a0+()[]/-\u2010\u2011\u2012\u2013.,")
_EXTENSION = re.compile(r"[ ,]*(?:ext|extension|x|app|apparat|dw|durchwahl|poste|int)[.: ]*", re.I)


class VisibleText:
    """Takes out of an answer what would turn its direction; no alphabet needs that.

    The server says what is too long. A browser would cut the end off, without a word.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Give what the input tells the browser: all but the limit."""
        attrs: dict[str, Any] = super().widget_attrs(widget)  # type: ignore[misc]
        return {name: value for name, value in attrs.items() if name != "maxlength"}

    def to_python(self, value: Any) -> Any:
        """Give the text as it is read, from its first sign to its last."""
        text = super().to_python(value)  # type: ignore[misc]
        return text.translate(_OVERRIDES) if isinstance(text, str) else text


class TextField(VisibleText, forms.CharField):
    """Takes a text."""


class EmailField(VisibleText, forms.EmailField):
    """Takes an e-mail address."""


class TelephoneField(VisibleText, forms.CharField):
    """Takes a telephone number of any country, as people write it."""

    widget = forms.TelInput

    def to_python(self, value: Any) -> Any:
        # Numbers copied from an address book bring invisible signs along.
        text = super().to_python(value)
        return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not is_telephone_number(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class ShapedField(VisibleText, forms.CharField):
    """Takes a number of a known form, such as a letter and nine digits."""

    def __init__(self, *, shape: str, **options: Any) -> None:
        super().__init__(**options)
        self.shape = shape

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not shapes.fits(value, self.shape):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


def is_telephone_number(text: str) -> bool:
    """Say whether somebody could be reached under this: digits, and what people put between them.

    Lenient, as no rule holds in every country: spaces, "+49 (0)", slashes, an extension.
    """
    if len(text) > MAX_SIGNS:
        return False
    number = unicodedata.normalize("NFKC", text).strip()
    main, *extension = _EXTENSION.split(number, maxsplit=1)
    if extension and not extension[0].isdecimal():
        return False
    digits = sum(sign.isdecimal() for sign in main)
    is_plain = all(sign.isdecimal() or sign in _BETWEEN_DIGITS for sign in main)
    return is_plain and MIN_DIGITS <= digits <= MAX_DIGITS
