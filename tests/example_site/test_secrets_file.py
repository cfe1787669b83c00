"""The demo's keys are made once, for their owner's eyes only."""

import base64
from pathlib import Path

from example_site.secrets_file import read_or_create


def test_the_keys_are_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "var" / "keys.json"

    first = read_or_create(path)

    assert read_or_create(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["keys.json"]


def test_the_keys_are_new_and_strong(tmp_path: Path) -> None:
    one, other = read_or_create(tmp_path / "one.json"), read_or_create(tmp_path / "other.json")

    assert one.secret_key != other.secret_key
    assert one.encryption_key != other.encryption_key
    assert len(base64.b64decode(one.encryption_key)) == 32
    assert len(one.secret_key) >= 50
