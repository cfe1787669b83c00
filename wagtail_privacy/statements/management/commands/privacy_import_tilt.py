from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from wagtail_privacy.page_paths import find_page
from wagtail_privacy.statements.formats.tilt.actions import Imported, import_document
from wagtail_privacy.statements.formats.tilt.reading import MAX_BYTES, NoDocumentError
from wagtail_privacy.statements.formats.tilt.registers import Made


class Command(BaseCommand):
    help = "Makes a draft privacy statement from each TILT document, and says what it understood."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--parent",
            required=True,
            help="the page below which the drafts stand: its number or path; / is the root page",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        parent = find_page(options["parent"])
        if parent is None:
            raise CommandError(f"There is no page {options['parent']!r}.")
        is_long = options["verbosity"] > 1
        failed = [name for name in options["files"] if not self.import_file(name, parent, is_long)]
        if failed:
            raise CommandError(f"Not imported: {len(failed)} of {len(options['files'])}.")

    def import_file(self, name: str, parent: Any, is_long: bool) -> bool:
        try:
            # One byte more than is read, so that what is too long is seen without reading it all.
            with Path(name).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
            imported = import_document(content, parent)
        except OSError as error:
            return self.refuse(name, error.strerror or str(error))
        except NoDocumentError as error:
            return self.refuse(name, str(error))
        self.stdout.write(f"{name} -> page {imported.page.pk}")
        for line in report(imported, is_long):
            self.stdout.write(f"  {line}")
        return True

    def refuse(self, name: str, reason: str) -> bool:
        words = _("%(file)s: not imported. %(reason)s") % {"file": name, "reason": reason}
        self.stderr.write(words)
        return False


def report(imported: Imported, is_long: bool) -> Iterator[str]:
    """Yield the lines that say what was understood, what was not annotated, and what was neither.

    A short report counts what needs no attention; a long one names every place.
    """
    understanding, made = imported.understanding, imported.made
    if made is None:
        yield _("Imported before; nothing has changed.")
    else:
        yield from _news(made)
    for title, paths in (
        (_("understood"), understanding.understood),
        (_("not annotated"), understanding.not_annotated),
    ):
        yield f"{title}: {len(paths)}"
        if is_long:
            yield from (f"  {path}" for path in paths)
    title = _("not understood")
    yield f"{title}: {len(understanding.not_understood)}"
    yield from (f"  {unclear.path}: {unclear.reason}" for unclear in understanding.not_understood)


def _news(made: Made) -> Iterator[str]:
    yield _(
        "New in the registers: data categories %(categories)d, purposes %(purposes)d, "
        "recipients %(recipients)d"
    ) % {
        "categories": made.categories,
        "purposes": made.purposes,
        "recipients": made.recipients,
    }
    for name in made.incomplete_purposes:
        yield _("Purpose not made, legal basis or period is not clear: %(name)s") % {"name": name}
