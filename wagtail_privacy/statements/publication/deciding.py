"""What is decided about findings: written down, with who and why, and logged without the data."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from wagtail_privacy import clock
from wagtail_privacy.statements.changing import announce_soon
from wagtail_privacy.statements.findings.decisions import AcceptedFinding, PublishingDecision
from wagtail_privacy.statements.findings.reviews import Review
from wagtail_privacy.statements.publication.gate import points_to_fill
from wagtail_privacy.statements.rules import Finding, Severity

PUBLISHED_NEVERTHELESS = "wagtail_privacy.publish_statement_nevertheless"
ACCEPTED = "wagtail_privacy.accept_finding"
TAKEN_BACK = "wagtail_privacy.take_back_acceptance"


def as_point(finding: Finding) -> dict[str, Any]:
    """Give what a decision keeps of a finding: its key, and what was read."""
    return {
        "key": finding.key,
        "rule": finding.rule,
        "place": finding.place.as_json(),
        "article": finding.article,
        "message": finding.message,
    }


@transaction.atomic
def decide(
    page: Any, findings: Collection[Finding], *, user: Any, reason: str
) -> PublishingDecision:
    """Write down that a statement may go live with these points open, and no others."""
    decision = PublishingDecision(
        page_id=page.pk,
        points=[as_point(finding) for finding in findings],
        reason=reason,
        user=user,
    )
    decision.save()
    rules = sorted({finding.rule for finding in findings})
    data = {"rules": rules, "reason": reason}
    log(instance=page, action=PUBLISHED_NEVERTHELESS, user=user, data=data)
    return decision


@transaction.atomic
def publish_nevertheless(revision: Any, *, user: Any, reason: str) -> None:
    """Publish a revision of a statement whatever is open, for code that knows what it does."""
    draft = revision.as_object()
    if findings := points_to_fill(draft):
        decide(draft, findings, user=user, reason=reason)
    revision.publish(user=user)


def accept(
    found: Review, finding: Finding, *, user: Any, reason: str, review_on: datetime.date
) -> AcceptedFinding:
    """Let an advice rest until a day; what the law wants cannot be accepted."""
    if finding.severity != Severity.ADVISED:
        raise ValueError("What the law wants cannot be accepted.")
    with transaction.atomic():
        row = AcceptedFinding.objects.create(
            site=found.site,
            language=found.language,
            key=finding.key,
            rule=finding.rule,
            place=finding.place.as_json(),
            message=finding.message,
            reason=reason,
            review_on=review_on,
            user=user,
        )
        data = {"rule": row.rule, "reason": reason, "review_on": review_on.isoformat()}
        log(instance=row, action=ACCEPTED, user=user, data=data)
        announce_soon()
    return row


@transaction.atomic
def take_back(row: AcceptedFinding, *, user: Any) -> None:
    """Let an advice stand among the open ones again."""
    same = AcceptedFinding.objects.filter(
        site_id=row.site_id, language=row.language, key=row.key, taken_back_at=None
    )
    if same.update(taken_back_at=clock.now()):
        log(instance=row, action=TAKEN_BACK, user=user, data={"rule": row.rule})
        announce_soon()
