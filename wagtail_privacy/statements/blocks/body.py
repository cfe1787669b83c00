"""The body of a statement: which sections there are, and with which a new one begins."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_privacy.statements.blocks.registers import (
    CollectionPointsBlock,
    ContactBlock,
    ControllerBlock,
    DataCategoriesBlock,
    EmailNoticeBlock,
    RecipientsBlock,
    RightsBlock,
    StatisticsBlock,
    WebsiteBlock,
)
from wagtail_privacy.statements.blocks.sections import RICH_TEXT_FEATURES, SectionBlock


class TextSectionBlock(SectionBlock):
    """A section in the editor's own words."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "doc-full"
        label = _("Text")
        group = _("Own words")
        template = "wagtail_privacy/statements/blocks/text.html"
        description = _("Anything that the registers do not know.")
        preview_value = {"heading": _("Our promise"), "text": ""}


class StatementBody(blocks.StreamBlock):
    """The sections of a statement, in the order in which they are read."""

    text = TextSectionBlock()
    controller = ControllerBlock()
    collection_points = CollectionPointsBlock()
    data_categories = DataCategoriesBlock()
    website = WebsiteBlock()
    statistics = StatisticsBlock()
    recipients = RecipientsBlock()
    email_notice = EmailNoticeBlock()
    rights = RightsBlock()
    contact = ContactBlock()

    class Meta:
        block_counts = {
            name: {"max_num": 1}
            for name in (
                "controller",
                "collection_points",
                "data_categories",
                "website",
                "statistics",
                "recipients",
                "email_notice",
                "rights",
                "contact",
            )
        }


def default_body() -> list[tuple[str, Any]]:
    """Give a complete skeleton, so that a new statement does not begin with an empty page."""
    order = (
        "controller",
        "collection_points",
        "data_categories",
        "website",
        "statistics",
        "recipients",
        "email_notice",
        "rights",
        "contact",
    )
    # Every part needs its value: the editor shows "undefined" for what is missing.
    return [(name, StatementBody.base_blocks[name].get_default()) for name in order]
