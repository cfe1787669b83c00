"""The register of those who may get answers by encrypted mail."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_privacy.columns import DayColumn
from wagtail_privacy.forms.notification.recipients import MailRecipient
from wagtail_privacy.registry import REGISTERS


class MailRecipientViewSet(SnippetViewSet):
    model = MailRecipient
    icon = "mail"
    menu_hook = REGISTERS
    menu_label = _("Mail recipients")
    menu_name = "privacy-mail-recipients"
    menu_order = 530
    panels = [FieldPanel("name"), FieldPanel("address"), FieldPanel("public_key")]
    list_display = ["__str__", "address", DayColumn("valid_until", label=_("Valid until"))]
