"""Lists in the admin that can be taken along as a spreadsheet."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from wagtail_privacy.spreadsheets import SAFE_TEXTS
from wagtail_privacy.translated import in_language


def _as_text(safe: Callable[[str], str], instance: Model) -> str:
    return safe(str(instance))


class ExportMixin(SpreadsheetExportMixin):
    """Exports in the language of who asks, without formulas, in the formats that there are.

    Asked for another format, Wagtail shows the list, which looks as if the export had failed.
    """

    request: HttpRequest
    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        **SAFE_TEXTS,
        Model: {name: partial(_as_text, text) for name, text in SAFE_TEXTS[str].items()},
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = self.refusal() or super().get(request, *args, **kwargs)
        return response

    def refusal(self) -> HttpResponse | None:
        """Say which formats there are, to whoever has asked for another one."""
        if "export" not in self.request.GET or (self.is_export and self.list_export):
            return None
        query = self.request.GET.copy()
        del query["export"]
        context = {
            "trail": [{"url": "", "label": gettext("Not exported")}],
            "list_url": f"{self.request.path}?{query.urlencode()}",
            "xlsx_url": self.xlsx_export_url,
            "csv_url": self.csv_export_url,
            "has_formats": self.show_export_buttons,
        }
        template = "wagtail_privacy/unknown_format.html"
        return TemplateResponse(self.request, template, context, status=400)

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        # A stream is read when the request, and with it its language, is gone.
        return in_language(get_language(), super().stream_csv(queryset))
