"""The registers in the admin, under the Privacy menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_privacy import panels
from wagtail_privacy.models import DataCategory, Purpose, Recipient
from wagtail_privacy.registry import MENU


class PurposeViewSet(SnippetViewSet):
    model = Purpose
    icon = "crosshairs"
    menu_label = _("Purposes")
    menu_name = "privacy-purposes"
    menu_order = 500
    menu_hook = MENU
    panels = panels.PURPOSE_PANELS
    list_display = [
        Column("__str__", label=_("Name")),
        Column("get_legal_basis_display", label=_("Legal basis"), sort_key="legal_basis"),
        Column("retention_period", label=_("Kept for")),
    ]
    list_filter = ["legal_basis"]


class DataCategoryViewSet(SnippetViewSet):
    model = DataCategory
    icon = "tag"
    menu_label = _("Data categories")
    menu_name = "privacy-data-categories"
    menu_order = 510
    menu_hook = MENU
    panels = panels.DATA_CATEGORY_PANELS
    list_display = [
        "__str__",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "examples",
    ]
    list_filter = ["kind"]


class RecipientViewSet(SnippetViewSet):
    model = Recipient
    icon = "group"
    menu_label = _("Recipients")
    menu_name = "privacy-recipients"
    menu_order = 520
    menu_hook = MENU
    panels = panels.RECIPIENT_PANELS
    list_display = [
        "__str__",
        Column("get_role_display", label=_("Role"), sort_key="role"),
        Column("get_country_display", label=_("Country"), sort_key="country"),
        Column("contract_date", label=_("Contract"), sort_key="contract_date"),
    ]
    list_filter = ["role", "country"]
