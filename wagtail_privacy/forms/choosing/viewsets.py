"""The choosers in the admin. An empty register leads nowhere, so each offers ready-made entries."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.models import Site
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)

from wagtail_privacy.forms.choosing.forms import ReadyCategoryForm, ReadyPurposeForm
from wagtail_privacy.forms.choosing.widgets import (
    CATEGORIES,
    PURPOSES,
    DataCategoryChooser,
    PurposeChooser,
)
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose


class ReadyMadeMixin:
    """Offers to those who may add entries what the register lacks, as it fits their site."""

    results_template_name = "wagtail_privacy/forms/admin/chooser_results.html"
    search_tab_label = _("From the register")
    creation_tab_label = _("Ready-made")
    create_action_label = _("Take it")
    page_subtitle = ""
    facts: tuple[Column, ...] = ()

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, *self.facts]  # type: ignore[misc]

    def get_creation_form_kwargs(self: Any) -> dict[str, Any]:
        site = Site.find_for_request(self.request)
        controller = ControllerSettings.for_site(site) if site else ControllerSettings()
        return {**super().get_creation_form_kwargs(), "controller": controller}  # type: ignore[misc]

    def get_creation_form(self) -> Any:
        form = super().get_creation_form()  # type: ignore[misc]
        return form if form.has_choices or form.is_bound else None


class PurposeMixin(ReadyMadeMixin):
    page_title = _("Choose a purpose")
    facts = (
        Column("get_legal_basis_display", label=_("Legal basis")),
        Column("retention_period", label=_("Kept for")),
    )


class DataCategoryMixin(ReadyMadeMixin):
    page_title = _("Choose a data category")
    facts = (
        Column("get_kind_display", label=_("Kind")),
        Column("examples", label=_("Examples")),
    )


class ChoosePurposeView(PurposeMixin, ChooseView):
    """Shows the purposes of the register, and the ready-made ones."""


class ChoosePurposeResultsView(PurposeMixin, ChooseResultsView):
    """Shows the purposes that fit a search."""


class CreatePurposeView(PurposeMixin, SnippetCreateView):
    """Puts a ready-made purpose into the register and chooses it."""


class ChooseDataCategoryView(DataCategoryMixin, ChooseView):
    """Shows the data categories of the register, and the ready-made ones."""


class ChooseDataCategoryResultsView(DataCategoryMixin, ChooseResultsView):
    """Shows the data categories that fit a search."""


class CreateDataCategoryView(DataCategoryMixin, SnippetCreateView):
    """Puts a ready-made data category into the register and chooses it."""


class RegisterChooserViewSet(SnippetChooserViewSet):
    register_widget = False  # Wagtail's own keeps serving the other models
    search_tab_label = ReadyMadeMixin.search_tab_label
    creation_tab_label = ReadyMadeMixin.creation_tab_label
    create_action_label = ReadyMadeMixin.create_action_label


class PurposeChooserViewSet(RegisterChooserViewSet):
    model = Purpose
    icon = PurposeChooser.icon
    page_title = PurposeMixin.page_title
    choose_view_class = ChoosePurposeView
    choose_results_view_class = ChoosePurposeResultsView
    create_view_class = CreatePurposeView
    creation_form_class = ReadyPurposeForm
    base_widget_class = PurposeChooser


class DataCategoryChooserViewSet(RegisterChooserViewSet):
    model = DataCategory
    icon = DataCategoryChooser.icon
    page_title = DataCategoryMixin.page_title
    choose_view_class = ChooseDataCategoryView
    choose_results_view_class = ChooseDataCategoryResultsView
    create_view_class = CreateDataCategoryView
    creation_form_class = ReadyCategoryForm
    base_widget_class = DataCategoryChooser


purpose_chooser = PurposeChooserViewSet(PURPOSES, url_prefix="privacy/choose/purpose")
category_chooser = DataCategoryChooserViewSet(CATEGORIES, url_prefix="privacy/choose/category")
