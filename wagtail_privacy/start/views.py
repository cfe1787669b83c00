"""The screen Privacy › Start and its first two tasks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.start import helpers, responsible
from wagtail_privacy.start.questions import Question, asked
from wagtail_privacy.start.tasks import (
    PERMISSION,
    REGISTER_RECIPIENT,
    has_statements,
    status_in_words,
)


class StartMixin(WagtailAdminTemplateMixin):
    """Checks the permissions, finds the site, and knows the way back to the list of tasks."""

    request: HttpRequest
    kwargs: dict[str, Any]
    permissions: tuple[str, ...] = (PERMISSION,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perms(self.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def site(self) -> Site:
        """The site of the address, else the one that is open, else the first."""
        if pk := self.kwargs.get("site_pk"):
            return get_object_or_404(Site, pk=pk)
        found = Site.find_for_request(self.request)
        return found or get_object_or_404(Site, is_default_site=True)

    @property
    def start_url(self) -> str:
        return reverse("wagtail_privacy_start:site", args=[self.site.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        start = {"url": self.start_url, "label": _("Start")}
        own = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, start, own]


class StartView(StartMixin, TemplateView):
    """The list of tasks: any order, leave and return at any time."""

    template_name = "wagtail_privacy/start/index.html"
    page_title = gettext_lazy("Start")
    header_icon = "list-ol"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        tasks = registry.start_tasks(self.request, self.site)
        context["tasks"] = [(task, status_in_words(task.state)) for task in tasks]
        context["is_done"] = all(task.state == registry.TaskState.DONE for task in tasks)
        context["has_statements"] = has_statements()
        context["site"] = self.site
        context["sites"] = list(Site.objects.order_by("-is_default_site", "hostname", "port"))
        return context


class TaskView(StartMixin, FormView):
    """A task with its few questions."""

    template_name = "wagtail_privacy/start/task.html"
    questions: tuple[Question, ...] = ()

    def get_questions(self, form: Any) -> Any:
        """Give the questions with their fields."""
        return asked(form, self.questions)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["questions"] = list(self.get_questions(context["form"]))
        context["media"] = context["form"].media
        context["start_url"] = self.start_url
        return context

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("Not saved yet: some answers need another look."))
        return super().form_invalid(form)

    def answered(self) -> HttpResponse:
        """Tell the other features, and go back to the list of tasks."""
        registry.tell_of_answer(self.request, self.site)
        return redirect(self.start_url)


class ControllerTaskView(TaskView):
    """A task whose answers go into the settings of the controller."""

    def get_form_kwargs(self) -> dict[str, Any]:
        settings = ControllerSettings.for_site(self.site)
        return {**super().get_form_kwargs(), "instance": settings}

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Saved."))
        return self.answered()


class ResponsibleView(ControllerTaskView):
    page_title = gettext_lazy("Who is responsible")
    header_icon = "home"
    form_class = responsible.ResponsibleForm
    questions = responsible.QUESTIONS


class HelpersView(ControllerTaskView):
    page_title = gettext_lazy("Who helps you")
    header_icon = "group"
    permissions = (PERMISSION, REGISTER_RECIPIENT)
    form_class = helpers.HelpersForm
    questions = helpers.QUESTIONS
