from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wagtail_privacy.forms.consents.records import ConsentRecord
from wagtail_privacy.forms.consents.verifying import broken_records


class Command(BaseCommand):
    help = "Say which records of consent have been changed since they were written."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for record in broken_records():
            broken += 1
            self.stdout.write(f"{record.reference} ({record.act}, row {record.pk}) was changed")
        total = ConsentRecord.objects.count()
        if broken:
            raise CommandError(f"{broken} of {total} records do not verify.")
        self.stdout.write(self.style.SUCCESS(f"All {total} records verify."))
