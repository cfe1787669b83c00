"""Keeps people out of what Django tells of an error: mails to admins, and whatever else reports.

Such a report names what was posted, the files, the address with its query, and the value of each
variable in each function that was running: answers that were being read, a name in a template.
"""

from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.views.debug import SafeExceptionReporterFilter


class NothingPersonal(SafeExceptionReporterFilter):
    """Leaves the place of an error in a report, and no value; under DEBUG everything stays."""

    def get_post_parameters(self, request: Any) -> Any:
        if not self.is_active(request):
            return super().get_post_parameters(request)
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> Any:
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()


def keep_people_out(request: HttpRequest) -> None:
    """Let no report of an error in this request tell anything of people, until it is answered."""
    request.exception_reporter_filter = NothingPersonal()


def _forget_what_was_asked(request: Any = None, **kwargs: Any) -> None:
    """Empty what no filter of Django hides: the query, which opens a receipt, and the files."""
    reporter_filter = getattr(request, "exception_reporter_filter", None)
    if settings.DEBUG or not isinstance(reporter_filter, NothingPersonal):
        return
    request.GET = QueryDict()
    request.META["QUERY_STRING"] = ""
    request._files = MultiValueDict()


got_request_exception.connect(_forget_what_was_asked)
