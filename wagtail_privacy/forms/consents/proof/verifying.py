"""Finds the records of consent that no longer say what they said when they were written."""

from collections.abc import Iterator

from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.states import Act
from wagtail_privacy.forms.consents.proof.wordings import hash_of_wording

CHUNK = 2000


def broken_records() -> Iterator[ConsentRecord]:
    """Yield the rows whose MAC, or whose wording, does not fit; needs the key that sealed them.

    It cannot see that a row has been deleted; `missing` can.
    """
    for record in ConsentRecord.objects.order_by("pk").iterator(CHUNK):
        if not is_sound(record):
            yield record


def is_sound(record: ConsentRecord) -> bool:
    """Whether a row verifies and its words have the hash that stands beside them."""
    has_words = record.act != Act.GIVEN or hash_of_wording(record.wording) == record.wording_sha256
    return has_words and record.verifies()
