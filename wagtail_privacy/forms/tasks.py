"""The same work for a task runner; each task has a management command beside it."""

from django_tasks import task

from wagtail_privacy import clock
from wagtail_privacy.forms.purging import purge_all


@task()
def purge() -> dict[str, int]:
    """Delete whatever is over; enqueue it once a day, or run `privacy_purge` instead."""
    return purge_all(clock.now())
