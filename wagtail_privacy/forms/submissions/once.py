"""One sending is stored once, however often a browser sends it: a second click, a lost answer.

The id of the submission is made from what was sent; the database takes each id once, also from two
processes at the same moment.
"""

import json
import uuid
from hashlib import blake2b, file_digest
from typing import Any

from django.http import QueryDict
from django.views.decorators.debug import sensitive_variables

from wagtail_privacy.forms.submissions import persons

#: Django masks it anew each time a page is shown, so it tells one showing of a form from another.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)
_LABEL = "wagtail_privacy.forms.submissions.once"


@sensitive_variables()
def id_of_sending(page_id: int, form: Any) -> uuid.UUID:
    """Give the same id for the same answers from the same showing of a form, else a new one.

    It is keyed: nobody without the keys can try out answers. Raises `EncryptionError` as storing.
    """
    data = form.data
    if not isinstance(data, QueryDict) or not data.get(TOKEN):
        return uuid.uuid4()
    files = [
        (name, file.name, _digest_of(file))
        for name, found in sorted(form.files.lists())
        for file in found
    ]
    return _keyed_id(json.dumps([page_id, data.urlencode(), files]).encode())


def id_of_next(sending: uuid.UUID) -> uuid.UUID:
    """Give the id of the next sending of the same answers from the same showing.

    There is one when the person has meanwhile taken back what they agreed to.
    """
    return _keyed_id(sending.bytes)


def _keyed_id(sent: bytes) -> uuid.UUID:
    key = persons.derived_key(_LABEL)
    return uuid.UUID(bytes=blake2b(sent, key=key, digest_size=16).digest(), version=4)


def _digest_of(file: Any) -> str:
    file.seek(0)
    digest = file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
