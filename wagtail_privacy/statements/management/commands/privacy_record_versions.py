import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize
from wagtail.models import Site

from wagtail_privacy import clock
from wagtail_privacy.statements.changing import announce_change
from wagtail_privacy.statements.models import Cause
from wagtail_privacy.statements.versions.recording import record_version, statements_of


class Command(BaseCommand):
    """Run it after each deployment: a changed setting can change what a statement says."""

    help = "Record a version of each published statement that says something else than before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--note", default="", help="A sentence for readers: why it changed.")
        parser.add_argument(
            "--effective-date",
            type=datetime.date.fromisoformat,
            help="The day since which it holds (YYYY-MM-DD), if it was before today.",
        )

    def handle(
        self, *args: Any, note: str, effective_date: datetime.date | None, **options: Any
    ) -> None:
        now = clock.now()
        if effective_date and effective_date > clock.day_of(now):
            # The statement is a live view: what it says holds already.
            raise CommandError("The effective date cannot lie in the future.")
        if len(note) > 255:
            raise CommandError("The note is longer than 255 characters.")
        announce_change()
        recorded = 0
        for page in statements_of(Site.objects.all()):
            version = record_version(
                page,
                now,
                effective_date=effective_date,
                change_note=note,
                cause=Cause.COMMAND,
            )
            if version is not None:
                recorded += 1
                self.stdout.write(f"{page.title}: version {version.number}")
        self.stdout.write(self.style.SUCCESS(f"{recorded} version{pluralize(recorded)} recorded."))
