"""The page token: which page of which site is counted, signed so that nobody invents one.

It carries no time, so that pages with it can be cached, and no address, so that a page keeps its
history when it moves. It is no secret: it stands in the page's source.
"""

import re
from functools import lru_cache

from django.conf import settings
from django.core.signing import BadSignature, Signer

SALT = "wagtail_privacy.analytics.page"
MAX_LENGTH = 128

_IDS = re.compile(r"([1-9][0-9]{0,17})\.([1-9][0-9]{0,17})", re.ASCII)


def make(site_id: int, page_id: int) -> str:
    """Sign a page of a site."""
    return Signer(salt=SALT).sign(f"{site_id}.{page_id}")


def read(token: str) -> tuple[int, int]:
    """Give (site id, page id) of a token; raise `ValueError` if we did not sign it."""
    if len(token) > MAX_LENGTH:
        raise ValueError("too long")
    return _read(token, settings.SECRET_KEY)


# The secret takes part so that a changed one forgets the tokens; a forged token raises and is
# therefore never kept.
@lru_cache(maxsize=4096)
def _read(token: str, _secret: str) -> tuple[int, int]:
    try:
        value = Signer(salt=SALT).unsign(token)
    except BadSignature:
        raise ValueError("forged") from None
    match = _IDS.fullmatch(value)
    if match is None:
        raise ValueError("not a page")
    return int(match[1]), int(match[2])
