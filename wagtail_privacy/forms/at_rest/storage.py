"""How answers stand in the database: sealed, or plain where the owner has asked for that."""

from collections.abc import Sequence
from typing import Any

from wagtail_privacy import conf
from wagtail_privacy.forms.at_rest import encryption


def can_store() -> bool:
    """Whether answers can be kept: with a key, or in clear by an explicit setting."""
    return conf.forms().STORE_UNENCRYPTED or bool(conf.forms().ENCRYPTION_KEYS)


def to_stored(answers: dict[str, Any], bound_to: Sequence[str]) -> dict[str, Any]:
    """Give what the row holds; raise `EncryptionError` if there is no key and none is waived."""
    if conf.forms().STORE_UNENCRYPTED and not conf.forms().ENCRYPTION_KEYS:
        return answers
    return encryption.seal(answers, bound_to)


def from_stored(stored: dict[str, Any], bound_to: Sequence[str]) -> dict[str, Any]:
    """Give the answers of a row; raise `EncryptionError` if they cannot be read."""
    if encryption.is_sealed(stored):
        return encryption.unseal(stored, bound_to)
    return dict(stored)
