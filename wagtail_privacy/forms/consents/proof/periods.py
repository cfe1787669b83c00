"""How long the proof of a consent is kept: it outlives the data, but not for ever."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.durations import Duration, DurationUnit


class Channel(models.TextChoices):
    """How a purpose reaches the person; it decides about the double opt-in and the proof."""

    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by telephone")
    POST = "post", _("by letter")
    OTHER = "other", _("not at all, the data is used in another way")


def proof_until(
    end_of_use: datetime.datetime, channel: str, *, years: int, phone_years: int
) -> datetime.datetime:
    """Give the moment at which the proof is deleted.

    Claims lapse three years after the end of the year (§§ 195, 199(1) BGB), so the proof is kept
    to the end of that year. Consent to phone advertising is proved for five years from its last
    use (§ 7a(2) UWG), which is at latest the end of use.
    """
    if channel == Channel.PHONE:
        return _years_after(end_of_use, phone_years)
    # The year of the site's time zone; without USE_TZ the time is in it already.
    local = end_of_use if timezone.is_naive(end_of_use) else timezone.localtime(end_of_use)
    year = min(local.year + years + 1, datetime.MAXYEAR)
    return local.replace(year=year, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)


def _years_after(moment: datetime.datetime, years: int) -> datetime.datetime:
    return Duration(years, DurationUnit.YEAR).after(moment) if years else moment
