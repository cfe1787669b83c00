"""The consents in the admin: read-only, without any name or address."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.reports import ReportView

from wagtail_privacy import clock
from wagtail_privacy.columns import DayColumn
from wagtail_privacy.exports import ExportMixin
from wagtail_privacy.forms.consents.acts import consent_of
from wagtail_privacy.forms.consents.proof.records import ConsentRecord, rows_of
from wagtail_privacy.forms.consents.proof.sealing import latest_seal
from wagtail_privacy.forms.consents.proof.states import State
from wagtail_privacy.forms.consents.proof.verifying import is_sound
from wagtail_privacy.forms.rights.per_site import CONSENTS
from wagtail_privacy.models import Purpose

VIEW = "view"


class ConsentFilterSet(WagtailFilterSet):
    """Narrows the list by purpose, channel and time."""

    purpose = django_filters.ModelChoiceFilter(queryset=Purpose.objects.all(), label=_("Purpose"))
    at = django_filters.DateFromToRangeFilter(label=_("Given"), widget=DateRangePickerWidget)

    class Meta:
        model = ConsentRecord
        fields = ["purpose", "channel", "at"]


def state_in_words(state: State) -> str:
    """Say what a consent is worth."""
    return {
        State.PENDING: gettext("Waits for confirmation"),
        State.LAPSED: gettext("Not confirmed"),
        State.IN_FORCE: pgettext("consent", "In force"),
        State.ENDED: pgettext("consent", "Ended"),
        State.REFUSED: gettext("Refused"),
        State.WITHDRAWN: gettext("Withdrawn"),
    }[state]


def may_see_consents(user: Any) -> bool:
    """Whether a user may see the consents of any site."""
    return CONSENTS.has(user, VIEW)


class ConsentsView(ExportMixin, ReportView):
    """Lists the consents with their state, and which records have been changed."""

    page_title = _("Consents")
    header_icon = "check"
    model = ConsentRecord
    template_name = "wagtail_privacy/forms/admin/consents.html"
    results_template_name = "wagtail_privacy/forms/admin/consents_results.html"
    index_url_name = "wagtail_privacy_forms:consents"
    index_results_url_name = "wagtail_privacy_forms:consents_results"
    filterset_class = ConsentFilterSet
    default_ordering = "-at"
    is_searchable = False
    any_permission_required = None
    columns = [
        Column("receipt_reference", label=_("Reference")),
        Column("purpose", label=_("Purpose")),
        StatusTagColumn(
            "state_in_words",
            label=_("State"),
            primary=lambda record: record.state is State.IN_FORCE,
        ),
        DayColumn("at", label=_("Given"), sort_key="at"),
        Column("wording", label=_("Exact wording"), width="30%"),
        Column("statement_number", label=_("Version of the statement")),
        DayColumn("proof_kept_to", label=_("Proof kept until")),
        StatusTagColumn(
            "soundness", label=_("Record"), primary=lambda record: not record.is_all_sound
        ),
        Column("reference", label=_("Consent")),
    ]
    export_headings = {
        "receipt_reference": _("Reference"),
        "reference": _("Consent"),
        "purpose": _("Purpose"),
        "state_in_words": _("State"),
        "at": _("Given"),
        "wording": _("Exact wording"),
        "statement_number": _("Version of the statement"),
        "proof_kept_to": _("Proof kept until"),
        "soundness": _("Record"),
    }
    list_export = list(export_headings)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_consents(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_base_queryset(self) -> QuerySet[Any]:
        given = ConsentRecord.objects.given().select_related("purpose")
        return CONSENTS.narrowed(self.request.user, VIEW, given, "form_page")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["seal"] = latest_seal()
        return context

    def get_filename(self) -> str:
        return f"consents-{clock.today()}"

    def decorate_paginated_queryset(self, object_list: Any) -> list[ConsentRecord]:
        """Add to each first row what the rows of its consent say together."""
        records, now = list(object_list), clock.now()
        rows = rows_of([record.consent for record in records])
        for record in records:
            consent = consent_of(rows[record.consent], now)
            assert consent is not None  # noqa: S101 (its first row is the record)
            record.state, record.proof_kept_to = consent.state, consent.proof_kept_to
            record.state_in_words = state_in_words(record.state)
            record.is_all_sound = all(is_sound(row) for row in rows[record.consent])
            words = (gettext("unchanged"), gettext("was changed"))
            record.soundness = words[not record.is_all_sound]
        return records
