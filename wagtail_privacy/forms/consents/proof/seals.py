"""The MACs: of a record, whether this site has written it so; of a day, what was on record."""

import datetime
import hmac
import json
import uuid
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.utils import timezone

from wagtail_privacy.forms.submissions.persons import derived_key

# Another form of the text under the MAC would need another label.
LABEL = "wagtail_privacy.forms consent record 1"
DAY_LABEL = "wagtail_privacy.forms daily seal 2"


def canonical(values: Mapping[str, Any]) -> bytes:
    """Give the one text that stands for these values, whatever database they went through."""
    texts = {name: plain(value) for name, value in values.items()}
    text = json.dumps(texts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def mac_of(values: Mapping[str, Any], label: str = LABEL) -> str:
    """Give the MAC in hexadecimal digits; raise `EncryptionError` where nothing can be stored."""
    return hmac.digest(derived_key(label), canonical(values), sha256).hex()


def verify(values: Mapping[str, Any], mac: str, label: str = LABEL) -> bool:
    """Whether a MAC belongs to these values."""
    return hmac.compare_digest(mac_of(values, label), mac)


def plain(value: Any) -> Any:
    """Give what stands for a value in a text: a moment in UTC, whatever zone it came in."""
    if isinstance(value, datetime.datetime):
        if timezone.is_naive(value):
            value = timezone.make_aware(value)
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, uuid.UUID):
        return str(value)
    return str(value) if isinstance(value, str) else value
