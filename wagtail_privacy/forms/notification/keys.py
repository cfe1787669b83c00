"""Public keys of those who get mail: S/MIME certificates and, with the extra, OpenPGP keys.

S/MIME: RSA certificates only, AES-256-CBC (RFC 8551, PKCS #7 enveloped data).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.mime.text import MIMEText
from email.policy import SMTP
from importlib.util import find_spec
from typing import Any

from django.utils.translation import gettext_lazy as _

SMIME, OPENPGP = "smime", "openpgp"
KEY_SIZE = 2048
_CERTIFICATE = "-----BEGIN CERTIFICATE-----"
_OPENPGP_KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----"
_PRIVATE = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY")


class InvalidKeyError(ValueError):
    """A text is no key that mail can be encrypted with; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class MailKey:
    """A key that can encrypt mail, until it expires."""

    kind: str
    parsed: Any
    valid_until: datetime | None = None  # None: for ever

    def encrypt(self, text: str) -> bytes:
        """Give a text as an encrypted MIME entity: PKCS #7 (DER), or an OpenPGP message."""
        entity = MIMEText(text, "plain", "utf-8").as_bytes(policy=SMTP)
        return (
            _to_smime(self.parsed, entity) if self.kind == SMIME else _to_pgp(self.parsed, entity)
        )


def has_openpgp() -> bool:
    """Say whether the extra is installed."""
    return find_spec("pysequoia") is not None


def read_key(text: str, now: datetime) -> MailKey:
    """Give the key in a text, or raise `InvalidKeyError`."""
    if _PRIVATE.search(text):
        raise InvalidKeyError(
            _("This is a private key. Keep it secret, and paste the public one here.")
        )
    if _CERTIFICATE in text:
        key = _certificate(text)
    elif _OPENPGP_KEY in text:
        key = _openpgp_key(text)
    else:
        raise InvalidKeyError(
            _("This is neither a certificate (PEM) nor a public OpenPGP key in text form.")
        )
    if key.valid_until is not None and key.valid_until <= _aware(now):
        raise InvalidKeyError(_("This key has expired. Ask the recipient for a new one."))
    return key


def _aware(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _certificate(text: str) -> MailKey:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    try:
        certificate = x509.load_pem_x509_certificate(text.strip().encode())
        public_key = certificate.public_key()
    except Exception:  # the texts of its many errors help nobody here
        raise InvalidKeyError(_("The certificate is damaged.")) from None
    if not isinstance(public_key, RSAPublicKey):
        raise InvalidKeyError(_("Only certificates with an RSA key can be used for encryption."))
    if public_key.key_size < KEY_SIZE:
        raise InvalidKeyError(_("The key of this certificate is too short. It needs 2048 bits."))
    if not _may_encrypt(certificate):
        raise InvalidKeyError(_("This certificate is for signing, not for encryption."))
    if certificate.not_valid_before_utc > datetime.now(UTC):
        raise InvalidKeyError(_("This certificate is not valid yet."))
    return MailKey(SMIME, certificate, certificate.not_valid_after_utc)


def _may_encrypt(certificate: Any) -> bool:
    from cryptography import x509

    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except ValueError:
        return False
    return bool(usage.key_encipherment)


def _openpgp_key(text: str) -> MailKey:
    if not has_openpgp():
        raise InvalidKeyError(_("OpenPGP keys need a library: install “wagtail-privacy[openpgp]”."))
    from pysequoia import Cert

    try:
        key = Cert.from_bytes(text.strip().encode())
        _to_pgp(key, b"")
    except Exception:  # with a stack of Rust in its text
        raise InvalidKeyError(_("This OpenPGP key is damaged or cannot encrypt.")) from None
    if key.is_revoked:
        raise InvalidKeyError(_("This OpenPGP key has been revoked. Ask for a new one."))
    return MailKey(OPENPGP, key, key.expiration)


def _to_smime(certificate: Any, entity: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.algorithms import AES256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs7 import (
        PKCS7EnvelopeBuilder,
        PKCS7Options,
    )

    builder = PKCS7EnvelopeBuilder().set_data(entity).set_content_encryption_algorithm(AES256)
    return builder.add_recipient(certificate).encrypt(Encoding.DER, [PKCS7Options.Binary])


def _to_pgp(key: Any, entity: bytes) -> bytes:
    from pysequoia import encrypt

    return bytes(encrypt(recipients=[key], bytes=entity))
