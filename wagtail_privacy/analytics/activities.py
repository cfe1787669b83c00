"""The statistics as a processing activity, in sentences made from their settings.

Why there is a legal basis at all: an address is personal data also while it is looked at for a
moment (CJEU C-582/14 Breyer; Art. 4(1), (2) GDPR), so Art. 6(1) asks for one and Art. 13(1)(c)
wants it named; the sums are anonymous afterwards (recital 26). A public body cannot rest its tasks
on legitimate interests (Art. 6(1), second subparagraph), hence Art. 6(1)(e) with a national norm
(Art. 6(3)); for everybody else Art. 6(1)(f) with the interest named (Art. 13(1)(d)). As of
November 2026. Whether `visits` also needs consent under § 25 TDDDG is contested; an owner who
asks for it says so with `LEGAL_BASIS`.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_privacy import conf
from wagtail_privacy.activities import (
    STATISTICS,
    CollectionPoint,
    DataCategoryFacts,
    DataItem,
    DeviceStorage,
    ProcessingActivity,
    PurposeFacts,
    Retention,
)
from wagtail_privacy.analytics.actions import retention_of
from wagtail_privacy.analytics.arriving import counting
from wagtail_privacy.analytics.counts import modes
from wagtail_privacy.analytics.keeping import exact
from wagtail_privacy.analytics.log_settings import shortens_addresses
from wagtail_privacy.controllers import ServerLog
from wagtail_privacy.durations import minutes_in_words, seconds_in_words
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.server_log import connection_data
from wagtail_privacy.vocabulary.data import ANONYMOUS
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES

KEY = STATISTICS


def statistics_activities(site: Site, language: str) -> Iterator[ProcessingActivity]:
    """Yield what the statistics do on a site, in the active language; nothing if they are off."""
    config = conf.analytics()
    if config.MODE == modes.OFF:
        return
    yield ProcessingActivity(
        collection_point=CollectionPoint(key=KEY, title=_("Statistics of page views")),
        purposes=(_purpose(site, config),),
        items=tuple(_items(config)),
        consequence=_("Nothing changes for you: every page works in the same way without it."),
        explanation=tuple(explanation(config)),
        device_storage=(_wish(),),
    )


def _wish() -> DeviceStorage:
    return DeviceStorage(
        name=counting.OPT_OUT_COOKIE,
        reason=_("Only if you press “Do not count me”: this cookie keeps your wish."),
        lifetime=seconds_in_words(counting.OPT_OUT_SECONDS),
    )


def server_log() -> ServerLog:
    """Give what is known of the application's own log, in the active language."""
    is_shortened = shortens_addresses()
    if not is_shortened:
        return ServerLog(is_shortened)
    return ServerLog(
        is_shortened,
        _(
            "The application behind our pages keeps a log of its own. Before it writes an address "
            "there, it drops the end: the last of the four numbers, or everything after the first "
            "three groups of a long address (IPv6)."
        ),
    )


def legal_basis(config: conf.AnalyticsSettings, *, is_public_body: bool) -> str:
    """Give the code of the legal basis: the owner's choice, else what fits the controller."""
    return config.LEGAL_BASIS or ("6-1-e" if is_public_body else "6-1-f")


def rests_on_law(basis: str) -> bool:
    """Whether a legal basis needs a national law behind it, Art. 6(3) GDPR."""
    return basis in LEGAL_BASES and LEGAL_BASES[basis].needs_norm


def national_norm(config: conf.AnalyticsSettings, controller: ControllerSettings) -> str:
    """Give the law behind the statistics: that of the settings, else that of the controller."""
    basis = legal_basis(config, is_public_body=controller.is_public_body)
    return config.NATIONAL_NORM or (controller.statistics_norm if rests_on_law(basis) else "")


def lacks_norm(config: conf.AnalyticsSettings, controller: ControllerSettings) -> bool:
    """Whether the statistics rest on a law that nobody has named."""
    basis = legal_basis(config, is_public_body=controller.is_public_body)
    is_needed = config.MODE != modes.OFF and rests_on_law(basis)
    return is_needed and not national_norm(config, controller)


