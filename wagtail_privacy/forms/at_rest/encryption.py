"""Answers at rest: an envelope that only a key from the settings opens, and only in its own place.

Each record has its own random data key (AES-256-GCM). It lies in the envelope, wrapped by the
first of `WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"]`; every key of the list opens what it once
wrapped. Nothing derives from `SECRET_KEY`.

Answers travel as JSON: dates, times, decimals and UUIDs come back as text, tuples as lists.
"""

import base64
import binascii
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.views.decorators.debug import sensitive_variables

from wagtail_privacy import conf

FORMAT = "wp1"
KEYS_SETTING = 'WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"]'

KEY_BYTES = 32
NONCE_BYTES = 12
# The length of a ciphertext tells the length of its text, and that may tell a yes from a no.
PADDING = 64

_PARTS = frozenset({"format", "key", "wrapped", "nonce", "data"})
# One label per use: none of the derived values says anything about another.
_WRAPPING_LABEL = b"wagtail_privacy.forms wp1 wrapping key"
_KEY_ID_LABEL = b"wagtail_privacy.forms wp1 key id"


class EncryptionError(Exception):
    """Answers could be neither sealed nor read; the message names no data and no key."""


class NoKeyError(EncryptionError):
    """No key is configured, so nothing can be stored or read."""


class InvalidKeyError(EncryptionError):
    """A key in the settings is not the base64 of 32 bytes."""


class UnknownKeyError(EncryptionError):
    """The key that sealed these answers is not in the settings."""


class UnreadableError(EncryptionError):
    """The envelope is damaged, or was made for another record."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the settings: the id that stands in the envelopes, and what wraps with it."""

    id: str  # derived from the key, hence also its check value: a wrong key has another id
    cipher: Any = field(repr=False, compare=False)  # AES-GCM with the wrapping key
    label: bytes = field(repr=False, compare=False)  # binds a wrapped key to it


def make_key() -> str:
    """Give a new random key as it stands in the settings."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode("ascii")


def usable_keys() -> tuple[Key, ...]:
    """Give the keys of the settings, the current one first; raise `InvalidKeyError` for a bad one.

    There may be none.
    """
    texts = conf.forms().ENCRYPTION_KEYS
    if not isinstance(texts, tuple):
        raise InvalidKeyError(f"{KEYS_SETTING} must be a list of keys.")
    return _keys(texts)


@lru_cache(maxsize=8)
@sensitive_variables()
def _keys(texts: tuple[object, ...]) -> tuple[Key, ...]:
    # An export asks for them at each row.
    return tuple(key_at(index, text) for index, text in enumerate(texts))


@sensitive_variables()
def key_at(index: int, text: object) -> Key:
    """Give the key in one line of the settings, or raise `InvalidKeyError` naming that line."""
    try:
        return _parse(text)
    except (TypeError, ValueError):
        where = f"{KEYS_SETTING}[{index}]"
        raise InvalidKeyError(f"{where} is not the base64 of {KEY_BYTES} bytes.") from None


def is_sealed(value: object) -> bool:
    """Tell whether a stored value is an envelope rather than answers in clear."""
    return isinstance(value, dict) and value.keys() == _PARTS and value["format"] == FORMAT


@sensitive_variables()
def seal(answers: dict[str, Any], bound_to: Sequence[str]) -> dict[str, str]:
    """Give an envelope for these answers that opens only with the same `bound_to`.

    `bound_to` names the place: model, UUID of the record, page, purposes and so on.
    """
    key = _current_key()
    data_key = os.urandom(KEY_BYTES)
    nonce, place = os.urandom(NONCE_BYTES), _joined(*bound_to)
    data = _cipher(data_key).encrypt(nonce, _to_json(answers), _DATA + place)
    return {
        "format": FORMAT,
        "key": key.id,
        "wrapped": _encode(_wrap(key, data_key, place)),
        "nonce": _encode(nonce),
        "data": _encode(data),
    }


@sensitive_variables()
def unseal(envelope: Mapping[str, Any], bound_to: Sequence[str]) -> dict[str, Any]:
    """Give the answers in an envelope, as JSON has them."""
    if not is_sealed(envelope):
        raise UnreadableError("This is not an envelope of the format wp1.")
    key, place = _key_with_id(envelope["key"]), _joined(*bound_to)
    wrapped, nonce = _decode(envelope["wrapped"]), _decode(envelope["nonce"])
    data = _decode(envelope["data"])
    try:
        data_key = _unwrap(key, wrapped, place)
        text = _cipher(data_key).decrypt(nonce, data, _DATA + place)
    except (_invalid_tag(), ValueError):  # ValueError: a nonce or a key of a wrong length
        raise UnreadableError("The answers are damaged, or belong to another record.") from None
    answers: dict[str, Any] = json.loads(text.decode("ascii"))
    return answers


@sensitive_variables()
def seal_bytes(content: bytes, key: bytes, bound_to: Sequence[str]) -> bytes:
    """Encrypt a file with a key that is used for nothing else and kept in an envelope."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, content, _FILE + _joined(*bound_to))


