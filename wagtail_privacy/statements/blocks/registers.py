"""Sections that render what the registers and the activities say today."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_privacy.statements.blocks.sections import RICH_TEXT_FEATURES, SectionBlock

TEMPLATES = "wagtail_privacy/statements/blocks"


class ControllerBlock(SectionBlock):
    default_heading = _("Who is responsible?")
    anchor = "controller"

    class Meta:
        icon = "home"
        label = _("Who is responsible")
        template = f"{TEMPLATES}/controller.html"
        description = _("Controller, data protection officer and the law that applies.")
        preview_value: dict[str, str] = {}


class DataCategoriesBlock(SectionBlock):
    default_heading = _("Which data do we use?")
    anchor = "data"

    class Meta:
        icon = "tag"
        label = _("Data categories")
        template = f"{TEMPLATES}/data_categories.html"
        description = _("The data that the forms and the statistics really use, by kind.")
        preview_value: dict[str, str] = {}


class CollectionPointsBlock(SectionBlock):
    default_heading = _("Where do we ask for data, and what for?")
    anchor = "collection-points"

    class Meta:
        icon = "form"
        label = _("Collection points")
        template = f"{TEMPLATES}/collection_points.html"
        description = _("Every published form with purpose, data, period and recipients.")
        preview_value: dict[str, str] = {}


class WebsiteBlock(SectionBlock):
    default_heading = _("What happens when you visit our pages?")
    anchor = "website"

    class Meta:
        icon = "globe"
        label = _("Visiting the website")
        template = f"{TEMPLATES}/website.html"
        description = _("What the server logs, as the controller’s settings say.")
        preview_value: dict[str, str] = {}


class StatisticsBlock(SectionBlock):
    default_heading = _("How do we count page views?")
    anchor = "statistics"

    class Meta:
        icon = "desktop"
        label = _("Statistics")
        template = f"{TEMPLATES}/statistics.html"
        description = _("What the statistics really do, from their settings.")
        preview_value: dict[str, str] = {}


class RecipientsBlock(SectionBlock):
    default_heading = _("Who receives data?")
    anchor = "recipients"

    class Meta:
        icon = "group"
        label = _("Recipients")
        template = f"{TEMPLATES}/recipients.html"
        description = _("Everybody in the register of recipients, and transfers abroad.")
        preview_value: dict[str, str] = {}


class RightsBlock(SectionBlock):
    default_heading = _("Which rights do you have?")
    anchor = "rights"

    class Meta:
        icon = "success"
        label = _("Rights")
        template = f"{TEMPLATES}/rights.html"
        description = _("The rights that people have here; objection stands in its own box.")
        preview_value: dict[str, str] = {}


class EmailNoticeBlock(SectionBlock):
    default_heading = _("What should you know about e-mail?")
    anchor = "e-mail"

    own_words = blocks.RichTextBlock(
        label=_("Instead of the usual words"),
        required=False,
        features=RICH_TEXT_FEATURES,
        help_text=_("Leave it empty for the usual notice. The postal way is always added."),
    )

    class Meta:
        icon = "mail"
        label = _("E-mail notice")
        template = f"{TEMPLATES}/email_notice.html"
        description = _("E-mail is not confidential; post and the secure form are.")
        preview_value: dict[str, str] = {}


class ContactBlock(SectionBlock):
    default_heading = _("How do you reach us?")
    anchor = "contact"

    class Meta:
        icon = "mail"
        label = _("Contact")
        template = f"{TEMPLATES}/contact.html"
        description = _("Post, telephone, e-mail and the page for confidential messages.")
        preview_value: dict[str, str] = {}
