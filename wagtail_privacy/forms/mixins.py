import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.fields import RichTextField

from wagtail_privacy import clock, registry
from wagtail_privacy.forms.at_rest import storage
from wagtail_privacy.forms.consents.asking.asks import check_asks
from wagtail_privacy.forms.consents.links import addresses
from wagtail_privacy.forms.consents.mixins import RECEIPT, ConsentingFormMixin
from wagtail_privacy.forms.drafts import without_deleted
from wagtail_privacy.forms.error_reports import keep_people_out
from wagtail_privacy.forms.filling import asked, landing
from wagtail_privacy.forms.filling.builder import PrivacyFormBuilder, asks_something
from wagtail_privacy.forms.gate import ScheduledFormMixin
from wagtail_privacy.forms.guard.mixins import GuardedFormMixin
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.notification.mixins import NotifyingFormMixin
from wagtail_privacy.forms.page_types import PrivacyForm
from wagtail_privacy.forms.submissions import actions, once
from wagtail_privacy.models import Purpose
from wagtail_privacy.remembering import one_moment
from wagtail_privacy.responses import in_language

NO_PURPOSE = _(
    "A form without a purpose cannot be published. The purpose tells visitors what their answers "
    "are used for, and the software how long to keep them. Choose one; where the register has "
    "none that fits, there are ready-made ones."
)
NO_FIELD = _("A form without a field cannot be published: nobody could send anything. Add one.")
RICH_TEXT_FEATURES = ["bold", "italic", "link", "ul", "ol"]


