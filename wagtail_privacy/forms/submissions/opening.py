"""Opens the answers of a submission for the purpose that it was asked for."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext

from wagtail_privacy.forms.at_rest import storage
from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.filling.names import REFERENCE
from wagtail_privacy.forms.notification.channels import with_words
from wagtail_privacy.forms.submissions import lock
from wagtail_privacy.forms.submissions.references import reference_of

# That of a class of the owner's would be another one, and a rotation would not know it.
_LABEL = "wagtail_privacy_forms.PrivacyFormSubmission"


class UnreadableAnswers(dict[str, Any]):
    """Stands for answers that no key opens: every question is answered with that."""

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else gettext("cannot be read")


class OpensAnswers:
    """What a submission can say of itself, whether it is read as a model or as a plain row."""

    __slots__ = ()

    uuid: Any
    page_id: Any
    purpose_id: Any
    used_for_id: Any
    latest_expiry: datetime
    expires_at: datetime
    submit_time: datetime
    form_data: Any

    @property
    def bound_to(self) -> tuple[str, ...]:
        """What the encrypted answers belong to; moved to another row they cannot be read.

        The latest expiry is bound, not the one at work: closing a case and erasing it earlier need
        no key, and whoever puts the end off loses the answers.
        """
        return (
            _LABEL,
            str(self.uuid),
            str(self.page_id),
            str(self.purpose_id),
            (self.latest_expiry or self.expires_at).astimezone(UTC).date().isoformat(),
        )

    def get_answers(self) -> dict[str, Any]:
        """Give the answers that the purpose covers for which the row was asked for.

        Raises `PurposeError` if it was asked for without one (see `usable_for`), and
        `EncryptionError` if they cannot be read.
        """
        if self.used_for_id is None:
            raise lock.PurposeError("Say what the answers are for: objects.usable_for(purpose).")
        answers = storage.from_stored(self.form_data, self.bound_to)
        return lock.covered_answers(answers, self.page_id, self.purpose_id, self.used_for_id)

    def get_data(self) -> dict[str, Any]:
        """Give the answers, times and reference for a list; what cannot be read says so."""
        known = {
            "submit_time": self.submit_time,
            "expires_at": self.expires_at,
            REFERENCE: reference_of(self.uuid),
        }
        try:
            return {**with_words(self.get_answers()), **known}
        except EncryptionError:
            return UnreadableAnswers(known)
