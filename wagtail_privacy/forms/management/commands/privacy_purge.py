import logging
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize

from wagtail_privacy import clock
from wagtail_privacy.forms.consents.proof.sealing import latest_seal, try_to_seal
from wagtail_privacy.forms.purging import Purger, purgers
from wagtail_privacy.forms.retention.warning import try_to_warn

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run it once a day: what a form promised to delete is deleted by this command."""

    help = "Delete what has been kept for as long as it may: submissions and what hangs on them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Count what would be deleted, delete nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        if not options["dry_run"]:
            self.warn(now)
            self.seal(now)
        failed = [one.title for one in purgers() if not self.run(one, now, options["dry_run"])]
        if failed:
            raise CommandError(f"Not everything could be deleted: {', '.join(failed)}.")

    def run(self, purger: Purger, now: datetime, is_dry: bool) -> bool:
        """Count or delete one kind; False if that fails, which keeps no other from going."""
        try:
            for line in purger.details(now):
                self.stdout.write(line)
            total = purger.due(now)
            if is_dry:
                self.stdout.write(f"{purger.counted(total)} would be deleted.")
            else:
                self.purge(purger, now, total)
        except Exception:
            logger.exception("Purging %s failed.", purger.title)
            return False
        return True

    def warn(self, now: datetime) -> None:
        """Announce what will be deleted in some days."""
        number = try_to_warn(now)
        if number is None:
            self.stderr.write("The warning could not be sent; the next run tries again.")
        elif number:
            self.stdout.write(
                f"Announced the deletion of {number} submission{pluralize(number)} by mail."
            )

    def seal(self, now: datetime) -> None:
        """Seal the consents before any of them goes, and show the seal to be kept elsewhere."""
        if made := try_to_seal(now):
            rows = sum(seal.number for seal in made)
            self.stdout.write(f"Sealed {rows} records of consent: {made[-1].code}")
        elif latest := latest_seal():
            # Withdrawals may have been sealed meanwhile.
            self.stdout.write(f"The latest seal of the consents: {latest.code}")

    def purge(self, purger: Purger, now: datetime, total: int) -> None:
        """Delete, and show how far it is; more may have expired since it began."""
        deleted = purger.purge(
            now, lambda done: self.stdout.write(f"{done} of {max(done, total)} …")
        )
        self.stdout.write(self.style.SUCCESS(f"{purger.counted(deleted)} deleted."))
