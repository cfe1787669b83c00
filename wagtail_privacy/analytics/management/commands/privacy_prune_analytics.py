from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wagtail_privacy import clock
from wagtail_privacy.analytics import actions
from wagtail_privacy.analytics.keeping import releasing
from wagtail_privacy.analytics.public import figures


class Command(BaseCommand):
    help = (
        "Shows counts that have waited for enough, deletes those beyond RETENTION_MONTHS, "
        "and draws the public figures."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only say how many would be deleted"
        )

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        today = clock.today()
        if not dry_run:
            releasing.release(today)
        number = actions.prune(today, is_rehearsal=dry_run)
        verb = "would be deleted" if dry_run else "deleted"
        self.stdout.write(f"{number} counts before {actions.first_day_kept(today)} {verb}.")
        if dry_run:
            return
        figures.prune(actions.first_day_kept(today))
        if drawn := figures.draw(today):
            self.stdout.write(
                f"{drawn} sites: public figures of {figures.last_month(today):%Y-%m}."
            )
