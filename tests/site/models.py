"""An ordinary page of an ordinary site, on whatever base page the site uses."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractFormField, FormMixin

swapper.set_app_prefix("wagtailcore", "wagtail")

Page = swapper.load_model("wagtailcore", "Page", require_ready=False)


class PlainPage(Page):
    """A page with a title and a text."""

    text = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("text")]
    template = "test_site/plain_page.html"


class PlainFormPage(FormMixin, Page):
    """A form of `wagtail.contrib.forms`, which no purpose governs."""

    content_panels = [*Page.content_panels, InlinePanel("form_fields")]
    template = landing_page_template = "test_site/plain_page.html"


class PlainFormField(AbstractFormField):
    """A question of such a form."""

    page = ParentalKey(PlainFormPage, on_delete=models.CASCADE, related_name="form_fields")
