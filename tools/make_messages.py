"""Reads the translatable texts anew into the catalogues and compiles these. Needs gettext."""

import subprocess
import sys

from check_translations import LANGUAGE, PACKAGES, ROOT


def main() -> None:
    for package in PACKAGES:
        folder = ROOT / package
        (folder / "locale").mkdir(exist_ok=True)
        for command in (
            ["makemessages", "--locale", LANGUAGE, "--no-obsolete", "--add-location", "file"],
            ["compilemessages", "--locale", LANGUAGE],
        ):
            subprocess.run([sys.executable, "-m", "django", *command], cwd=folder, check=True)


if __name__ == "__main__":
    main()
