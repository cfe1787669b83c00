"""The edit form of a statement."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

#: What readers learn of the version that comes with the next publishing.
STATEMENT_VERSION_PANEL = MultiFieldPanel(
    [FieldPanel("version_note"), FieldPanel("version_date")],
    heading=_("The next version"),
    classname="collapsed",
)
STATEMENT_CONTENT_PANELS = [FieldPanel("motto"), FieldPanel("body"), STATEMENT_VERSION_PANEL]
