"""How somebody wants to be answered: asked for and recorded instead of assumed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.forms.filling.names import REPLY_CHANNEL


class ReplyChannel(TextChoices):
    """The ways of an answer, the most private first."""

    POST = "post", _("By post")
    TELEPHONE = "telephone", _("By telephone")
    ENCRYPTED = "encrypted-email", _("By encrypted e-mail; we ask you for your key")
    UNENCRYPTED = (
        "email",
        _(
            "By ordinary e-mail. Others can read and change it on its way, and it can get lost. "
            "Our answer may say what you have written to us."
        ),
    )


#: For whoever answers: the risk has been explained to the person, who chose.
_WORDS: dict[Any, Any] = {
    ReplyChannel.POST.value: ReplyChannel.POST.label,
    ReplyChannel.TELEPHONE.value: ReplyChannel.TELEPHONE.label,
    ReplyChannel.ENCRYPTED.value: _("By encrypted e-mail"),
    ReplyChannel.UNENCRYPTED.value: _("By ordinary e-mail"),
}
_EMAIL = ("email",)
#: What the browser fills in, or the type of the field, by which somebody is reached.
_REACHED_BY: dict[ReplyChannel, tuple[str, ...]] = {
    ReplyChannel.POST: ("street-address",),
    ReplyChannel.TELEPHONE: ("tel",),
    ReplyChannel.ENCRYPTED: _EMAIL,
    ReplyChannel.UNENCRYPTED: _EMAIL,
}


def fields_of(channel: ReplyChannel, fields: Iterable[Any]) -> list[str]:
    """Name the fields of a form by which somebody can be reached in this way."""
    marks = _REACHED_BY[channel]
    return [f.clean_name for f in fields if f.autocomplete in marks or f.field_type in marks]


def offered(fields: Iterable[Any]) -> list[ReplyChannel]:
    """Give the ways for which a form asks an address; all, if it does not say of any field."""
    asked = list(fields)
    return [c for c in ReplyChannel if fields_of(c, asked)] or list(ReplyChannel)


def with_words(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give answers with the chosen way in a few words instead of its code."""
    words = dict(answers)
    code = words.get(REPLY_CHANNEL)
    if isinstance(code, str) and code in _WORDS:
        words[REPLY_CHANNEL] = str(_WORDS[code])
    return words
