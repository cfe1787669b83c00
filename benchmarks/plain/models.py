"""Stand-ins: what a site would have in the place of ours, written the way Wagtail's docs do."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page


class SectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock()
    text = blocks.RichTextBlock()

    class Meta:
        template = "plain/section.html"


class PlainPage(Page):
    """A text of sections: the privacy statement that somebody pasted in years ago."""

    template = "plain/page.html"
    body = StreamField([("section", SectionBlock())])


class PlainFormPage(AbstractForm):
    """A form as `wagtail.contrib.forms` offers it."""

    template = "plain/form.html"
    landing_page_template = "plain/form_landing.html"
    thank_you_text = RichTextField(blank=True)


class PlainFormField(AbstractFormField):
    page = ParentalKey(PlainFormPage, on_delete=models.CASCADE, related_name="form_fields")
