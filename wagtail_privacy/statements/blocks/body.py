"""The body of a statement: which sections there are, and with which a new one begins."""

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_privacy.statements.blocks import ways, what, who
from wagtail_privacy.statements.blocks.imported import ImportedBlock
from wagtail_privacy.statements.blocks.sections import (
    RICH_TEXT_FEATURES,
    TEMPLATES,
    SectionBlock,
)

#: The sections with which a new statement begins, in the order of a reader's questions.
SKELETON = (
    "controller",
    "collection_points",
    "data_categories",
    "retention",
    "recipients",
    "transfers",
    "sources",
    "website",
    "device_storage",
    "statistics",
    "decisions",
    "email_notice",
    "rights",
    "withdrawal",
    "changes",
    "contact",
)
#: Those that say apart what others say in passing; a statement is complete without them.
APART = ("representative", "data_protection_officer", "obligation")
#: The sections that render what the site does; each stands once.
REGISTER_SECTIONS = (*SKELETON, *APART)


class TextSectionBlock(SectionBlock):
    """A section in the editor's own words."""

    heading = blocks.CharBlock(label=_("Heading"), default="", max_length=120)
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=RICH_TEXT_FEATURES,
        help_text=_("What no register knows: your promise, examples, how you work."),
    )

    def get_preview_value(self) -> Any:
        words = gettext("You trust us with your data. That is why we say openly what we learn.")
        return self.to_python({"heading": gettext("Our promise"), "text": f"<p>{words}</p>"})

    class Meta:
        icon = "doc-full"
        label = _("Text")
        group = _("Own words")
        template = f"{TEMPLATES}/text.html"
        description = _("Anything that the registers do not know.")
        form_layout = blocks.BlockGroup(["heading", "text"])


class StatementBody(blocks.StreamBlock):
    """The sections of a statement, in the order in which they are read."""

    text = TextSectionBlock()
    controller = who.ControllerBlock()
    representative = who.RepresentativeBlock()
    data_protection_officer = who.DataProtectionOfficerBlock()
    collection_points = what.CollectionPointsBlock()
    obligation = what.ObligationBlock()
    data_categories = what.DataCategoriesBlock()
    retention = what.RetentionBlock()
    sources = what.SourcesBlock()
    website = what.WebsiteBlock()
    device_storage = what.DeviceStorageBlock()
    statistics = what.StatisticsBlock()
    recipients = who.RecipientsBlock()
    transfers = who.TransfersBlock()
    decisions = what.DecisionsBlock()
    email_notice = ways.EmailNoticeBlock()
    rights = ways.RightsBlock()
    withdrawal = ways.WithdrawalBlock()
    contact = ways.ContactBlock()
    changes = ways.ChangesBlock()
    imported = ImportedBlock()

    class Meta:
        # Closed, twenty sections are a list of contents that can be put in order.
        collapsed = True
        block_counts = {name: {"max_num": 1} for name in (*REGISTER_SECTIONS, "imported")}


def default_body() -> blocks.StreamValue:
    """Give a complete skeleton, so that a new statement does not begin with an empty page."""
    body = StatementBody()
    sections = body.child_blocks
    # With ids, because the editor takes sections without one for the same and closes only that.
    filled = [(name, sections[name].get_default(), str(uuid4())) for name in SKELETON]
    return blocks.StreamValue(body, filled)
