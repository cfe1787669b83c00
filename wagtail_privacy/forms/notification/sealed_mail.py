"""A mail whose text only its recipient can read, by S/MIME (RFC 8551) or PGP/MIME (RFC 3156)."""

import base64
from email.message import Message
from typing import Any

from django.core.mail import EmailMessage

from wagtail_privacy.forms.notification.keys import SMIME, MailKey


class SealedMail(EmailMessage):
    """Holds the encrypted text only, so that no backend, queue or outbox sees it in clear."""

    def __init__(self, *args: Any, key: MailKey, text: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind = key.kind
        self.sealed = key.encrypt(text)

    def message(self, *args: Any, **kwargs: Any) -> Any:
        message = super().message(*args, **kwargs)
        for name in ("Content-Type", "Content-Transfer-Encoding"):
            del message[name]
        if self.kind == SMIME:
            _enclose_smime(message, self.sealed)
        else:
            _enclose_pgp(message, self.sealed)
        return message


def _enclose_smime(message: Message, sealed: bytes) -> None:
    message["Content-Type"] = (
        'application/pkcs7-mime; smime-type="enveloped-data"; name="smime.p7m"'
    )
    message["Content-Transfer-Encoding"] = "base64"
    message["Content-Disposition"] = 'attachment; filename="smime.p7m"'
    message.set_payload(base64.encodebytes(sealed).decode("ascii"))


def _enclose_pgp(message: Message, sealed: bytes) -> None:
    version = _part("application/pgp-encrypted", "Version: 1\n")
    body = _part('application/octet-stream; name="encrypted.asc"', sealed.decode("ascii"))
    message["Content-Type"] = 'multipart/encrypted; protocol="application/pgp-encrypted"'
    message.set_payload([version, body])


def _part(content_type: str, text: str) -> Message:
    part = Message()
    part["Content-Type"] = content_type
    part.set_payload(text)
    return part
