"""What a schedule that is due does to a page that may not go live: nobody is there to be asked."""

from datetime import datetime
from typing import Any

#: How Wagtail's command `publish_scheduled` names what it does.
SCHEDULED = "wagtail.publish.scheduled"


def is_for_now(draft: Any, now: datetime) -> bool:
    """Whether publishing a draft shows it to readers; otherwise it is only planned."""
    return not draft.go_live_at or draft.go_live_at <= now


def drop_schedule(revision: Any) -> None:
    """Make a revision a draft again, which is not locked and so can be mended."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
