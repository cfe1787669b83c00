from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from wagtail_privacy import clock
from wagtail_privacy.forms.actions import purge_expired
from wagtail_privacy.forms.models import PrivacyFormSubmission


class Command(BaseCommand):
    """Run it once a day: what a form promised to delete is deleted by this command."""

    help = "Delete the form submissions whose retention period is over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Count what would be deleted, delete nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        expired = PrivacyFormSubmission.objects.expired(on=now)
        per_page = list(
            expired.order_by().values_list("page__title").annotate(Count("pk")).order_by("page_id")
        )
        for title, count in per_page:
            self.stdout.write(f"{title}: {count}")
        total = sum(count for _title, count in per_page)
        if options["dry_run"]:
            self.stdout.write(f"{total} submissions would be deleted.")
            return
        deleted = purge_expired(now, on_progress=lambda done: self.report(done, total))
        self.stdout.write(self.style.SUCCESS(f"{deleted} submissions deleted."))

    def report(self, done: int, total: int) -> None:
        """Show how far the purge is; more may have expired since it began."""
        self.stdout.write(f"{done} of {max(done, total)} …")
