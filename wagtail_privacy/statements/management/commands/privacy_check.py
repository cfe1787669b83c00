import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from wagtail_privacy import clock
from wagtail_privacy.statements.findings.addresses import in_words
from wagtail_privacy.statements.findings.noticing import note
from wagtail_privacy.statements.findings.reviewing import Review, review_all
from wagtail_privacy.statements.publication.gate import is_decided
from wagtail_privacy.statements.rules import Finding

#: A point may have come later, or the statement went live past the gate, such as by SQL.
UNDECIDED = (
    "undecided: it is live, and nobody has decided about the points that must be filled. "
    "Fill them, or publish it again in the editor, which asks for the decision."
)


class Command(BaseCommand):
    """Run it after each release: it exits with 1 if a statement lacks something the law wants."""

    help = "Check every published statement against Art. 13 and 14 GDPR and against the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--format", choices=("text", "json"), default="text", help="How to print the findings."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        reviews = list(review_all(today))
        note(reviews, today)
        if options["format"] == "json":
            lines = json.dumps([as_json(review) for review in reviews], indent=2)
            self.stdout.write(lines)
        else:
            self.write_text(reviews)
        if any(review.must for review in reviews):
            sys.exit(1)

    def write_text(self, reviews: list[Review]) -> None:
        """Write the findings, grouped by statement."""
        if not reviews:
            self.stdout.write("No statement is published, and no form needs one.")
        for review in reviews:
            counts = f"{len(review.must)} must, {len(review.advised)} advised"
            self.stdout.write(self.style.MIGRATE_HEADING(f"{name_of(review)}: {counts}"))
            if not is_decided_about(review):
                self.stdout.write(self.style.WARNING(f"  {UNDECIDED}"))
            for finding in review.findings:
                self.stdout.write(
                    f"  {finding.severity}: {finding.message} [{finding.rule}, {finding.article}]"
                )
                self.stdout.write(f"    {finding.mend}: {in_words(finding.place)}")
            for entry in review.accepted:
                finding, row = entry.finding, entry.acceptance
                self.stdout.write(
                    f"  accepted until {row.review_on}: {finding.message}"
                    f" [{finding.rule}, {finding.article}]"
                )
                self.stdout.write(f"    {' '.join(row.reason.split())}")


def name_of(review: Review) -> str:
    """Name a statement, or the site and language that has none."""
    where = f"{review.site.hostname} ({review.language})"
    return f"{where}, {review.page.title}" if review.page else f"{where}, no statement"


def is_decided_about(review: Review) -> bool:
    """Whether somebody has decided that a live statement may lack what it lacks."""
    return review.page is None or is_decided(review.page, review.must)


def as_json(review: Review) -> dict[str, Any]:
    """Give a review as plain data."""
    return {
        "site": review.site.hostname,
        "language": review.language,
        "page": review.page.pk if review.page else None,
        "title": review.page.title if review.page else None,
        "decided": is_decided_about(review),
        "findings": [finding_as_json(finding) for finding in review.findings],
        "accepted": [
            {
                **finding_as_json(entry.finding),
                "reason": entry.acceptance.reason,
                "review_on": entry.acceptance.review_on.isoformat(),
            }
            for entry in review.accepted
        ],
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Give a finding as plain data."""
    return {
        "rule": finding.rule,
        "article": finding.article,
        "severity": finding.severity,
        "message": finding.message,
        "why": finding.why,
        "mend": finding.mend,
        "place": finding.place.as_json(),
    }
