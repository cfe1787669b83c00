"""The edit form of a statement."""

from wagtail.admin.panels import FieldPanel

STATEMENT_CONTENT_PANELS = [FieldPanel("motto"), FieldPanel("body")]
