"""Keys of those who get mail, and how they read it; made for a test and thrown away."""

import datetime
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from pysequoia import Tsk, decrypt

DAY = datetime.timedelta(days=1)


@lru_cache
def rsa_key(size: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, size)


def certificate(
    key: Any = None, *, begins: int = -1, ends: int = 365, usage: str = "key_encipherment"
) -> x509.Certificate:
    """Make a certificate that signs itself, valid from and to so many days from now."""
    key = key or rsa_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Kundenservice")])
    now = datetime.datetime.now(datetime.UTC)
    uses = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins * DAY)
        .not_valid_after(now + ends * DAY)
        .add_extension(x509.KeyUsage(**{**uses, usage: True}), critical=True)
        .sign(key, hashes.SHA256())
    )


def pem(made: x509.Certificate) -> str:
    return made.public_bytes(serialization.Encoding.PEM).decode()


def elliptic() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def private_pem() -> str:
    return (
        rsa_key()
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        .decode()
    )


def read_smime(message: Any, made: x509.Certificate) -> str:
    """Decrypt a mail as the recipient's program does."""
    sealed = message.get_payload(decode=True)
    return pkcs7.pkcs7_decrypt_der(sealed, made, rsa_key(), []).decode()


@lru_cache
def openpgp_secret() -> Any:
    return Tsk.generate("Kundenservice <service@musterkasse.example>")


def read_openpgp(message: Any) -> str:
    """Decrypt a mail as the recipient's program does."""
    _version, body = message.get_payload()
    decrypted = decrypt(decryptor=openpgp_secret().decryptor(), bytes=body.get_payload(decode=True))
    return bytes(decrypted.bytes).decode()


def run(*command: str, given: bytes) -> str:
    """Give what a program answers; it must be there."""
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()


def read_by_openssl(message: Any, made: x509.Certificate, folder: Path) -> str:
    """Decrypt an S/MIME mail with a program that shares no code with ours."""
    (folder / "key.pem").write_text(private_pem())
    (folder / "certificate.pem").write_text(pem(made))
    names = ("-inkey", str(folder / "key.pem"), "-recip", str(folder / "certificate.pem"))
    return run("openssl", "cms", "-decrypt", "-inform", "SMIME", *names, given=message.as_bytes())


def _gpg(folder: Path, *command: str, given: bytes = b"") -> str:
    return run("gpg", "--homedir", str(folder), "--batch", "--quiet", *command, given=given)


def made_by_gpg(folder: Path) -> str:
    """Make a pair of keys as people do who use GnuPG; give the public one."""
    folder.mkdir(mode=0o700)
    name = "Kundenservice <service@musterkasse.example>"
    kind = ("future-default", "default", "never")
    _gpg(folder, "--passphrase", "", "--quick-generate-key", name, *kind)
    return _gpg(folder, "--armor", "--export")


def read_by_gpg(message: Any, folder: Path) -> str:
    """Decrypt a PGP/MIME mail with a program that shares no code with ours."""
    _version, body = message.get_payload()
    words = _gpg(folder, "--decrypt", given=body.get_payload(decode=True))
    run("gpgconf", "--homedir", str(folder), "--kill", "all", given=b"")  # its agent would stay
    return words
