"""The question how somebody wants to be answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.forms.filling.complaints import Words
from wagtail_privacy.forms.filling.names import REPLY_CHANNEL
from wagtail_privacy.forms.notification.channels import (
    ReplyChannel,
    fields_of,
    offered,
)


class ReplyAskingForm(forms.Form):
    """Asks for the way of the answer if the page wants that; nothing is chosen beforehand."""

    page: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not getattr(self.page, "asks_reply_channel", False):
            return
        self._asked = list(self.page.get_form_fields())
        self.fields[REPLY_CHANNEL] = forms.ChoiceField(
            label=_("How may we answer you?"),
            choices=[(channel.value, channel.label) for channel in offered(self._asked)],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose how we may answer you.")},
        )

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and (chosen := self.cleaned_data.get(REPLY_CHANNEL)):
            names = fields_of(ReplyChannel(chosen), self._asked)
            # An address with a mistake in it has a complaint of its own.
            given = [name for name in names if self.cleaned_data.get(name) or name in self.errors]
            if names and not given:
                self.add_error(names[0], self._needed_for_answer(names[0]))

    def _needed_for_answer(self, name: str) -> str:
        enter = self.fields[name].error_messages["required"]
        words = gettext("%(enter)s We need it to answer you in the way you chose.")
        return Words(words % {"enter": enter})
