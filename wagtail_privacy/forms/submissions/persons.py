"""Finding what belongs to a person, without their address standing beside it.

A person is known by a keyed hash of their e-mail address. Its key is random, lies sealed in the
database and outlives a change of the keys in the settings. The hash is still personal data,
Art. 4(5) GDPR.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from hmac import digest
from typing import Any

import idna
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from wagtail_privacy import conf
from wagtail_privacy.forms.at_rest import encryption
from wagtail_privacy.forms.at_rest.keys import sealed_key

#: Letters of a person's key.
PERSON_KEY_LENGTH = 64

_SECRET_NAME = "persons"  # noqa: S105 (a name, not the secret)
# The number is that of the rule by which an address is written: another rule, another label.
_PERSON_LABEL = "wagtail_privacy.forms person key 1"
# Control and format characters, such as those that turn the direction, and halves of characters.
_INVISIBLE = ("Cc", "Cf", "Cs")

_PLAIN_DOMAIN = re.compile(r"[a-z0-9.-]*[a-z0-9-]")

# The secret, beside the keys of the settings and the row by which it was read.
_known: dict[tuple[str, ...], bytes] = {}


def normalised(email: str) -> str:
    """Give the one way of writing an address: `" MÜLLER@Straße.de"` is `müller@xn--strae-oqa.de`.

    What stands before the @ keeps its dots and tags: they may tell two mailboxes apart.
    """
    visible = (letter for letter in email if unicodedata.category(letter) not in _INVISIBLE)
    text = unicodedata.normalize("NFC", "".join(visible).strip())
    text = unicodedata.normalize("NFC", text.lower())
    mailbox, at, domain = text.rpartition("@")
    return f"{mailbox}{at}{_ascii_domain(domain)}" if at else text


def person_key(email: str) -> str:
    """Give the 64 hexadecimal digits by which a person is found.

    Raises `ValueError` without an address, and `EncryptionError` where nothing can be stored.
    """
    address = normalised(email)
    if not address:
        raise ValueError("Nobody is known by an empty address.")
    return digest(derived_key(_PERSON_LABEL), address.encode(), sha256).hex()


def email_in(fields: Iterable[Any], answers: Mapping[str, Any]) -> str:
    """Give the e-mail address of the person who answered a form, or an empty text.

    It is what the browser fills in as theirs, or else the first question for an address.
    """
    asked = list(fields)
    found = [field for field in asked if field.autocomplete == "email"]
    found += [field for field in asked if field.field_type == "email"]
    given = (answers.get(field.clean_name) for field in found)
    return next((str(email) for email in given if email and normalised(str(email))), "")


def derived_key(label: str) -> bytes:
    """Give a key of 32 bytes for one use; the label names the use, and says nothing of the others.

    It stays when the keys of the settings change. Raises `EncryptionError` as storing does.
    """
    return _derived(_secret(), label)


def ready() -> None:
    """Read the secret now, before a transaction in which each row would have to ask for it."""
    _secret()


def forget_secret() -> None:
    """Read the secret anew from the database; it has been replaced or emptied."""
    _known.clear()
    _derived.cache_clear()


@sensitive_variables()
def _secret() -> bytes:
    # Under other keys of the settings what this process remembers proves nothing.
    config = conf.forms()
    keys = (
        tuple(key.id for key in encryption.usable_keys()) or ("clear",) * config.STORE_UNENCRYPTED
    )
    if found := _known.get(keys):
        return found
    secret = sealed_key(_SECRET_NAME).unsealed()

    def remember() -> None:
        _known.clear()
        _known[keys] = secret

    # Not before the row is there for everybody: a transaction that fails takes it back.
    transaction.on_commit(remember)
    return secret


@lru_cache(maxsize=32)
@sensitive_variables()
def _derived(secret: bytes, label: str) -> bytes:
    return encryption.derive(secret, label.encode(), encryption.KEY_BYTES)


def _ascii_domain(domain: str) -> str:
    if _PLAIN_DOMAIN.fullmatch(domain):
        return domain  # as the library would, at a fraction of the work
    try:
        return idna.encode(domain.rstrip("."), uts46=True).decode("ascii")
    except idna.IDNAError:
        return domain
