"""The gate of publishing: a statement with open points goes live only after a decision.

Publishing ends in `Page.save()`, so the gate stands there, for the base page as well; drafts pass.
It stands in `publish()` too, which knows more: that nobody is there to be asked, as a schedule is
due. What writes to the database past `save()`, such as `QuerySet.update()`, passes no gate.
"""

import logging
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import ngettext
from wagtail.log_actions import log

from wagtail_privacy import clock
from wagtail_privacy.scheduling import SCHEDULED, drop_schedule, is_for_now
from wagtail_privacy.statements.findings.decisions import PublishingDecision
from wagtail_privacy.statements.findings.reviews import review
from wagtail_privacy.statements.rules import Finding

logger = logging.getLogger(__name__)

REFUSED = "wagtail_privacy.refuse_publishing"
#: Without these no reader sees anything new.
READ_FIELDS = frozenset(("live", "title", "motto", "body"))


class OpenPointsError(ValidationError, PermissionDenied):
    """A statement cannot be published: points are open, and nobody has decided about them.

    Wagtail raises `ValidationError` for a page that cannot be published, and so may whoever
    publishes expect it; a view of the admin that does not know it turns people away politely,
    because it is a `PermissionDenied` too.
    """

    def __init__(self, findings: Collection[Finding]):
        self.findings = tuple(findings)
        text = ngettext(
            "Not published. %(number)d point must be filled first: %(points)s",
            "Not published. %(number)d points must be filled first: %(points)s",
            len(self.findings),
        )
        points = " ".join(finding.message for finding in self.findings)
        super().__init__(text % {"number": len(self.findings), "points": points})


def points_to_fill(page: Any) -> tuple[Finding, ...]:
    """Give what the law wants and a statement, saved or not, does not say."""
    found = review(page, clock.today())
    return found.must if found else ()


def undecided_points(page: Any) -> tuple[Finding, ...]:
    """Give the points that keep a statement from being published.

    There are none once somebody has decided about all of them; a point that came later needs
    another decision. What was decided about a page holds for its aliases.
    """
    findings = points_to_fill(page)
    return () if is_decided(page, findings) else findings


def is_decided(page: Any, findings: Collection[Finding]) -> bool:
    """Whether somebody has decided about all of these points, or there are none."""
    if not findings:
        return True
    keys = {finding.key for finding in findings}
    ids = [pk for pk in (page.pk, page.alias_of_id) if pk]
    return any(keys <= row.keys for row in PublishingDecision.objects.last_of(ids))


def demand_decision(page: Any) -> None:
    """Raise `OpenPointsError` if a page that would be live has points nobody decided about."""
    if findings := undecided_points(page):
        raise OpenPointsError(findings)


def log_refusal(page: Any, findings: Iterable[Finding]) -> None:
    """Let the history of a page, and the log of the site, say that it was not published."""
    rules = sorted({finding.rule for finding in findings})
    log(instance=page, action=REFUSED, data={"rules": rules})
    logger.warning("Statement %d was not published: %s", page.pk, ", ".join(rules))


class GatedMixin:
    """Keeps a statement with open points from going live until somebody has decided."""

    def publish(self: Any, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision, or plan it, as Wagtail does; raise `OpenPointsError` if it may not.

        If its schedule is due it stays a draft without an error, so that the pages which are due
        with it go live.
        """
        draft = revision.as_object()
        if is_for_now(draft, clock.now()):
            if kwargs.get("log_action") == SCHEDULED:
                if self._is_kept_back(draft, revision):
                    return None
            elif findings := undecided_points(draft):
                raise OpenPointsError(findings)
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]

    def _is_kept_back(self: Any, draft: Any, revision: Any) -> bool:
        try:
            findings = undecided_points(draft)
        except Exception as error:
            # Another feature or the owner's code failed; the message may hold data. It is tried
            # again when the command runs the next time.
            logger.error("Statement %d was not published: %s", self.pk, type(error).__name__)
            return True
        if not findings:
            return False
        with transaction.atomic():
            drop_schedule(revision)
            log_refusal(self, findings)
        return True

    def save(self: Any, clean: bool = True, *args: Any, **kwargs: Any) -> Any:
        """Save as Wagtail does, unless readers would see a statement with open points.

        Raises `OpenPointsError`. What has no way to ask becomes or stays a draft, or goes on to
        say what it says: a new page that is live at once, such as a copy, and an alias.
        Nothing else is lost without an error.
        """
        if not self.live and self.live_revision_id:
            # Somebody, such as Wagtail's copying, still takes it for live.
            self.live_revision = self.first_published_at = self.last_published_at = None
        stored = self._stored()
        if not self._shows_something_new(stored, kwargs.get("update_fields")):
            return super().save(clean, *args, **kwargs)  # type: ignore[misc]
        findings = self._undecided_points_of(stored)
        if not findings:
            return super().save(clean, *args, **kwargs)  # type: ignore[misc]
        if stored is not None and (clean or (stored.live and not self.alias_of_id)):
            raise OpenPointsError(findings)
        if stored is None or not stored.live:
            self.live, self.has_unpublished_changes, self.live_revision = False, True, None
            super().save(clean, *args, **kwargs)  # type: ignore[misc]
        log_refusal(self, findings)
        return None

    def _stored(self: Any) -> Any:
        # Whether it is in the database; an object from a revision does not know.
        is_asked = self.live and self.pk
        return type(self)._base_manager.filter(pk=self.pk).first() if is_asked else None

    def _shows_something_new(self: Any, stored: Any, update_fields: Collection[str] | None) -> bool:
        if not self.live or not (update_fields is None or READ_FIELDS.intersection(update_fields)):
            return False
        if stored is None or not stored.live:
            return True
        # Nothing that Wagtail notes about a page, such as its lock, is publishing.
        return self.live_revision_id != stored.live_revision_id or any(
            self._prepared(self, name) != self._prepared(stored, name) for name in READ_FIELDS
        )

    @staticmethod
    def _prepared(page: Any, name: str) -> Any:
        return page._meta.get_field(name).get_prep_value(getattr(page, name))

    def _undecided_points_of(self: Any, stored: Any) -> tuple[Finding, ...]:
        if stored is None:
            # Wagtail does this when it saves; the site and the language must be known before.
            if self.locale_id is None:
                self.locale = self.get_default_locale()
            self.set_url_path(self.get_parent())
        return undecided_points(self)
