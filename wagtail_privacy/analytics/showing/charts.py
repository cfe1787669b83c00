"""Charts as SVG, drawn by the server: no script, nothing from elsewhere."""

import datetime
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from xml.etree.ElementTree import Element

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from wagtail_privacy.analytics.showing.figures import Figure
from wagtail_privacy.analytics.showing.summary import DayRow

try:
    import pygal
    from pygal.style import Style
except ImportError:  # the system check E023 names the extra to install
    pygal = None

#: Where the cache keeps the numbers of a picture, and for how long.
KEPT, KEPT_SECONDS = "wagtail_privacy.chart.", 300
NAME = re.compile(r"[0-9a-f]{32}")
FONT = "system-ui, sans-serif"
#: Width, height and the labels below the lines; more would overlap.
WIDE, NARROW = (1200, 320, 9), (440, 300, 3)
#: The label below the last point is as much wider than the lines.
LAST_LABEL = 60


def is_available() -> bool:
    """Say whether the library that draws is installed."""
    return pygal is not None


def keep(days: Sequence[DayRow]) -> str:
    """Keep the numbers for the request of the picture, which follows at once; give their name.

    Only what the table shows is kept, so that the picture cannot say more, or anything else.
    """
    numbers = [
        (row.day.toordinal(), row.views.number, row.entries.number, row.published) for row in days
    ]
    name = blake2b(repr(numbers).encode(), digest_size=16).hexdigest()
    with suppress(Exception):  # without a cache the picture adds the numbers up again
        cache.set(f"{KEPT}{name}", numbers, KEPT_SECONDS)
    return name


def kept(name: str) -> list[DayRow]:
    """Give the numbers kept under a name; none if they are not there any more."""
    numbers = None
    if NAME.fullmatch(name):
        with suppress(Exception):
            numbers = cache.get(f"{KEPT}{name}")
    return [
        DayRow(datetime.date.fromordinal(day), Figure(views), Figure(entries), published)
        for day, views, entries, published in numbers or ()
    ]


def days_chart(
    days: Sequence[DayRow], *, is_narrow: bool = False, is_of_pages: bool = False
) -> bytes:
    """Draw views and visits per day or month, and when pages were published.

    Of some pages the visits are those that began there.
    """
    return _drawn(tuple(days), is_narrow, is_of_pages, get_language())


@lru_cache(maxsize=16)  # about 60 kB each
def _drawn(
    days: tuple[DayRow, ...], is_narrow: bool, is_of_pages: bool, _language: str | None
) -> bytes:
    width, height, most_labels = NARROW if is_narrow else WIDE
    style = Style(
        # The report gives the ground, so that the picture fits a dark admin as well.
        background="transparent",
        plot_background="transparent",
        foreground="#4a4a4a",
        foreground_strong="#4a4a4a",
        foreground_subtle="#929292",
        colors=("#007d7e", "#b65c00", "#2e1f5e"),
        font_family=FONT,
        label_font_size=14,
        major_label_font_size=14,
        legend_font_size=16,
        stroke_width=3,
        guide_stroke_color="#d5d5d5",
        major_guide_stroke_color="#d5d5d5",
    )
    chart = pygal.Line(
        js=[],
        style=style,
        width=width,
        height=height,
        dots_size=2 if len(days) <= 31 else 0,
        legend_at_bottom=True,
        legend_at_bottom_columns=1 if is_narrow else 3,
        show_minor_x_labels=False,
        truncate_label=-1,
        margin_right=LAST_LABEL,
        range=(0, max([4, *(row.views.number or 0 for row in days)])),
        value_formatter=lambda value: f"{value:.0f}",
        disable_xml_declaration=True,
        no_data_text=_("No numbers to show"),
    )
    is_by_month = len(days) > 1 and (days[1].day - days[0].day).days > 1
    format_ = "YEAR_MONTH_FORMAT" if is_by_month else "MONTH_DAY_FORMAT"
    labels = [date_format(row.day, format_) for row in days]
    chart.x_labels = labels
    step = max(1, -(-len(labels) // most_labels))
    chart.x_labels_major = labels[::step]
    chart.add(pgettext("statistics", "Views"), [row.views.number for row in days])
    began = pgettext("statistics", "Entries") if is_of_pages else _("Visits")
    chart.add(began, [row.entries.number for row in days], stroke_style={"dasharray": "6, 4"})
    if any(row.published for row in days):
        marks = [0 if row.published else None for row in days]
        chart.add(_("Pages published"), marks, stroke=False, show_dots=True, dots_size=5)
    chart.add_xml_filter(_without_scripts)
    return chart.render()


def _without_scripts(root: Element) -> Element:
    # The library writes its configuration as an inline script even when asked for none.
    for parent in root.iter():
        for child in [child for child in parent if str(child.tag).endswith("script")]:
            parent.remove(child)
    return root
