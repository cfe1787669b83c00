"""The section that holds what was imported from a document of another system."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_privacy.statements.blocks.sections import SectionBlock
from wagtail_privacy.statements.formats.tilt.reading import cleaned
from wagtail_privacy.statements.formats.tilt.values import read_duration, read_reference
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES


class DocumentBlock(blocks.FieldBlock):
    """Holds ``{"source": SHA-256, "values": {…}}``, which a form carries along unseen."""

    def __init__(self, required: bool = False, help_text: str | None = None, **kwargs: Any):
        self.field = forms.JSONField(
            required=required, help_text=help_text, widget=forms.HiddenInput
        )
        super().__init__(**kwargs)

    def get_default(self) -> dict[str, Any]:
        return {}

    def value_from_form(self, value: Any) -> Any:
        try:
            given = self.field.to_python(value)
        except ValidationError:
            given = None
        if not isinstance(given, dict):
            return {}
        # Nobody types this; what somebody has tampered with must not break the page.
        return {"source": str(given.get("source", ""))[:64], "values": cleaned(given.get("values"))}

    class Meta:
        icon = "code"


class ImportedBlock(SectionBlock):
    """What another statement said; it stays until the registers say it, then it is deleted."""

    default_heading = _("What else do we do with data?")
    anchor = "imported"

    document = DocumentBlock(label=_("Imported values"))

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        disclosed = imported_values(value).get("dataDisclosed", [])
        context["disclosed"] = [_for_readers(entry) for entry in disclosed if entry]
        return context

    class Meta:
        icon = "download"
        label = _("Imported")
        group = _("Own words")
        template = "wagtail_privacy/statements/blocks/imported.html"
        description = _("What was imported from a TILT document. Delete it when it is done with.")
        form_layout = blocks.BlockGroup(["text", "document"], settings=["heading"])


def imported_values(value: Any) -> dict[str, Any]:
    """Give the TILT values that a section holds."""
    values: dict[str, Any] = (value.get("document") or {}).get("values", {})
    return values


def _for_readers(entry: dict[str, Any]) -> dict[str, Any]:
    periods = [
        {**period, "duration": read_duration(period.get("ttl"))}
        for storage in entry.get("storage", [])
        for period in storage.get("temporal", [])
    ]
    return {
        **entry,
        "bases": [_basis(basis) for basis in entry.get("legalBases", []) if basis],
        "periods": periods,
        "criteria": [
            words
            for storage in entry.get("storage", [])
            for words in storage.get("purposeConditional", [])
            if words
        ],
    }


def _basis(basis: dict[str, Any]) -> Any:
    reference = read_reference(basis.get("reference"))
    if reference and reference.legal_basis:
        known = LEGAL_BASES[reference.legal_basis]
        return f"{known.label} ({known.article})"
    return basis.get("reference") or basis.get("description", "")
