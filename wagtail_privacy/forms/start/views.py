"""The task "Your forms" as pages of Privacy › Start."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail_privacy import registry
from wagtail_privacy.forms.start.form import FormQuestions
from wagtail_privacy.forms.start.states import FormState, forms_of, ungoverned_forms
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.start.tasks import PERMISSION
from wagtail_privacy.start.views import StartMixin, TaskView

#: A new purpose and new data categories go into the registers.
REGISTER = ("wagtail_privacy.add_purpose", "wagtail_privacy.add_datacategory")


class FormsView(StartMixin, TemplateView):
    """Lists the forms of the site with what each of them lacks."""

    template_name = "wagtail_privacy/forms/start/index.html"
    page_title = gettext_lazy("Your forms")
    header_icon = "form"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = self.request.user
        context["forms"] = [
            (state, state.page.permissions_for_user(user).can_edit())
            for state in forms_of(self.site)
        ]
        context["others"] = ungoverned_forms(self.site)
        context["site"] = self.site
        context["start_url"] = self.start_url
        return context


class FormView(TaskView):
    """Asks the three questions about one form, and keeps the answers on its page."""

    template_name = "wagtail_privacy/forms/start/form.html"
    permissions = (PERMISSION, *REGISTER)
    form_class = FormQuestions
    header_icon = "form"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perms(self.permissions):
            raise PermissionDenied
        permissions = self.state.page.permissions_for_user(request.user)
        if not permissions.can_edit() or permissions.page_locked():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def states(self) -> list[FormState]:
        return forms_of(self.site)

    @cached_property
    def state(self) -> FormState:
        """The form of the address; one of another site is not found."""
        found = (state for state in self.states if state.page.pk == self.kwargs["page_pk"])
        if state := next(found, None):
            return state
        raise Http404

    @property
    def may_publish(self) -> bool:
        return bool(self.state.page.permissions_for_user(self.request.user).can_publish())

    def get_page_title(self) -> str:
        return str(self.state.draft.title)

    @property
    def forms_url(self) -> str:
        return reverse("wagtail_privacy_start_forms:index", args=[self.site.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        controller = ControllerSettings.for_site(self.site)
        return {**super().get_form_kwargs(), "state": self.state, "controller": controller}

    def get_questions(self, form: Any) -> Any:
        self.questions = form.questions
        return super().get_questions(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["may_publish"] = self.may_publish
        context["is_live"] = self.state.page.live
        context["start_url"] = self.forms_url
        return context

    def form_valid(self, form: FormQuestions) -> HttpResponse:
        wants_publishing = "publish" in self.request.POST or self.state.page.live
        try:
            with transaction.atomic():
                is_out = self._save(form, is_to_be_published=wants_publishing)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        self._tell(is_out=is_out)
        registry.tell_of_answer(self.request, self.site)
        return redirect(self._next_url())

    def _save(self, form: FormQuestions, *, is_to_be_published: bool) -> bool:
        # Changes that somebody else has not published yet must not go out with ours.
        has_others_changes = self.state.page.live and self.state.page.has_unpublished_changes
        draft, user = form.fill_in(), self.request.user
        revision = draft.save_revision(user=user, log_action=True, clean=False)
        if not (is_to_be_published and self.may_publish) or has_others_changes:
            return False
        draft.check_is_publishable()
        revision.publish(user=user)
        return True

    def _tell(self, *, is_out: bool) -> None:
        names = {"title": self.state.draft.title}
        if is_out:
            messages.success(self.request, _("“%(title)s” is saved and published.") % names)
        elif self.state.page.live:
            text = _(
                "“%(title)s” is saved as a draft: it has other changes that are not published. "
                "Publish it in its editor."
            )
            messages.warning(self.request, text % names)
        else:
            messages.success(self.request, _("“%(title)s” is saved as a draft.") % names)

    def _next_url(self) -> str:
        later = (state for state in forms_of(self.site) if not state.is_answered)
        user = self.request.user
        for state in later:
            may_edit = state.page.permissions_for_user(user).can_edit()
            if state.page.pk != self.state.page.pk and may_edit:
                name = "wagtail_privacy_start_forms:form"
                return reverse(name, args=[self.site.pk, state.page.pk])
        return self.forms_url
