"""A schedule that is due publishes no incomplete form, and keeps no other page waiting.

Whoever publishes a form sees in the editor what is missing. Nobody is there when a schedule is
due; an error would stop Wagtail's command before the pages behind it.
"""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from wagtail_privacy import clock
from wagtail_privacy.forms.submissions.log_actions import KEEP
from wagtail_privacy.scheduling import SCHEDULED, drop_schedule, is_for_now

logger = logging.getLogger(__name__)


class ScheduledFormMixin:
    """Keeps a form that is incomplete when its schedule is due a draft, without an error."""

    def publish(self: Any, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision, or plan it, as Wagtail does."""
        if kwargs.get("log_action") == SCHEDULED and self._is_kept_back(revision):
            return None
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]

    def _is_kept_back(self: Any, revision: Any) -> bool:
        try:
            draft = revision.as_object()
            if not is_for_now(draft, clock.now()):
                return False
            draft.check_is_publishable()  # its words say more than those of Wagtail
            draft.live = True
            draft.full_clean()
        except ValidationError as error:
            self._keep_draft(revision, error.messages)
            return True
        except Exception as error:
            # The owner's code failed; the message may hold data. It is tried again when the
            # command runs the next time.
            logger.error("Form %d was not published: %s", self.pk, type(error).__name__)
            return True
        return False

    def _keep_draft(self: Any, revision: Any, missing: list[str]) -> None:
        with transaction.atomic():
            drop_schedule(revision)
            log(instance=self, action=KEEP, data={"missing": missing})
        logger.warning("Form %d was not published: it is incomplete", self.pk)
