"""Random tokens for links; the database holds their hash only."""

import hashlib
import secrets

TOKEN_BYTES = 32


def make_token() -> str:
    """Give a token that nobody guesses, fit for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Give the hash by which a token is found; any text has one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