@sensitive_variables()
def unseal_bytes(sealed: bytes, key: bytes, bound_to: Sequence[str]) -> bytes:
    """Give the file that `seal_bytes` encrypted, or raise `UnreadableError`."""
    nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        opened: bytes = _cipher(key).decrypt(nonce, content, _FILE + _joined(*bound_to))
    except (_invalid_tag(), ValueError):
        raise UnreadableError("The file is damaged, or belongs to another record.") from None
    return opened


@sensitive_variables()
def rewrap(envelope: Mapping[str, Any], bound_to: Sequence[str]) -> dict[str, str]:
    """Give the same envelope for the current key; what is sealed in it is not opened.

    Raises `UnknownKeyError` without its old key, and `UnreadableError` if it is damaged.
    """
    if not is_sealed(envelope):
        raise UnreadableError("This is not an envelope of the format wp1.")
    old, new, place = _key_with_id(envelope["key"]), _current_key(), _joined(*bound_to)
    try:
        data_key = _unwrap(old, _decode(envelope["wrapped"]), place)
    except (_invalid_tag(), ValueError):
        raise UnreadableError("The envelope is damaged, or belongs to another record.") from None
    return {**envelope, "key": new.id, "wrapped": _encode(_wrap(new, data_key, place))}


def current_key_id() -> str:
    """Give the id of the key that seals now; raise `NoKeyError` if there is none."""
    return _current_key().id


def _wrap(key: Key, data_key: bytes, place: bytes) -> bytes:
    # The key's id is bound here and not to the data, so that a rotation rewrites this part only.
    nonce = os.urandom(NONCE_BYTES)
    wrapped: bytes = key.cipher.encrypt(nonce, data_key, key.label + place)
    return nonce + wrapped


def _unwrap(key: Key, wrapped: bytes, place: bytes) -> bytes:
    nonce, ciphertext = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    data_key: bytes = key.cipher.decrypt(nonce, ciphertext, key.label + place)
    return data_key


def _joined(*parts: str) -> bytes:
    """Join the parts so that no two lists of parts give the same bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join([len(part).to_bytes(8, "big") + part for part in encoded])


# What is associated begins with its use: none can be put in the place of another.
_KEY, _DATA, _FILE = (_joined(use, FORMAT) for use in ("key", "data", "file"))


def _to_json(answers: dict[str, Any]) -> bytes:
    text = json.dumps(answers, cls=DjangoJSONEncoder).encode("ascii")
    return text.ljust(-(-len(text) // PADDING) * PADDING)


def _current_key() -> Key:
    keys = usable_keys()
    if not keys:
        raise NoKeyError(f"{KEYS_SETTING} is empty; privacy_make_key makes a key.")
    return keys[0]


def _key_with_id(key_id: object) -> Key:
    keys = usable_keys()
    if not keys:
        raise NoKeyError(f"{KEYS_SETTING} is empty; it must hold the key of the stored answers.")
    for key in keys:
        if key.id == key_id:
            return key
    raise UnknownKeyError(f"{KEYS_SETTING} lacks the key that sealed these answers.")


@lru_cache(maxsize=32)
@sensitive_variables()
def _parse(text: object) -> Key:
    if not isinstance(text, str):
        raise TypeError("A key is a text.")
    master = base64.b64decode(text.strip(), validate=True)
    if len(master) != KEY_BYTES:
        raise ValueError("A key has another length.")
    key_id = derive(master, _KEY_ID_LABEL, 8).hex()
    cipher = _cipher(derive(master, _WRAPPING_LABEL, KEY_BYTES))
    return Key(id=key_id, cipher=cipher, label=_KEY + _joined(key_id))


# `cryptography` comes with the extra "forms". It is imported late, so that without it the site
# still starts and the system check can say what is missing.
def derive(master: bytes, label: bytes, length: int) -> bytes:
    """Give a key of this length for one use of a master key (HKDF-SHA256)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=length, salt=None, info=label).derive(master)


def _cipher(key: bytes) -> Any:
    return _aes_gcm()(key)


@cache  # an import within a function takes as long as opening an envelope
def _aes_gcm() -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM


def _invalid_tag() -> type[Exception]:
    from cryptography.exceptions import InvalidTag

    return InvalidTag


def _encode(raw: bytes) -> str:
    return binascii.b2a_base64(raw, newline=False).decode("ascii")


def _decode(text: object) -> bytes:
    """Read base64 strictly: two different texts never give the same bytes."""
    try:
        raw = binascii.a2b_base64(text) if isinstance(text, str) else None
    except ValueError:
        raw = None
    if raw is None or _encode(raw) != text:
        raise UnreadableError("A part of the envelope is not base64.")
    return raw