def _purpose(site: Site, config: conf.AnalyticsSettings) -> PurposeFacts:
    controller = ControllerSettings.of(site)
    basis = legal_basis(config, is_public_body=controller.is_public_body)
    return PurposeFacts(
        key=KEY,
        name=_("Knowing which pages are read"),
        legal_basis=basis,
        description=_("We want to know how often a page is read, so that we can improve it."),
        type="ServiceUsageAnalytics",
        national_norm=national_norm(config, controller),
        legitimate_interest=(
            _("We want to learn which of our pages help their readers, and improve the others.")
            if basis == "6-1-f"
            else ""
        ),
        # No period: one for the sums would read as if the address were kept for that long.
        retention=Retention(criteria=" ".join(_retention(config)), named=retention_of(config)),
    )


def _items(config: conf.AnalyticsSettings) -> Iterator[DataItem]:
    if config.MODE == modes.VISITS:
        dropped = _("Looked at for a moment, then dropped.")
        category = connection_data()
        yield DataItem(_("Address of your device"), category, reason=dropped)
        yield DataItem(_("Name of your browser"), category, reason=dropped)
        yield DataItem(_("Language of your browser"), category, reason=dropped)
        yield DataItem(
            _("Random number of the visit"),
            category,
            reason=_("Tells one visit from another while it lasts."),
        )
    yield DataItem(
        _("Page and day"),
        DataCategoryFacts(
            key="statistics-counts",
            name=_("Counts of page views"),
            kind=ANONYMOUS,
            description=_("Sums per day, about nobody."),
            examples=_("views, visits, seconds of reading, kinds of devices, opened files"),
        ),
        reason=_("Only sums are stored."),
    )


def explanation(config: conf.AnalyticsSettings) -> Iterator[str]:
    """Yield the sentences that tell a reader how the counting works."""
    yield _("We count how often each page is opened and how long it is read.")
    if config.MODE == modes.VISITS:
        yield from _about_sessions(config)
    else:
        yield _("For this we use neither your address nor the name of your browser.")
        yield _("A visit is a page view that did not come from one of our own pages.")
    yield from _about_dimensions(config)
    yield _("We store sums per day only. No sum tells anything about you.")
    if config.MINIMUM_COUNT > 1:
        yield _(
            "A number is shown to nobody until at least %(number)d have come together. "
            "Until then it waits, and from then on it is part of a sum."
        ) % {"number": config.MINIMUM_COUNT}
    if exact.are_wanted(config):
        yield _(
            "We publish a few numbers of each month. Chance is added to them, so that they hardly "
            "tell whether a single visit took place. "
            "Then we delete the exact sums of the month that this takes."
        )
    yield _deletion(config)
    yield _(
        "For this we set no cookie and store nothing on your device. "
        "Only the wish “Do not count me” is kept in a cookie."
    )
    yield _(
        "If your browser sends Global Privacy Control or Do Not Track, we do not count you either."
    )
    yield _(
        "Then at most one daily sum over all pages and visitors grows: "
        "that of the reports that we have thrown away."
    )


def _about_dimensions(config: conf.AnalyticsSettings) -> Iterator[str]:
    if config.MODE == modes.VISITS:
        yield _(
            "Once per visit we count from which site it came, with what kind of device "
            "(phone, tablet, computer) and in which language of the browser. "
            "We never put two of these together."
        )
    else:
        yield _("Once per visit we count from which site it came.")
    if config.CAMPAIGNS:
        yield _("We also count the campaign that the address of the page names.")
    yield _(
        "We count how often files are opened, links to other sites are followed, "
        "and forms are begun and sent."
    )


def _about_sessions(config: conf.AnalyticsSettings) -> Iterator[str]:
    yield _(
        "When you open the first page, our server gives your visit a random number. "
        "It finds this number again by your address and the name of your browser, "
        "which it makes unreadable with a random key. Then it drops both."
    )
    yield _(
        "The number is for this visit only and stays in the working memory of our server. "
        "It ends after %(idle)s without a page view, and after %(longest)s at the latest."
    ) % {
        "idle": minutes_in_words(config.SESSION_IDLE_MINUTES),
        "longest": minutes_in_words(config.SESSION_MAX_MINUTES),
    }
    yield _("We replace the key every %(period)s.") % {
        "period": minutes_in_words(config.KEY_HOURS * 60)
    }


def _retention(config: conf.AnalyticsSettings) -> Iterator[str]:
    if config.MODE == modes.VISITS:
        yield _("We do not keep your address and the name of your browser.")
        yield _("The random number of the visit ends after %(longest)s at the latest.") % {
            "longest": minutes_in_words(config.SESSION_MAX_MINUTES)
        }
    yield _deletion(config)


def _deletion(config: conf.AnalyticsSettings) -> str:
    return _("We delete the sums after %(period)s.") % {"period": retention_of(config)}
