"""The registers in the admin, under the Privacy menu."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import router
from django.db.models import QuerySet
from django.db.models.deletion import Collector, ProtectedError
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.coreutils import get_content_languages
from wagtail.search.backends import get_search_backend
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from wagtail_privacy import panels
from wagtail_privacy.exports import ExportMixin
from wagtail_privacy.models import DataCategory, Purpose, Recipient, Register
from wagtail_privacy.registry import REGISTERS


def name_in_active_language() -> Lower:
    """Give the expression that sorts a register by the names that the user sees."""
    language = get_language() or settings.LANGUAGE_CODE
    wanted = (language, language.partition("-")[0], settings.LANGUAGE_CODE)
    # dict keeps the order and drops what is named twice
    codes = dict.fromkeys((*wanted, *get_content_languages()))
    names = [KeyTextTransform(code, "name") for code in codes]
    return Lower(Coalesce(*names) if len(names) > 1 else names[0])


#: The results of a list that says why it is empty: its view has ``why_empty``.
RESULTS = "wagtail_privacy/registers/list_results.html"
WHY_EMPTY = {
    Purpose: _(
        "No purposes yet. A purpose says what data is used for, what permits that and how long "
        "the data is kept."
    ),
    DataCategory: _(
        "No data categories yet. Forms and the privacy statement say with them which data they are "
        "about."
    ),
    Recipient: _(
        "No recipients yet. Enter who gets data from you, such as the company that runs your "
        "server: the privacy statement names them."
    ),
}


class RegisterIndexView(ExportMixin, IndexView):
    """Lists a register by name; a search keeps the filters and the order."""

    default_ordering = "shown_name"

    @property
    def why_empty(self) -> Any:
        """What will stand here, for a register without entries."""
        return WHY_EMPTY[self.model]

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().annotate(shown_name=name_in_active_language())

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        # A search backend can neither filter nor sort by what it has not indexed. A register is
        # small, so the backend finds the rows and the database does the rest.
        if not self.is_searching:
            return queryset
        found = get_search_backend().autocomplete(self.search_query, self.model)
        return queryset.filter(pk__in=[entry.pk for entry in found])

    def _get_title_column(
        self, field_name: str, column_class: type[BaseColumn] = TitleColumn, **kwargs: Any
    ) -> BaseColumn:
        column = super()._get_title_column(field_name, column_class, **kwargs)
        column.label = _("Name")
        column.sort_key = "shown_name"
        return column


class RegisterViewSet(SnippetViewSet):
    """What the registers have in common in the admin."""

    index_view_class = RegisterIndexView
    index_results_template_name = RESULTS
    menu_hook = REGISTERS


class PurposeViewSet(RegisterViewSet):
    model = Purpose
    icon = "crosshairs"
    menu_label = _("Purposes")
    menu_name = "privacy-purposes"
    menu_order = 500
    panels = panels.PURPOSE_PANELS
    list_display = [
        "__str__",
        Column("get_legal_basis_display", label=_("Legal basis"), sort_key="legal_basis"),
        Column("retention_period", label=_("Kept for")),
    ]
    list_filter = ["legal_basis", "recipients"]


class DataCategoryViewSet(RegisterViewSet):
    model = DataCategory
    icon = "tag"
    menu_label = _("Data categories")
    menu_name = "privacy-data-categories"
    menu_order = 510
    panels = panels.DATA_CATEGORY_PANELS
    list_display = [
        "__str__",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("examples", label=_("Examples")),
    ]
    list_filter = ["kind"]


def purposes_of(recipient: Recipient) -> str:
    """Name the purposes for which a recipient gets data; Wagtail's usage view cannot."""
    return ", ".join(sorted(str(purpose) for purpose in recipient.purposes.all()))


class RecipientViewSet(RegisterViewSet):
    model = Recipient
    icon = "group"
    menu_label = _("Recipients")
    menu_name = "privacy-recipients"
    menu_order = 520
    panels = panels.RECIPIENT_PANELS
    list_display = [
        "__str__",
        Column("get_role_display", label=_("Role"), sort_key="role"),
        Column("get_country_display", label=_("Country"), sort_key="country"),
        Column("contract_date", label=_("Contract"), sort_key="contract_date"),
        Column("purposes", label=_("Purposes"), accessor=purposes_of),
    ]
    list_filter = ["role", "country"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recipient]:
        return Recipient.objects.prefetch_related("purposes")


def is_used(entry: Register) -> bool:
    """Whether a form, an answer that is still kept or another register rests on an entry."""
    if isinstance(entry, Recipient) and entry.purposes.exists():
        return True
    try:
        Collector(using=router.db_for_write(type(entry)), origin=entry).collect([entry])
    except ProtectedError:
        return True
    return False


def refuse_to_delete_what_is_used(
    request: HttpRequest, instances: Sequence[Any]
) -> HttpResponse | None:
    """Answer an attempt to delete entries that are in use; None if none of them is.

    Wagtail knows the pages that use an entry, but neither the answers kept for a purpose nor the
    purposes of a recipient.
    """
    used = [entry for entry in instances if isinstance(entry, Register) and is_used(entry)]
    if not used:
        return None
    words = gettext("Still used, so it cannot be deleted: %(names)s.")
    messages.error(request, words % {"names": ", ".join(map(str, used))})
    name = used[0].snippet_viewset.get_url_name("list")
    return redirect(name)
