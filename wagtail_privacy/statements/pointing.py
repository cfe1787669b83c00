"""Says of a finding where it is mended, and leads there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_privacy.statements.addresses import AddressBook, in_words
from wagtail_privacy.statements.reviews import Review
from wagtail_privacy.statements.rules import Finding, PlaceKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as a list in the admin shows it to a user."""

    finding: Finding
    where: str
    url: str
    is_here: bool = False  # it is mended in the form beside the list
    is_in_code: bool = False


def entries_of(page: Any, findings: Iterable[Finding], user: Any) -> list[Entry]:
    """Give the findings about a statement as a user may mend them."""
    found = Review(page.get_site(), page.locale.language_code, page)
    addresses = AddressBook(user)
    return [
        Entry(
            finding,
            in_words(finding.place),
            addresses.of(finding.place, found),
            is_in_code=finding.place.kind == PlaceKind.CODE,
        )
        for finding in findings
    ]
