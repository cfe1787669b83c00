"""The log of the server as a processing activity, from the answers of the controller.

An address in a log is personal data (CJEU C-582/14 Breyer), so Art. 13(1)(c) GDPR wants its legal
basis named. To keep the pages safe and in order is a legitimate interest (recital 49), named as
Art. 13(1)(d) wants it; a public body cannot rest its tasks on one (Art. 6(1), second subparagraph)
and names its law instead, Art. 6(3). As of November 2026.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_privacy.activities import (
    SERVER_LOG,
    CollectionPoint,
    DataCategoryFacts,
    DataItem,
    ProcessingActivity,
    PurposeFacts,
    Retention,
)
from wagtail_privacy.durations import Duration, DurationUnit
from wagtail_privacy.models import ControllerSettings, ServerLogAddress
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES


def server_log_activities(site: Site, language: str) -> Iterator[ProcessingActivity]:
    """Yield what the log keeps of visitors; nothing while that is not known, or is nothing."""
    controller = ControllerSettings.of(site)
    if not (keeps_addresses(controller) and controller.server_log_days):
        return
    yield ProcessingActivity(
        collection_point=CollectionPoint(key=SERVER_LOG, title=_("Log of the server")),
        purposes=(_purpose(controller, language),),
        items=(DataItem(_("Address of your device"), connection_data(), is_required=True),),
        consequence=_("Without the address no answer could reach you."),
    )


def keeps_addresses(controller: ControllerSettings) -> bool:
    """Whether the log keeps an address, in full or shortened."""
    return controller.server_log_address in (ServerLogAddress.FULL, ServerLogAddress.SHORTENED)


def legal_basis(controller: ControllerSettings) -> str:
    """Give the code of the legal basis: what was chosen, else what fits the controller."""
    usual = "6-1-e" if controller.is_public_body else "6-1-f"
    return controller.server_log_basis or usual


def lacks_norm(controller: ControllerSettings) -> bool:
    """Whether the log rests on a law that nobody has named."""
    rests_on_law = LEGAL_BASES[legal_basis(controller)].needs_norm
    return keeps_addresses(controller) and rests_on_law and not controller.statistics_norm


def connection_data() -> DataCategoryFacts:
    """Give the category of what a browser sends by itself, in the active language."""
    return DataCategoryFacts(
        key="connection",
        name=_("Connection data"),
        description=_("What every browser sends when it opens a page."),
        examples=_("address of the device, name of the browser"),
    )


def _purpose(controller: ControllerSettings, language: str) -> PurposeFacts:
    basis = LEGAL_BASES[legal_basis(controller)]
    extra: dict[str, Any] = {}
    if basis.needs_norm:
        extra["national_norm"] = controller.statistics_norm
    if basis.needs_interest:
        usual = _("We want our pages to run safely and without fault.")
        own = controller.server_log_interest.in_language(language)
        extra["legitimate_interest"] = own or usual
    return PurposeFacts(
        key=SERVER_LOG,
        name=_("Operation and security"),
        legal_basis=basis.code,
        description=_("With the log we find faults and attacks."),
        type="EnforceSecurity",
        retention=Retention(period=Duration(controller.server_log_days or 0, DurationUnit.DAY)),
        **extra,
    )
