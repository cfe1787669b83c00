from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wagtail_privacy.statements.places import find_page
from wagtail_privacy.statements.tilt.actions import Imported, import_document
from wagtail_privacy.statements.tilt.reading import MAX_BYTES, NoDocumentError


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
            return self.refuse(name, error.strerror or "It cannot be read.")
        except NoDocumentError as error:
            return self.refuse(name, str(error))
        self.stdout.write(f"{name} -> page {imported.page.pk}")
        for line in report(imported, is_long):
            self.stdout.write(f"  {line}")
        return True

    def refuse(self, name: str, reason: str) -> bool:
        self.stderr.write(f"{name}: not imported. {reason}")
        return False


def report(imported: Imported, is_long: bool) -> Iterator[str]:
    """Yield the lines that say what was understood, what was not annotated, and what was neither.

    A short report counts what needs no attention; a long one names every place.
    """
    understanding, made = imported.understanding, imported.made
    if made is None:
        yield "imported before, nothing changed"
    else:
        yield (
            f"new in the registers: {made.categories} data categories, {made.purposes} purposes, "
            f"{made.recipients} recipients"
        )
        for name in made.incomplete_purposes:
            yield f"purpose for you to complete, legal basis and period were not clear: {name}"
    for title, paths in (
        ("understood", understanding.understood),
        ("not annotated", understanding.not_annotated),
    ):
        yield f"{title}: {len(paths)}"
        if is_long:
            yield from (f"  {path}" for path in paths)
    yield f"not understood: {len(understanding.not_understood)}"
    yield from (f"  {unclear.path}: {unclear.reason}" for unclear in understanding.not_understood)
