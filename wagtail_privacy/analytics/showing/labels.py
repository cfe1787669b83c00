"""What the dimensions and their values are called."""

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.analytics.counts.dimensions import OTHER, Device, Dimension
from wagtail_privacy.analytics.counts.drops import Reason

HEADINGS: Mapping[str, str | Promise] = {
    Dimension.REFERRER: _("Came from"),
    Dimension.DEVICE: _("Devices"),
    Dimension.LANGUAGE: _("Languages of the browsers"),
    Dimension.CAMPAIGN: _("Campaigns"),
    Dimension.EVENT: _("Events"),
    Dimension.DOWNLOAD: _("Downloads"),
    Dimension.OUTBOUND: _("Links to other sites"),
    Dimension.DROPPED: _("Not counted"),
}
DEVICES: Mapping[str, str | Promise] = {
    Device.PHONE: pgettext_lazy("device", "Phone"),
    Device.TABLET: pgettext_lazy("device", "Tablet"),
    Device.COMPUTER: pgettext_lazy("device", "Computer"),
}
REASONS: Mapping[str, str | Promise] = {
    Reason.METHOD: _("Not sent by our script"),
    Reason.ORIGIN: _("Sent from another site"),
    Reason.SIZE: _("Too large"),
    Reason.BODY: _("Unreadable"),
    Reason.TOKEN: _("Names no page of ours"),
    Reason.OFF: _("Statistics switched off"),
    Reason.OPTED_OUT: _("Asked not to be counted"),
    Reason.PRERENDER: _("Preview or loaded in advance"),
    Reason.ROBOT: _("Robot"),
    Reason.SPAM: _("Referrer spam"),
    Reason.RATE: _("Too many at once"),
    Reason.NO_VISIT: _("Belongs to no visit"),
    Reason.REPEATED: _("Page after sending loaded again"),
    Reason.FULL: _("No room while the database was away"),
    Reason.FAULT: _("Fault of ours"),
}


def heading(dimension: Dimension) -> str:
    """Give the heading over the values of a dimension."""
    return str(HEADINGS[dimension])


def value_label(dimension: Dimension, value: str) -> str:
    """Give what a value is called in the active language."""
    if value == OTHER:
        return gettext("Other")
    if dimension == Dimension.DEVICE:
        return str(DEVICES.get(value, value))
    if dimension == Dimension.DROPPED:
        return str(REASONS.get(value, value))
    if dimension == Dimension.LANGUAGE:
        return _language(value)
    if dimension == Dimension.REFERRER and not value:
        return gettext("Typed in, bookmark or not known")
    return value


def _language(code: str) -> str:
    if not code:
        return gettext("Not said")
    try:
        name = Locale.parse(code).get_display_name(get_language() or "en")
    except (UnknownLocaleError, ValueError):
        return code
    return name or code
