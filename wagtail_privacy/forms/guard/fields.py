"""The two fields by which a form tells people from programs: nobody sees them."""

import time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail_privacy import conf
from wagtail_privacy.forms.filling.names import HONEYPOT, STAMP
from wagtail_privacy.forms.guard import stamps
from wagtail_privacy.forms.guard.stamps import Verdict

FILLED = _(
    "A field was filled in that people do not see. Perhaps your browser did so; we have emptied "
    "it. Please send the form once more."
)
WORDS: dict[Verdict, str | Promise] = {
    Verdict.TOO_FAST: _(
        "That was faster than we expect of a person. Your answers are still here: please send the "
        "form once more."
    ),
    Verdict.TOO_OLD: _(
        "This page was open for a long time. Your answers are still here: please check them and "
        "send the form once more."
    ),
    Verdict.UNKNOWN: _(
        "We could not see that these answers come from this page. They are still here: please send "
        "the form once more."
    ),
}


class HoneypotInput(forms.TextInput):
    """A text field that is hidden from everybody, screen readers included, and says why."""

    template_name = "wagtail_privacy/forms/honeypot.html"
    is_hidden = True

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "tabindex": "-1"})


class GuardedForm(forms.Form):
    """Asks to send again what a program seems to have sent; nothing that was typed is lost."""

    page: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        config = conf.forms()
        if config.MIN_SECONDS or config.MAX_HOURS:
            self.fields[STAMP] = forms.Field(
                required=False, widget=forms.HiddenInput, initial=self._new_stamp
            )
        if config.HONEYPOT:
            self.fields[HONEYPOT] = forms.Field(required=False, widget=HoneypotInput())

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        # Neither is an answer.
        for name in (STAMP, HONEYPOT):
            self.cleaned_data.pop(name, None)
        refusal = self._refusal()
        if refusal and not self.errors:
            self.add_error(None, str(refusal))

    def _refusal(self) -> str | Promise | None:
        config = conf.forms()
        is_filled = config.HONEYPOT and bool(self.data.get(HONEYPOT))
        verdict = stamps.judge(
            self.data.get(STAMP, ""),
            self._page_id,
            time.time(),
            seconds=config.MIN_SECONDS,
            hours=config.MAX_HOURS,
        )
        if is_filled or verdict in (Verdict.TOO_OLD, Verdict.UNKNOWN):
            self._renew()
        return FILLED if is_filled else WORDS.get(verdict)

    def _renew(self) -> None:
        # The form that is shown again must not fail for the same reason.
        data: Any = self.data
        data = data.copy()
        data[STAMP], data[HONEYPOT] = self._new_stamp(), ""
        self.data = data

    @property
    def _page_id(self) -> int:
        return getattr(self.page, "pk", None) or 0

    def _new_stamp(self) -> str:
        return stamps.make(self._page_id, time.time())
