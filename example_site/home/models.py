"""Three thin page types, and the list of what `load_demo` has made."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from wagtail_privacy.analytics.blocks import PublicFiguresBlock

TEXT_FEATURES = ["h2", "h3", "bold", "ul", "ol", "link"]


class FactBlock(blocks.StructBlock):
    """A line of the box "At a glance": a question and its short answer."""

    label = blocks.CharBlock(label=_("Question"))
    value = blocks.CharBlock(label=_("Answer"))


class BodyBlock(blocks.StreamBlock):
    """The text of an offer, and its most important facts."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=TEXT_FEATURES, template="home/blocks/text.html"
    )
    facts = blocks.ListBlock(
        FactBlock(label=_("Fact")),
        label=_("At a glance"),
        icon="list-ul",
        template="home/blocks/facts.html",
    )
    figures = PublicFiguresBlock()


class HomePage(Page):
    """The first page of the site in a language."""

    headline = models.CharField(verbose_name=_("headline"), max_length=120)
    introduction = models.TextField(verbose_name=_("introduction"))
    ways_in = StreamField(
        [("page", blocks.PageChooserBlock(label=_("Page")))],
        verbose_name=_("buttons"),
        max_num=2,
        blank=True,
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("ways_in"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class SectionPage(Page):
    """A list of the pages below it."""

    introduction = models.TextField(verbose_name=_("introduction"))

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class OfferPage(Page):
    """One offer of the insurer."""

    introduction = models.TextField(verbose_name=_("introduction"))
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")


class DemoRecord(models.Model):
    """What `load_demo` made under which key, so that a second run doubles and resets nothing."""

    key = models.CharField(max_length=100, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.CharField(max_length=40)
    made = GenericForeignKey("content_type", "object_id")

    def __str__(self) -> str:
        return self.key
