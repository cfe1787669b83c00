"""The same work for a task runner; each task has a management command beside it."""

from django_tasks import task

from wagtail_privacy import clock
from wagtail_privacy.forms.consents.proof.sealing import try_to_seal
from wagtail_privacy.forms.purging import purge_all
from wagtail_privacy.forms.retention.warning import try_to_warn


@task()
def purge() -> dict[str, int]:
    """Announce what falls due, seal, delete what is over, once a day, as `privacy_purge` does."""
    now = clock.now()
    try_to_warn(now)
    try_to_seal(now)
    return purge_all(now)
