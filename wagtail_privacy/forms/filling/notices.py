"""The notice beside a form: what for, how long, who, and where to read more (Art. 13 GDPR)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.activities import ProcessingActivity, PurposeFacts
from wagtail_privacy.forms.telling.activities import activity_of
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statement_references import StatementReference


@dataclass(frozen=True, slots=True)
class FurtherUse:
    """What else the answers are used for, if somebody agrees to it."""

    purpose: PurposeFacts

    @property
    def recipients(self) -> str:
        """Who receives the answers for it, as a sentence lists them."""
        return _names(self.purpose)


@dataclass(frozen=True, slots=True)
class Notice:
    """The facts that a notice tells; its template puts them into sentences."""

    controller: str
    activity: ProcessingActivity
    statement_url: str

    @property
    def purpose(self) -> PurposeFacts | None:
        return next(iter(self.activity.purposes), None)

    @property
    def recipients(self) -> str:
        """Who receives the answers for the purpose of the form, as a sentence lists them."""
        return _names(self.purpose) if self.purpose else ""

    @property
    def further(self) -> tuple[FurtherUse, ...]:
        """The further purposes that the form asks consent for."""
        return tuple(FurtherUse(purpose) for purpose in self.activity.purposes[1:])


def _names(purpose: PurposeFacts) -> str:
    *others, last = [recipient.name for recipient in purpose.recipients] or [""]
    if not others:
        return last
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(others), "last": last}


def notice_for(page: Any, request: HttpRequest | None = None) -> Notice | None:
    """Give the notice of a form page, or None while it has no purpose."""
    if page.purpose is None:
        return None
    language = page.locale.language_code
    activity = activity_of(page, language)
    site = (Site.find_for_request(request) if request else None) or page.get_site()
    statement = registry.find_statement(site, language, request) if site else None
    return Notice(
        controller=ControllerSettings.of(site).name if site else "",
        activity=activity,
        statement_url=_address_of(activity, statement, language) if statement else "",
    )


def _address_of(activity: ProcessingActivity, statement: StatementReference, language: str) -> str:
    # A statement in another language lists the forms of that language.
    has_section = statement.language in ("", language)
    return f"{statement.url}#{activity.anchor}" if has_section else statement.url
