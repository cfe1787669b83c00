"""The demo's keys: made on the first run, kept in a file that git ignores."""

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the settings need and the repository must not hold."""

    secret_key: str
    encryption_key: str


def read_or_create(path: Path) -> Secrets:
    """Give the secrets of the file; make the file, readable by its owner only, if it is missing.

    A real site keeps its keys in the environment or a vault, apart from the database: who has
    both can read the answers.
    """
    if not path.exists():
        _create(path)
    return Secrets(**json.loads(path.read_text(encoding="utf-8")))


def _create(path: Path) -> None:
    made = Secrets(
        secret_key=secrets.token_urlsafe(50),
        encryption_key=base64.b64encode(secrets.token_bytes(32)).decode("ascii"),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(made), file)
    try:
        # Unlike a rename, a link never replaces the keys of a process that was faster.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
