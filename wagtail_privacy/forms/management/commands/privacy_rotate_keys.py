from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize

from wagtail_privacy.forms.at_rest import rotation
from wagtail_privacy.forms.at_rest.encryption import KEYS_SETTING, EncryptionError, usable_keys
from wagtail_privacy.forms.at_rest.rotation import IN_CLEAR, Outcome


def envelopes(number: int) -> str:
    """Say how many envelopes there are."""
    return f"{number} envelope{pluralize(number)}"


class Command(BaseCommand):
    """Run it after a new key has been put first; then the old one can leave the settings."""

    help = (
        f"Wrap everything that is sealed with the first key of {KEYS_SETTING}. It can be stopped "
        "and run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only count the envelopes per key."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.report_keys()
            if options["dry_run"]:
                return
            outcome = rotation.rotate(lambda done: self.stdout.write(f"{done} …"))
        except EncryptionError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(self.style.SUCCESS(f"{envelopes(outcome.done)} wrapped anew."))
        if not outcome.is_complete:
            raise CommandError("\n".join(self.complaints(outcome)))

    def report_keys(self) -> None:
        """Say how many envelopes each key has sealed, and where that key stands."""
        places = {key.id: f"key {place + 1}" for place, key in enumerate(usable_keys())}
        for key_id, number in sorted(rotation.key_ids().items()):
            place = "in clear" if key_id == IN_CLEAR else places.get(key_id, "NOT IN THE SETTINGS")
            self.stdout.write(f"{envelopes(number)}: {key_id or '-'} ({place})")

    def complaints(self, outcome: Outcome) -> list[str]:
        """Say what could not be wrapped anew."""
        found = [
            f"{envelopes(number)} cannot be opened: the key {key_id} is not in {KEYS_SETTING}."
            for key_id, number in sorted(outcome.lacking.items())
        ]
        if outcome.damaged:
            named = ", ".join(outcome.damaged[:20])
            found.append(f"{envelopes(len(outcome.damaged))} damaged, among them: {named}.")
        return found
