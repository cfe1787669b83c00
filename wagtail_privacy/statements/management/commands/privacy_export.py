from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from wagtail_privacy.page_paths import find_page
from wagtail_privacy.statements.formats.addresses import as_text
from wagtail_privacy.statements.mixins import PrivacyStatementMixin


class Command(BaseCommand):
    help = "Writes a privacy statement to standard output in a form that programs read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("page", help="the number of the page, or its path on the default site")
        parser.add_argument("--format", choices=("dpv", "tilt"), required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        page = find_page(options["page"])
        if page is None:
            raise CommandError(f"There is no page {options['page']!r}.")
        if not isinstance(page, PrivacyStatementMixin):
            raise CommandError(f"The page {options['page']!r} is not a privacy statement.")
        if not page.live:
            page = page.get_latest_revision_as_object()
        with translation.override(page.locale.language_code):
            document = page.as_dpv() if options["format"] == "dpv" else page.as_tilt()
            self.stdout.write(as_text(document))
