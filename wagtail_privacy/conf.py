"""One typed reader of `settings.WAGTAIL_PRIVACY`, read at each access.

    WAGTAIL_PRIVACY = {"ANALYTICS": {"MODE": "views"}}

Every key has a default; `problems` tells the system check E001 what to complain about.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from django.conf import settings

SETTING = "WAGTAIL_PRIVACY"


@dataclass(frozen=True, slots=True)
class RecordSettings:
    """`WAGTAIL_PRIVACY["RECORDS"]`: consents, versions and decisions."""

    #: Let the database itself refuse to change them. `migrate` puts its triggers up or down.
    DATABASE_TRIGGERS: bool = True


@dataclass(frozen=True, slots=True)
class StatementSettings:
    """`WAGTAIL_PRIVACY["STATEMENTS"]`."""

    #: Seconds for which a process may show again what it has rendered, although nobody has told
    #: it of a change; 0 renders at every request.
    KEEP_SECONDS: int = 60


@dataclass(frozen=True, slots=True)
class FormSettings:
    """`WAGTAIL_PRIVACY["FORMS"]`."""

    #: Base64 keys of 32 bytes; the first encrypts, all decrypt. `privacy_make_key` makes one.
    ENCRYPTION_KEYS: tuple[str, ...] = ()
    #: Store answers in clear although there is no key. The system check warns of it.
    STORE_UNENCRYPTED: bool = False
    #: Rows deleted in one transaction by `privacy_purge`.
    PURGE_CHUNK: int = 5000
    #: Days before a deletion at which the privacy officers get a mail; 0 sends none.
    PURGE_WARNING_DAYS: int = 7
    #: Characters that a multi-line field accepts.
    MAX_TEXT_LENGTH: int = 10_000
    #: Kinds of files that a file field takes, by the ends of their names.
    FILE_TYPES: tuple[str, ...] = ("pdf", "jpg", "jpeg", "png")
    #: Bytes that such a file may have; see FILE_UPLOAD_MAX_MEMORY_SIZE of Django.
    MAX_FILE_BYTES: int = 2_500_000
    #: A form that is sent faster than so many seconds must be sent once more; 0 asks nobody.
    MIN_SECONDS: int = 2
    #: So must one that was shown more than so many hours ago; 0 asks nobody.
    MAX_HOURS: int = 24
    #: A field that nobody sees, so that only programs fill it in.
    HONEYPOT: bool = True
    #: Mail answers in clear to those who have no key. The system check warns of it.
    MAIL_ANSWERS_IN_CLEAR: bool = False
    #: Forms that one address may send within an hour; 0 sets no limit.
    RATE_LIMIT: int = 60
    #: Alias of the cache that counts them; must live in memory.
    CACHE: str = "default"
    #: Networks of proxies whose X-Forwarded-For is believed; empty takes those of the statistics.
    TRUSTED_PROXIES: tuple[str, ...] = ()
    #: Hours for which a link to confirm a consent is good; then it can be sent again …
    CONFIRM_LINK_HOURS: int = 72
    #: … until so many days have passed. Then what was not confirmed is deleted.
    UNCONFIRMED_DAYS: int = 7
    #: Years for which the proof of a consent is kept, after the year in which its use ended …
    CONSENT_PROOF_YEARS: int = 3
    #: … and after the end of use if it permits telephone calls (§ 7a UWG).
    PHONE_CONSENT_PROOF_YEARS: int = 5


@dataclass(frozen=True, slots=True)
class AnalyticsSettings:
    """`WAGTAIL_PRIVACY["ANALYTICS"]`."""

    #: "visits", "views" or "off"; see docs/explanation/statistics.md.
    MODE: str = "visits"
    #: Alias of the cache that holds the sessions; must live in memory.
    CACHE: str = "default"
    #: A visit ends after so many minutes without a page view …
    SESSION_IDLE_MINUTES: int = 30
    #: … and after so many minutes in any case.
    SESSION_MAX_MINUTES: int = 240
    #: The key that hides addresses is replaced after so many hours.
    KEY_HOURS: int = 24
    #: Seconds between two writes of the counts; 0 writes each hit at once.
    FLUSH_SECONDS: float = 1.0
    #: Seconds after which a process looks again whether what waits is enough to be shown.
    RELEASE_SECONDS: float = 60.0
    #: Sums that may wait for the next write; more hits are dropped.
    BUFFER_SIZE: int = 10_000
    #: Hits per minute and session that are counted.
    RATE_LIMIT: int = 60
    #: Hits per minute, page and process that are counted where there is no session to limit, and
    #: sessions per minute, address and process that begin.
    PAGE_RATE_LIMIT: int = 600
    #: Values (referring hosts, languages, events …) per site, day and dimension that are told
    #: apart; all others of the day are one, "(other)".
    MAX_VALUES: int = 300
    #: Count the campaign that an address names as `utm_campaign`.
    CAMPAIGNS: bool = False
    #: The campaigns that are told apart; empty takes all whose name is words of a program, such
    #: as "spring-2026". All others are "(other)".
    CAMPAIGN_NAMES: tuple[str, ...] = ()
    #: The events that are told apart; empty takes all whose name is words of a program.
    EVENT_NAMES: tuple[str, ...] = ()
    #: Files that are told apart beside the public documents of Wagtail's library.
    FILE_NAMES: tuple[str, ...] = ()
    #: More hosts whose hits are referrer spam, such as "spam.example"; their subdomains too.
    REFERRER_SPAM: tuple[str, ...] = ()
    #: Networks of proxies whose X-Forwarded-For is believed, such as "10.0.0.0/8"; "unix" stands
    #: for a proxy that speaks through a Unix socket.
    TRUSTED_PROXIES: tuple[str, ...] = ()
    #: The header in which these proxies name the address: "X-Forwarded-For" or "Forwarded".
    FORWARDED_HEADER: str = "X-Forwarded-For"
    #: Numbers wait until at least so many have come together; 1 shows each at once.
    MINIMUM_COUNT: int = 5
    #: What the site tells everybody of its last full month: "off", "counts", or "noise", which
    #: adds chance to them (differential privacy).
    PUBLIC_FIGURES: str = "off"
    #: So many of the pages that were read most are told, too.
    PUBLIC_PAGES: int = 0
    #: How much "noise" may tell of one visit of a page, ever; less is safer and less exact.
    PUBLIC_EPSILON: float = 1.0
    #: Months after which counts are deleted.
    RETENTION_MONTHS: int = 25
    #: What permits the statistics, such as "6-1-f"; empty chooses "6-1-e" for a public body and
    #: "6-1-f" for everybody else.
    LEGAL_BASIS: str = ""
    #: The national law behind "6-1-c" or "6-1-e", Art. 6(3) GDPR, such as "§ 3 BDSG".
    NATIONAL_NORM: str = ""


SECTIONS: dict[str, type] = {
    "STATEMENTS": StatementSettings,
    "FORMS": FormSettings,
    "ANALYTICS": AnalyticsSettings,
    "RECORDS": RecordSettings,
}

Section = TypeVar("Section", RecordSettings, StatementSettings, FormSettings, AnalyticsSettings)


def _given(section: str) -> Mapping[str, Any]:
    whole = getattr(settings, SETTING, None)
    given = whole.get(section) if isinstance(whole, Mapping) else None
    return given if isinstance(given, Mapping) else {}


#: Section → what was given for it when it was read last, and what came of it.
_last_read: dict[str, tuple[Mapping[str, Any], Any]] = {}


def _read(section: str, kind: type[Section]) -> Section:
    given = _given(section)
    known = _last_read.get(section)
    # Comparing a handful of values is ten times faster than reading them, which each hit does.
    if known is None or known[0] != given:
        known = (copy.deepcopy(dict(given)), _made(given, kind))
        _last_read[section] = known
    made: Section = known[1]
    return made


def _made(given: Mapping[str, Any], kind: type[Section]) -> Section:
    known: dict[str, Any] = {f.name: given[f.name] for f in fields(kind) if f.name in given}
    for key, value in known.items():
        if isinstance(value, list):
            known[key] = tuple(value)
    return kind(**known)


def records() -> RecordSettings:
    """Give the settings of what is only ever added to."""
    return _read("RECORDS", RecordSettings)


def statements() -> StatementSettings:
    """Give the settings of the statements."""
    return _read("STATEMENTS", StatementSettings)


def forms() -> FormSettings:
    """Give the settings of the forms."""
    return _read("FORMS", FormSettings)


def analytics() -> AnalyticsSettings:
    """Give the settings of the statistics."""
    return _read("ANALYTICS", AnalyticsSettings)


def problems() -> Iterator[tuple[str, str]]:
    """Yield (path of the setting, what is wrong) for whatever the reader does not understand."""
    whole = getattr(settings, SETTING, {})
    if not isinstance(whole, Mapping):
        yield SETTING, "must be a dict"
        return
    for section, given in whole.items():
        path = f'{SETTING}["{section}"]'
        if section not in SECTIONS:
            yield path, f"is unknown; known are {', '.join(SECTIONS)}"
        elif not isinstance(given, Mapping):
            yield path, "must be a dict"
        else:
            yield from _problems_of_section(path, SECTIONS[section], given)


def _problems_of_section(
    path: str, kind: type, given: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    defaults = {f.name: f.default for f in fields(kind)}
    for key, value in given.items():
        where = f'{path}["{key}"]'
        if key not in defaults:
            yield where, f"is unknown; known are {', '.join(defaults) or 'none'}"
        elif not _fits(value, defaults[key]):
            yield where, f"must be of the type of its default {defaults[key]!r}"


def _fits(value: object, default: object) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, (list, tuple)) and all(isinstance(entry, str) for entry in value)
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, (int, float)):
        numbers = (int,) if isinstance(default, int) else (int, float)
        return isinstance(value, numbers) and value >= 0
    return isinstance(value, type(default))
