"""What Wagtail's documentation of its form builder shows, done with our mixin.

Its headings: https://docs.wagtail.org/en/stable/reference/contrib/forms/
"""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.models import Page

from wagtail_privacy.forms.consents.asking.questions import AbstractConsentQuestion
from wagtail_privacy.forms.filling.builder import PrivacyFormBuilder
from wagtail_privacy.forms.mixins import PrivacyFormMixin, PrivacyFormPageForm
from wagtail_privacy.forms.models import AbstractPrivacyFormField, PrivacyFormSubmission


class EmailInput(forms.EmailInput):
    """A widget of the site's own."""

    def __init__(self, attrs: Any = None):
        super().__init__({"placeholder": "erika@example.com", **(attrs or {})})


class OwnFormBuilder(PrivacyFormBuilder):
    """Has a kind of field of its own, and widgets of its own for two of Wagtail's."""

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["widget"] = EmailInput
        return super().create_email_field(field, options)

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["widget"] = forms.TextInput(attrs={"class": "own-class"})
        return super().create_singleline_field(field, options)

    def create_ipaddress_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return forms.GenericIPAddressField(**options)


class OwnAdminForm(PrivacyFormPageForm):
    """Knows a rule for the editor that is the site's own."""

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        if cleaned.get("title") == "Forbidden":
            raise ValidationError("No form of ours has this title.")
        return cleaned


class ContactPage(PrivacyFormMixin, Page):
    """Calls its fields by another name, and changes what Wagtail lets a page type change."""

    thank_you_page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    template = "documented/form_page.html"
    form_builder = OwnFormBuilder
    base_form_class = OwnAdminForm
    content_panels = [
        *Page.content_panels,
        FormSubmissionsPanel(),
        InlinePanel("custom_form_fields"),
        FieldPanel("purpose"),
        FieldPanel("thank_you_page"),
    ]

    def get_form_fields(self) -> Any:
        return self.custom_form_fields.all()

    def get_landing_page_template(self, *args: Any, **kwargs: Any) -> str:
        return "documented/thanks.html"

    def get_submissions_list_view_class(self) -> Any:
        from tests.documented.views import OwnListView

        return OwnListView

    def render_landing_page(
        self, request: HttpRequest, form_submission: Any = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if self.thank_you_page:
            url = self.thank_you_page.url
            if form_submission:
                url += f"?id={form_submission.id}"
            return redirect(url, permanent=False)
        return super().render_landing_page(request, form_submission, *args, **kwargs)


class ContactField(AbstractPrivacyFormField):
    """A question with a name that the site makes itself."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="custom_form_fields")
    field_type = models.CharField(
        max_length=16, choices=(*FORM_FIELD_CHOICES, ("ipaddress", "IP address"))
    )

    def get_field_clean_name(self) -> str:
        return f"f{uuid.uuid4().hex[:8]}_{super().get_field_clean_name()}"


class MemberSubmission(PrivacyFormSubmission):
    """A submission that also says who was logged in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    def get_data(self) -> dict[str, Any]:
        return {**super().get_data(), "username": self.user.get_username()}


class MemberPage(PrivacyFormMixin, Page):
    """Asks each user once, and lists who it was."""

    template = "documented/form_page.html"
    landing_page_template = "documented/thanks.html"

    def get_data_fields(self) -> list[tuple[str, Any]]:
        return [("username", "Username"), *super().get_data_fields()]

    def get_submission_class(self) -> type[PrivacyFormSubmission]:
        return MemberSubmission

    def get_submission_values(self, form: Any) -> dict[str, Any]:
        return {"user": form.user}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_done = self.get_submissions().filter(user__pk=request.user.pk).exists()
        if is_done and "sent" not in request.GET:
            return render(request, self.template, self.get_context(request))
        return super().serve(request, *args, **kwargs)


class MemberField(AbstractPrivacyFormField):
    """A question to a member."""

    page = ParentalKey(MemberPage, on_delete=models.CASCADE, related_name="form_fields")


class MemberQuestion(AbstractConsentQuestion):
    """A further purpose that members are asked for."""

    page = ParentalKey(MemberPage, on_delete=models.CASCADE, related_name="consent_questions")


class StepsPage(PrivacyFormMixin, Page):
    """Asks one question after the other, and shows how everybody has answered.

    What was answered before travels along in the form: nothing is stored before the last step.
    """

    template = "documented/steps_page.html"
    landing_page_template = "documented/thanks.html"
    #: The step that is shown; None where the whole form is meant.
    step: int | None = None

    def get_form_class(self) -> Any:
        fields = list(self.get_form_fields())
        if self.step is None or self.step >= len(fields):
            return super().get_form_class()
        return self.form_builder(fields[: self.step]).get_form_class()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        last, answered = len(self.get_form_fields()), request.POST.get("step", "")
        if request.method != "POST":
            self.step = 1
        elif not answered.isdecimal() or not 0 < int(answered) < last:
            self.step = last
        else:
            return self.next_step(request, int(answered))
        return super().serve(request, *args, **kwargs)

    def next_step(self, request: HttpRequest, answered: int) -> HttpResponse:
        """Ask the next question, or the same once more."""
        self.step = answered
        form = self.get_form(request.POST, page=self, user=request.user)
        if form.is_valid():
            self.step += 1
            form = self.get_form(initial=request.POST.dict(), page=self, user=request.user)
        context = {**self.get_context(request), "form": form}
        return TemplateResponse(request, self.get_template(request), context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        results: dict[str, dict[str, int]] = {}
        for submission in self.get_submissions().usable_for(self.purpose):
            data = submission.get_data()
            for field in self.get_form_fields():
                answer = data.get(field.clean_name)
                if answer is not None:
                    counts = results.setdefault(field.label, {})
                    counts[str(answer)] = counts.get(str(answer), 0) + 1
        return {**super().get_context(request, *args, **kwargs), "results": results}


class StepsField(AbstractPrivacyFormField):
    """A question of a step."""

    page = ParentalKey(StepsPage, on_delete=models.CASCADE, related_name="form_fields")
