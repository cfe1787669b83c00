"""Reads the translatable texts anew into the catalogues and compiles these. Needs gettext."""

import subprocess
import sys
from pathlib import Path

from check_translations import CATALOGUE, LANGUAGE, PACKAGES, ROOT

#: Lines of the header that change without any text having changed.
NOISE = ('"POT-Creation-Date:', '"Report-Msgid-Bugs-To:')


def without_noise(catalogue: Path) -> None:
    """Keep the date of the run out of a catalogue."""
    lines = catalogue.read_text(encoding="utf-8").splitlines(keepends=True)
    catalogue.write_text("".join(line for line in lines if not line.startswith(NOISE)), "utf-8")


def main() -> None:
    read = ["makemessages", "--locale", LANGUAGE, "--no-obsolete", "--add-location", "file"]
    compile_ = ["compilemessages", "--locale", LANGUAGE]
    for package in PACKAGES:
        folder = ROOT / package
        (folder / "locale").mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-m", "django", *read], cwd=folder, check=True)
        without_noise(folder / CATALOGUE)
        subprocess.run([sys.executable, "-m", "django", *compile_], cwd=folder, check=True)


if __name__ == "__main__":
    main()
