"""What a form says about a missing or wrong answer: what to enter, by the label of the field."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.forms.filling import shapes


class Words(str):
    """A finished sentence: Django would put values in where a label has a percent sign."""

    __slots__ = ()

    def __mod__(self, values: Any) -> "Words":
        return self


_TELEPHONE: str | Promise = _("Enter a phone number on which we can reach you.")
_EMAIL: str | Promise = _("Enter an e-mail address at which we can reach you.")
#: What the person enters about themselves, by the token by which a browser fills it in.
_BY_TOKEN: dict[str, str | Promise] = {
    "name": _("Enter your name."),
    "given-name": _("Enter your first name."),
    "family-name": _("Enter your last name."),
    "email": _EMAIL,
    "tel": _TELEPHONE,
    "organization": _("Enter the name of your company."),
    "postal-code": _("Enter your postal code."),
    "address-level2": _("Enter the town in which you live."),
    "bday": _("Enter your date of birth."),
}
_CHOOSE: str | Promise = _("Choose an answer for “%(label)s”.")
_BY_TYPE: dict[str, str | Promise] = {
    "email": _EMAIL,
    "tel": _TELEPHONE,
    "url": _("Enter a web address for “%(label)s”."),
    "number": _("Enter a number for “%(label)s”."),
    "date": _("Enter a date for “%(label)s”."),
    "datetime": _("Enter a date and a time for “%(label)s”."),
    "file": _("Choose a file for “%(label)s”."),
    "checkbox": _("Tick “%(label)s”."),
    **dict.fromkeys(("radio", "dropdown", "checkboxes", "multiselect"), _CHOOSE),
}
_FILL_IN: str | Promise = _("Fill in “%(label)s”.")
_WRONG_TELEPHONE: str | Promise = _(
    "Enter the telephone number in digits, with its area code, like this: 030 23125100."
)
_WRONG_BY_TYPE: dict[str, str | Promise] = {
    "email": _("Enter the e-mail address in full, like this: name@example.org."),
    "tel": _WRONG_TELEPHONE,
    "url": _("Enter the whole web address for “%(label)s”, like this: https://example.org."),
    "number": _("Enter a number for “%(label)s”, in digits only."),
    "date": _("Enter a date for “%(label)s”, like this: 2027-03-31."),
    "datetime": _("Enter a date and a time for “%(label)s”, like this: 2027-03-31 14:00."),
}


def words_about(asked: Any) -> dict[str, Any]:
    """Give the error messages of a field by their code.

    Most answers are right: each message is put together, in the language then active, when needed.
    """
    missing, wrong = _said(missing_words, asked), _said(_wrong_or_missing, asked)
    return {
        "required": missing,
        "invalid": wrong,
        **dict.fromkeys(("max_digits", "max_decimal_places", "max_whole_digits"), wrong),
        **dict.fromkeys(("invalid_choice", "invalid_list"), _said(_choice_words, asked)),
        "empty": _said(_empty_words, asked),
        "missing": missing,
        "null_characters_not_allowed": _said(_strange_words, asked),
    }


def words_about_length(asked: Any, limit: int) -> Any:
    """Give the error message of a field that takes only so many characters."""
    return _said(_too_long_words, asked, limit)


def _say(words: Callable[..., str], *about: Any) -> str:
    return words(*about)


_said = lazy(_say, str)


def missing_words(asked: Any) -> str:
    """Say what to enter into a field that was left empty."""
    words = _BY_TYPE.get(asked.field_type)
    if asked.field_type in ("singleline", "date", "email", "tel"):
        words = _BY_TOKEN.get(asked.autocomplete, words)
    return Words(str(words or _FILL_IN) % {"label": asked.label})


def _too_long_words(asked: Any, limit: int) -> str:
    words = ngettext(
        "“%(label)s” takes %(limit)d character at most. Please shorten it.",
        "“%(label)s” takes %(limit)d characters at most. Please shorten it.",
        limit,
    )
    return Words(words % {"label": asked.label, "limit": limit})


def _choice_words(asked: Any) -> str:
    words = gettext("Choose one of the answers that “%(label)s” offers.")
    return Words(words % {"label": asked.label})


def _strange_words(asked: Any) -> str:
    words = gettext("“%(label)s” holds a sign that nobody can read. Please type it anew.")
    return Words(words % {"label": asked.label})


def _empty_words(asked: Any) -> str:
    words = gettext("The file for “%(label)s” is empty. Choose another one.")
    return Words(words % {"label": asked.label})


def _wrong_or_missing(asked: Any) -> str:
    return _wrong_words(asked) or missing_words(asked)


def _wrong_words(asked: Any) -> str:
    if shape := shape_of(asked):
        if asked.shape_error:
            return Words(asked.shape_error)
        words = gettext("“%(label)s” has this form: %(shape)s. Check what you have entered.")
        return Words(words % {"label": asked.label, "shape": shapes.in_words(shape)})
    # A single line for a telephone number is built as a field of that type.
    kind = "tel" if asked.autocomplete == "tel" else asked.field_type
    words = str(_WRONG_BY_TYPE.get(kind, ""))
    return Words(words % {"label": asked.label})


def shape_of(asked: Any) -> str:
    """Give the form that the answer to a field must have, if an editor has named one."""
    # A page type of the owner's may have fields that know none.
    return getattr(asked, "shape", "") if asked.field_type == "singleline" else ""
