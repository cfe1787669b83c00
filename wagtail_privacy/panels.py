"""The edit forms of the registers."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

DATA_CATEGORY_PANELS = [
    FieldPanel("name"),
    FieldPanel("kind"),
    FieldPanel("description"),
    FieldPanel("examples"),
    FieldPanel("national_norm"),
]

RECIPIENT_PANELS = [
    FieldPanel("name"),
    FieldPanel("role"),
    FieldPanel("description"),
    FieldRowPanel([FieldPanel("country"), FieldPanel("contract_date")]),
    MultiFieldPanel(
        [FieldPanel("safeguard"), FieldPanel("safeguard_url")],
        heading=_("Transfer outside the European Economic Area"),
    ),
    MultiFieldPanel([FieldPanel("arrangement")], heading=_("Joint responsibility")),
]

PURPOSE_PANELS = [
    FieldPanel("name"),
    FieldPanel("description"),
    MultiFieldPanel(
        [
            FieldPanel("legal_basis"),
            FieldPanel("national_norm"),
            FieldPanel("legitimate_interest"),
            FieldPanel("special_condition"),
        ],
        heading=_("What permits it"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("retention_amount"), FieldPanel("retention_unit")]),
            FieldRowPanel([FieldPanel("closing_amount"), FieldPanel("closing_unit")]),
        ],
        heading=_("How long the data is kept"),
    ),
    MultiFieldPanel([FieldPanel("recipients")], heading=_("Who receives the data")),
    FieldPanel("type"),
]
