"""A signed time stamp in a form: when it was shown, so that a program's haste can be seen.

It names the form and the second, nothing else; one that is sent twice says no more than once.
"""

from enum import StrEnum

from django.core import signing

#: Clocks of several servers differ by a little.
SKEW = 60
_SALT = "wagtail_privacy.forms.guard"
HOUR = 3600


class Verdict(StrEnum):
    """What a stamp says about how long a form has been filled in."""

    FINE = "fine"
    TOO_FAST = "too fast"
    TOO_OLD = "too old"
    UNKNOWN = "unknown"


def make(page_id: int, now: float) -> str:
    """Give the stamp of a form that is shown now."""
    return signing.Signer(salt=_SALT).sign_object([page_id, int(now)])


def judge(stamp: str, page_id: int, now: float, *, seconds: int, hours: int) -> Verdict:
    """Say whether a form was sent after so many seconds and within so many hours; 0 is no limit.

    A stamp that is forged, cut, of another form or of the future is unknown.
    """
    if not seconds and not hours:
        return Verdict.FINE
    try:
        stamped_id, shown_at = signing.Signer(salt=_SALT).unsign_object(stamp)
    except (signing.BadSignature, ValueError):
        return Verdict.UNKNOWN
    age = now - shown_at
    if stamped_id != page_id or age < -SKEW:
        return Verdict.UNKNOWN
    if age < seconds:
        return Verdict.TOO_FAST
    return Verdict.TOO_OLD if hours and age > hours * HOUR else Verdict.FINE
