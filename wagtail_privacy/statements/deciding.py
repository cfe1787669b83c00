"""What is decided about findings: written down, with who and why, and logged without the data."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from wagtail_privacy.statements.decisions import PublishingDecision
from wagtail_privacy.statements.gate import points_to_fill
from wagtail_privacy.statements.rules import Finding

PUBLISHED_NEVERTHELESS = "wagtail_privacy.publish_statement_nevertheless"
ACCEPTED = "wagtail_privacy.accept_finding"
TAKEN_BACK = "wagtail_privacy.take_back_acceptance"


def as_point(finding: Finding) -> dict[str, str]:
    """Give what a decision keeps of a finding: its key, and what was read."""
    return {
        "key": finding.key,
        "rule": finding.rule,
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
