"""What the log says of forms and submissions: who, when, for what, how many; never answers."""

from typing import Any

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.log_actions import log as write_log

from wagtail_privacy.models import Purpose

VIEW = "wagtail_privacy.view_submissions"
EXPORT = "wagtail_privacy.export_submissions"
DELETE = "wagtail_privacy.delete_submissions"
CLOSE = "wagtail_privacy.close_submissions"
REOPEN = "wagtail_privacy.reopen_submissions"
MAIL = "wagtail_privacy.mail_submission"
ADOPT = "wagtail_privacy.adopt_submissions"
ERASE_ANSWERS = "wagtail_privacy.erase_answers"
KEEP_ANSWERS = "wagtail_privacy.keep_answers"
REFUSE = "wagtail_privacy.refuse_submissions"
KEEP = "wagtail_privacy.keep_form_a_draft"

_SINGLE_AND_PLURAL = {
    VIEW: ngettext_lazy("%(count)d submission seen", "%(count)d submissions seen", "count"),
    EXPORT: ngettext_lazy(
        "%(count)d submission exported", "%(count)d submissions exported", "count"
    ),
    DELETE: ngettext_lazy("%(count)d submission deleted", "%(count)d submissions deleted", "count"),
    MAIL: ngettext_lazy("%(count)d submission mailed", "%(count)d submissions mailed", "count"),
    ADOPT: ngettext_lazy("%(count)d submission adopted", "%(count)d submissions adopted", "count"),
    CLOSE: ngettext_lazy("%(count)d submission closed", "%(count)d submissions closed", "count"),
    REOPEN: ngettext_lazy(
        "%(count)d submission reopened", "%(count)d submissions reopened", "count"
    ),
    ERASE_ANSWERS: ngettext_lazy(
        "%(count)d answer to a former field erased",
        "%(count)d answers to a former field erased",
        "count",
    ),
    KEEP_ANSWERS: ngettext_lazy(
        "%(count)d answer to a former field kept until its deletion",
        "%(count)d answers to a former field kept until their deletion",
        "count",
    ),
}
_LABELS = {
    VIEW: _("See submissions"),
    EXPORT: _("Export submissions"),
    DELETE: _("Delete submissions"),
    MAIL: _("Mail submission"),
    ADOPT: _("Adopt submissions"),
    CLOSE: _("Close submissions"),
    REOPEN: _("Reopen submissions"),
    ERASE_ANSWERS: _("Erase answers"),
    KEEP_ANSWERS: _("Keep answers"),
}


class SubmissionsFormatter(LogFormatter):
    """Says how many submissions were dealt with, and for which purpose."""

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        words = str(_SINGLE_AND_PLURAL[log_entry.action] % {"count": data.get("count", 0)})
        purpose = data.get("purpose")
        return (
            gettext("%(what)s for “%(purpose)s”")
            % {
                "what": words,
                "purpose": purpose,
            }
            if purpose
            else words
        )


class KeptFormFormatter(LogFormatter):
    """Says what a form lacked when its schedule was due."""

    label = _("Keep a form from publishing")

    def format_message(self, log_entry: Any) -> str:
        text = gettext("Not published on schedule, the form is incomplete: %(missing)s")
        return text % {"missing": " ".join(log_entry.data["missing"])}


def register(actions: LogActionRegistry) -> None:
    """Make the actions known to Wagtail."""
    for action, label in _LABELS.items():
        formatter = type("Formatter", (SubmissionsFormatter,), {"label": label})
        actions.register_action(action)(formatter)
    actions.register_action(KEEP)(KeptFormFormatter)
    actions.register_action(REFUSE, _("Refuse submissions"), _("Access to submissions refused"))


def log_use(
    action: str,
    page: Any,
    count: int,
    *,
    purpose: Purpose | None = None,
    user: Any = None,
    **more: Any,
) -> None:
    """Log that submissions of a form page were dealt with; in the admin Wagtail knows by whom."""
    named = {"purpose": str(purpose), "purpose_id": purpose.pk} if purpose else {}
    write_log(instance=page, action=action, user=user, data={"count": count, **named, **more})
