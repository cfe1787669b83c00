"""What the dimensions and their values are called."""

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from wagtail_privacy.analytics.dimensions import OTHER, Device, Dimension
from wagtail_privacy.analytics.drops import Reason

HEADINGS: Mapping[str, str | Promise] = {
    Dimension.REFERRER: _lazy("Came from"),
    Dimension.DEVICE: _lazy("Devices"),
    Dimension.LANGUAGE: _lazy("Languages of the browsers"),
    Dimension.CAMPAIGN: _lazy("Campaigns"),
    Dimension.EVENT: _lazy("Events"),
    Dimension.DOWNLOAD: _lazy("Downloads"),
    Dimension.OUTBOUND: _lazy("Links to other sites"),
    Dimension.DROPPED: _lazy("Not counted"),
}
DEVICES: Mapping[str, str | Promise] = {
    Device.PHONE: pgettext_lazy("device", "Phone"),
    Device.TABLET: pgettext_lazy("device", "Tablet"),
    Device.COMPUTER: pgettext_lazy("device", "Computer"),
}
REASONS: Mapping[str, str | Promise] = {
    Reason.METHOD: _lazy("Not sent by our script"),
    Reason.ORIGIN: _lazy("Sent from another site"),
    Reason.SIZE: _lazy("Too large"),
    Reason.BODY: _lazy("Unreadable"),
    Reason.TOKEN: _lazy("Names no page of ours"),
    Reason.OFF: _lazy("Statistics switched off"),
    Reason.OPTED_OUT: _lazy("Asked not to be counted"),
    Reason.PRERENDER: _lazy("Preview or loaded in advance"),
    Reason.ROBOT: _lazy("Robot"),
    Reason.SPAM: _lazy("Referrer spam"),
    Reason.RATE: _lazy("Too many at once"),
    Reason.NO_VISIT: _lazy("Belongs to no visit"),
    Reason.FULL: _lazy("No room while the database was away"),
    Reason.FAULT: _lazy("Fault of ours"),
}


def heading(dimension: Dimension) -> str:
    """Give the heading over the values of a dimension."""
    return str(HEADINGS[dimension])


def value_label(dimension: Dimension, value: str) -> str:
    """Give what a value is called in the active language."""
    if value == OTHER:
        return _("Other")
    if dimension == Dimension.DEVICE:
        return str(DEVICES.get(value, value))
    if dimension == Dimension.DROPPED:
        return str(REASONS.get(value, value))
    if dimension == Dimension.LANGUAGE:
        return _language(value)
    if dimension == Dimension.REFERRER and not value:
        return _("Typed in, bookmark or not known")
    return value


def _language(code: str) -> str:
    if not code:
        return _("Not said")
    try:
        name = Locale.parse(code).get_display_name(get_language() or "en")
    except (UnknownLocaleError, ValueError):
        return code
    return name or code
