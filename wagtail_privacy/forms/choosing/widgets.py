"""The fields of a form's editor that name an entry of a register."""

from django.urls import reverse
from wagtail.snippets.widgets import AdminSnippetChooser

from wagtail_privacy.models import DataCategory, Purpose

PURPOSES, CATEGORIES = "wagtail_privacy_choose_purpose", "wagtail_privacy_choose_category"


class PurposeChooser(AdminSnippetChooser):
    """Chooses a purpose of the register, or puts a ready-made one there."""

    model = Purpose
    icon = "crosshairs"

    def get_chooser_modal_url(self) -> str:
        return reverse(f"{PURPOSES}:choose")


class DataCategoryChooser(AdminSnippetChooser):
    """Chooses a data category of the register, or puts a ready-made one there."""

    model = DataCategory
    icon = "tag"

    def get_chooser_modal_url(self) -> str:
        return reverse(f"{CATEGORIES}:choose")
