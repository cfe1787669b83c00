"""Columns of lists in the admin."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from wagtail_privacy import clock


class DayColumn(Column):
    """A day that may lie ahead; Wagtail's own column calls each of these "Just now"."""

    def get_value(self, instance: Any) -> str:
        value: datetime | None = super().get_value(instance)
        return date_format(clock.day_of(value), "DATE_FORMAT") if value else ""
