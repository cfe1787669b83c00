"""Says of a finding where it is mended, and leads there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from wagtail_privacy.statements.findings.addresses import ACCEPT_FINDINGS, AddressBook, in_words
from wagtail_privacy.statements.findings.decisions import AcceptedFinding
from wagtail_privacy.statements.findings.reviews import Review
from wagtail_privacy.statements.rules import Finding, PlaceKind, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as a list in the admin shows it to a user."""

    finding: Finding
    where: str
    url: str  # where the user can mend it
    is_here: bool = False  # it is mended in the form beside the list
    is_in_code: bool = False
    acceptance: AcceptedFinding | None = None
    accept_url: str = ""  # where the user can accept it, or take the acceptance back


class Pointer:
    """Gives a user the entries of lists; `next_url` is where the user comes back to."""

    def __init__(self, user: Any, next_url: str = ""):
        self.addresses = AddressBook(user)
        self.may_accept = user.has_perm(ACCEPT_FINDINGS)
        self.query = ""
        if next_url:
            query = QueryDict(mutable=True)
            query["next"] = next_url
            self.query = f"?{query.urlencode()}"

    def open(
        self, found: Review, findings: Iterable[Finding], *, is_beside: bool = False
    ) -> list[Entry]:
        """Give what is open; `is_beside` the form in which the sections are edited."""
        findings = list(findings)
        self.addresses.prepare(finding.place for finding in findings)
        return [
            Entry(
                finding,
                in_words(finding.place),
                self.addresses.of(finding.place, found),
                is_here=is_beside and finding.place.kind == PlaceKind.SECTION,
                is_in_code=finding.place.kind == PlaceKind.CODE,
                accept_url=self._accept_url(found, finding),
            )
            for finding in findings
        ]

    def accepted(self, found: Review) -> list[Entry]:
        """Give what somebody has accepted for a while."""
        return [
            Entry(
                entry.finding,
                in_words(entry.finding.place),
                self.addresses.of(entry.finding.place, found),
                acceptance=entry.acceptance,
                accept_url=self._take_back_url(entry.acceptance),
            )
            for entry in found.accepted
        ]

    def _accept_url(self, found: Review, finding: Finding) -> str:
        if finding.severity != Severity.ADVISED or not self.may_accept or found.page is None:
            return ""
        url = reverse("wagtail_privacy_findings:accept", args=[found.page.pk, finding.key])
        return f"{url}{self.query}"

    def _take_back_url(self, row: AcceptedFinding) -> str:
        if not self.may_accept:
            return ""
        return f"{reverse('wagtail_privacy_findings:take_back', args=[row.pk])}{self.query}"
