from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wagtail_privacy import clock
from wagtail_privacy.forms.consents.proof.missing import problems_of_seals
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.sealing import latest_seal
from wagtail_privacy.forms.consents.proof.verifying import broken_records


class Command(BaseCommand):
    """Needs the key by which they were sealed; changes nothing."""

    help = "Say which records of consent have been changed, or are gone before their time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seal",
            action="append",
            default=[],
            metavar="DAY:CODE",
            help="a seal that you have kept elsewhere: it must still be there; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = self.show_broken()
        gone = 0
        for problem in problems_of_seals(clock.now(), options["seal"]):
            gone += 1
            self.stdout.write(problem)
        if seal := latest_seal():
            self.stdout.write(f"The latest seal, to be kept elsewhere: {seal.code}")
        total = ConsentRecord.objects.count()
        if broken or gone:
            words = [f"{broken} of {total} records do not verify"] if broken else []
            words += [f"the seals show {gone} problems"] if gone else []
            raise CommandError(f"{' and '.join(words)}.")
        self.stdout.write(self.style.SUCCESS(f"All {total} records verify."))

    def show_broken(self) -> int:
        """Name the records that were changed, and give their number."""
        broken = 0
        for record in broken_records():
            broken += 1
            self.stdout.write(f"{record.reference} ({record.act}, row {record.pk}) was changed")
        return broken
