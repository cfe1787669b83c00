from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize

from wagtail_privacy import clock
from wagtail_privacy.forms import adopting
from wagtail_privacy.forms.adopting import Adoption, AdoptionError, Outcome
from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.mixins import PrivacyFormMixin
from wagtail_privacy.models import Purpose
from wagtail_privacy.page_paths import find_page


def _pair(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise ArgumentTypeError(f"{text!r} is not of the form OLD=NEW.")
    return old, new


class Command(BaseCommand):
    """Run it once per form that has moved here; it can be stopped and run again."""

    help = "Move the submissions of a form of wagtail.contrib.forms to a privacy form."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page", help="the privacy form: its number, or its path")
        parser.add_argument(
            "--from", dest="source", help="the page that has the submissions, if it is another one"
        )
        parser.add_argument(
            "--purpose", type=int, help="the number of the purpose, if not that of the form"
        )
        parser.add_argument(
            "--field",
            type=_pair,
            action="append",
            default=[],
            metavar="OLD=NEW",
            help="the name of a field then and now; fields of the same name need none",
        )
        parser.add_argument(
            "--drop", action="append", default=[], metavar="OLD", help="do not keep these answers"
        )
        parser.add_argument(
            "--include-expired",
            action="store_true",
            help="also move what is over already; the next privacy_purge deletes it",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            adoption = self.plan(options)
            for old, new in adoption.names.items():
                self.stdout.write(f"{old} -> {new or '(dropped)'}")
            now = clock.now()
            if options["dry_run"]:
                outcome = adopting.rehearsed(adoption, now)
            else:
                outcome = adopting.adopt(adoption, now, self.report)
        except (AdoptionError, EncryptionError) as error:
            raise CommandError(str(error)) from None
        self.conclude(outcome, "would be adopted" if options["dry_run"] else "adopted")

    def plan(self, options: dict[str, Any]) -> Adoption:
        """Find what the arguments name, and see that nothing would be lost."""
        page = self.page(options["page"])
        if not isinstance(page, PrivacyFormMixin):
            raise CommandError(f"The page {options['page']!r} is not a privacy form.")
        source = self.page(options["source"]) if options["source"] else page
        return adopting.prepared(
            adopting.rows_of(source),
            page,
            self.purpose(options["purpose"]),
            dict(options["field"]),
            options["drop"],
            takes_expired=options["include_expired"],
        )

    def page(self, place: str) -> Any:
        """Give the page at a place, or complain."""
        page = find_page(place)
        if page is None:
            raise CommandError(f"There is no page {place!r}.")
        return page

    def purpose(self, number: int | None) -> Purpose | None:
        """Give the purpose of a number, or complain."""
        if number is None:
            return None
        purpose = Purpose.objects.filter(pk=number).first()
        if purpose is None:
            raise CommandError(f"There is no purpose {number}.")
        return purpose

    def report(self, outcome: Outcome) -> None:
        """Show how far it is."""
        self.stdout.write(f"{outcome.adopted} …")

    def conclude(self, outcome: Outcome, verb: str) -> None:
        """Say what was done, and what was not."""
        self.stdout.write(
            self.style.SUCCESS(f"{outcome.adopted} submission{pluralize(outcome.adopted)} {verb}.")
        )
        if outcome.expired:
            self.stdout.write(
                self.style.WARNING(
                    f"{outcome.expired} have been kept for longer than the purpose allows and stay "
                    "where they are, in clear. Delete them there, or add --include-expired."
                )
            )
