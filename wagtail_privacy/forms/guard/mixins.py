import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import FormMixin

from wagtail_privacy.forms.guard import rate

TOO_MANY = _(
    "Many forms have come from your connection within an hour. Your answers are still here: please "
    "send them again in an hour, write to us or call us."
)


class GuardedFormMixin(FormMixin):
    """Takes only so many forms from one address within an hour."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not rate.take(request.META, time.time()):
            return self._ask_for_patience(request)
        return super().serve(request, *args, **kwargs)

    def _ask_for_patience(self, request: HttpRequest) -> HttpResponse:
        form = self.get_form(request.POST, request.FILES, page=self, user=request.user)
        form.add_error(None, str(TOO_MANY))
        context = self.get_context(request)
        context["form"] = form
        response = TemplateResponse(request, self.get_template(request), context, status=429)
        response["Retry-After"] = str(rate.WINDOW)
        return response
