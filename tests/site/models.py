"""An ordinary page of an ordinary site, on whatever base page the site uses."""

import swapper
from django.db import models
from wagtail.admin.panels import FieldPanel

swapper.set_app_prefix("wagtailcore", "wagtail")

Page = swapper.load_model("wagtailcore", "Page", require_ready=False)


class PlainPage(Page):
    """A page with a title and a text."""

    text = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("text")]
    template = "test_site/plain_page.html"
