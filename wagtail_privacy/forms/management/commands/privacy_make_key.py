from typing import Any

from django.core.management.base import BaseCommand

from wagtail_privacy.forms.at_rest.encryption import KEYS_SETTING, make_key

USE = f"""\
This is a new key for the answers to your forms. It is kept nowhere else.

Put it first in settings.{KEYS_SETTING}, best by way of the environment:

    WAGTAIL_PRIVACY = {{"FORMS": {{"ENCRYPTION_KEYS": os.environ.get("PRIVACY_KEYS", "").split()}}}}

Keep older keys behind it, with a space between, as long as they have answers to read. Keep a copy
of each key outside the repository, the database and its backups: without the key nobody can read
the answers.
"""


class Command(BaseCommand):
    help = "Print a new encryption key to standard output, and how to use it to standard error."
    # Without a key the checks fail, and this command is their remedy.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(make_key())
        self.stderr.write(USE, style_func=str)