class PrivacyFormPageForm(WagtailAdminFormPageForm):
    """Lets a new form be saved as a draft before it has a purpose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A page begins as live; Wagtail makes it a draft only after its form has been checked.
        if self.instance._state.adding:
            self.instance.live = False
        if "purpose" in self.fields:
            self.fields["purpose"].error_messages["required"] = NO_PURPOSE

    def _post_clean(self) -> None:
        # The page does not have the fields yet that stand in the editor: `is_valid` looks later.
        self.instance.is_being_edited = True
        try:
            super()._post_clean()
        finally:
            self.instance.is_being_edited = False

    def is_valid(self) -> bool:
        """Whether the page can be saved, and published if that is asked for."""
        if not super().is_valid():
            return False
        if not self.is_deferred_validation:
            self._check_is_publishable()
        return not self.errors

    def _check_is_publishable(self) -> None:
        page = self.save(commit=False)
        try:
            page.check_is_publishable()
        except ValidationError as error:
            self.add_error(None, error.messages)


class PrivacyFormMixin(
    PrivacyForm,
    ScheduledFormMixin,
    GuardedFormMixin,
    ConsentingFormMixin,
    NotifyingFormMixin,
    models.Model,
):
    """Makes a page a form that has a purpose and keeps its answers only as long as it says.

    The page type needs a child model of `AbstractPrivacyFormField` with the related name
    ``form_fields``. With a child model of `AbstractConsentQuestion` and the related name
    ``consent_questions`` it asks for further purposes. Whatever works with `wagtail.contrib.forms`
    works here.
    """

    introduction = RichTextField(
        verbose_name=_("introduction"), blank=True, features=RICH_TEXT_FEATURES
    )
    thank_you_text = RichTextField(
        verbose_name=_("text after sending"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What happens next."),
    )
    answers_within = models.PositiveSmallIntegerField(
        verbose_name=_("we answer within (working days)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(250)],
        help_text=_(
            "Then the page after sending and the receipt name the day. Saturdays and Sundays are "
            "left out, public holidays are not. Empty: they name no day."
        ),
    )
    submit_label = models.CharField(
        verbose_name=_("label of the button"),
        max_length=60,
        blank=True,
        help_text=_("A verb that says what the button does, such as “Request a call”."),
    )
    purpose = models.ForeignKey(
        Purpose,
        verbose_name=_("purpose"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("What the answers are used for. It decides how long they are kept."),
    )
    consequence = models.CharField(
        verbose_name=_("if somebody does not answer"),
        max_length=255,
        blank=True,
        help_text=_("What happens then, in one sentence, Art. 13(2)(e) GDPR."),
    )

    #: While its form in the editor is checked, which then checks the whole page itself.
    is_being_edited = False

    base_form_class = PrivacyFormPageForm
    form_builder = PrivacyFormBuilder

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.live and not self.is_being_edited:
            # The gate that every way of publishing passes; a draft may be incomplete.
            self.check_is_publishable()

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Give the page as a revision has it; what was deleted since is a gap to be filled."""
        return super().with_content_json(without_deleted(content))

    def check_is_publishable(self) -> None:
        """Raise `ValidationError` for what must not be missing on a published form."""
        if self.purpose_id is None:
            raise ValidationError({"purpose": NO_PURPOSE})
        if not asks_something(self):
            raise ValidationError(NO_FIELD)
        unclear = [field.label for field in self.get_form_fields() if not field.data_category_id]
        if unclear:
            raise ValidationError(
                _("Say for each field which data it asks for: %(fields)s."),
                params={"fields": ", ".join(unclear)},
            )
        check_asks(self)

    @property
    def is_publishable(self) -> bool:
        """Whether nothing is missing that a published form needs."""
        try:
            self.check_is_publishable()
        except ValidationError:
            return False
        return True

    def get_form_fields(self) -> Any:
        # The form, its consents and its notice ask one after the other within a request.
        served: Any = getattr(self, "_served_fields", None)
        if served is not None:
            return served
        fields = self.form_fields.all()
        if "form_fields" in getattr(self, "_prefetched_objects_cache", ()):
            return fields
        # The notice and the statement ask for the category of every field.
        fields = fields.select_related("data_category")
        if hasattr(self, "_request"):
            self._served_fields = asked.fields_of(self, fields)
        return fields

    @property
    def takes_answers(self) -> bool:
        """Whether answers can be kept as the site promises; without a key they cannot."""
        return (
            storage.can_store()
            and issubclass(self.get_submission_class(), PrivacyFormSubmission)
            and (not self.consent_asks or addresses.are_mounted())
        )

    def get_submission_class(self) -> type[PrivacyFormSubmission]:
        return PrivacyFormSubmission

    def get_submission_values(self, form: Any) -> dict[str, Any]:
        """Give the values of further columns of a submission class of your own."""
        return {}

    def get_submissions_list_view_class(self) -> Any:
        # The view imports this module.
        from wagtail_privacy.forms.views.submissions import PrivacySubmissionsListView

        return self.submissions_list_view_class or PrivacySubmissionsListView

    def get_data_fields(self) -> list[tuple[str, Any]]:
        return [*super().get_data_fields(), ("expires_at", _("Deleted after"))]

    @sensitive_variables()
    def process_form_submission(self, form: Any) -> PrivacyFormSubmission:
        now, kept_as = clock.now(), self.get_submission_class()
        sending = self.id_after_withdrawals(form, once.id_of_sending(self.pk, form))
        values = {"uuid": sending, **self.get_submission_values(form)}
        try:
            with transaction.atomic():
                submission = actions.store_submission(
                    self, form.cleaned_data, now, kept_as, **values
                )
                self.keep_consents(form, submission, now)
        except IntegrityError:
            kept = kept_as._default_manager.filter(uuid=values["uuid"], page=self).first()
            if kept is None:
                raise
            # It was sent twice: whoever waits for the second answer gets a receipt as well.
            return self.with_new_receipt(kept, now)
        self.announce(submission)
        return submission

    # An error report would otherwise show what somebody has just sent.
    @method_decorator(sensitive_post_parameters())
    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the language of the page; refuse answers that could not be kept safely."""
        keep_people_out(request)
        self._request = request  # a consent points at the statement that this request showed
        with one_moment():
            asked.remember_purpose_and_language(self)
            return self._serve(request, *args, **kwargs)

    def _serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(self.locale.language_code):
            if request.method == "POST" and not self.takes_answers:
                return in_language(self._render_refusal(request), self.locale.language_code)
            if landing.sent_by(request, self.pk):
                response = self.render_landing_page(request, None, *args, **kwargs)
                landing.keep_private(response)
            elif RECEIPT in request.GET:
                response = landing.keep_private(
                    self._serve_at_old_address(request, *args, **kwargs)
                )
            else:
                response = super().serve(request, *args, **kwargs)
            return in_language(response, self.locale.language_code)

    def _serve_at_old_address(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Lead from an old address after sending, which still opens the receipt, to the form."""
        if request.method in ("GET", "HEAD"):
            return landing.see_other(landing.bare_address(request))
        return super().serve(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft in the language of the page."""
        with translation.override(self.locale.language_code):
            response = super().serve_preview(request, mode_name)
            return in_language(response, self.locale.language_code)

    def render_landing_page(
        self, request: HttpRequest, form_submission: Any = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Send the browser on after a POST, so that a reload sends nothing again; else show it.

        After the redirect `form_submission` is None, as it is in a preview.
        """
        if request.method == "POST" and form_submission is not None:
            return landing.see_other(self.get_landing_address(request, form_submission))
        response = super().render_landing_page(request, form_submission, *args, **kwargs)
        sent = landing.sent_by(request, self.pk)
        response.context_data["deleted_on"] = sent.deleted_on if sent else None
        if sent:
            registry.tell_form_was_sent(self, request, sent.sending)
            response.context_data |= self.get_receipt_context(request, clock.now())
        return response

    def get_landing_address(self, request: HttpRequest, form_submission: Any) -> str:
        """Give the address to go on to after sending; by default this page with a signed marker."""
        expires_at = getattr(form_submission, "expires_at", None)
        deleted_on = clock.day_of(expires_at) if expires_at else None
        sent = landing.Sent(deleted_on, secrets.token_urlsafe(9))
        address = landing.address_after(request, self.pk, sent)
        token = getattr(form_submission, "receipt_token", "")
        return f"{address}&{urlencode({RECEIPT: token})}" if token else address

    def _render_refusal(self, request: HttpRequest) -> HttpResponse:
        context = self.get_context(request)
        context["form"] = self.get_form(page=self, user=request.user)
        template = self.get_template(request)
        return TemplateResponse(request, template, context, status=503)

    def get_submit_label(self) -> str:
        """Give the words on the button."""
        return self.submit_label or gettext("Send")
