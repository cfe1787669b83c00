"""What makes a form page ask for consents, and keep the proof of them."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.contrib.forms.models import FormMixin
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.forms.at_rest.files import without_files
from wagtail_privacy.forms.consents import receipts
from wagtail_privacy.forms.consents.asking.asks import Ask, asks_of
from wagtail_privacy.forms.consents.asking.boxes import ConsentingForm, consent_fields
from wagtail_privacy.forms.consents.keeping import Sending, keep
from wagtail_privacy.forms.consents.links import addresses
from wagtail_privacy.forms.consents.links.links import LinkKind, PrivacyLink
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.consents.proof.states import State
from wagtail_privacy.forms.filling import asked
from wagtail_privacy.forms.filling.terms import fingerprint, terms_of
from wagtail_privacy.forms.submissions import once
from wagtail_privacy.statement_references import StatementVersionReference

#: In the address of the page after sending.
RECEIPT = "receipt"


class ConsentingFormMixin(FormMixin):
    """Adds the consents to the form of a page, and a receipt to what was sent."""

    def get_consent_questions(self) -> Sequence[Any]:
        """Give the further purposes that the page asks for; none if its type has no such child."""
        questions: Any = getattr(self, "consent_questions", None)
        if questions is None or getattr(self, "asks_for_consent", True) is False:
            return ()
        if "consent_questions" in getattr(self, "_prefetched_objects_cache", ()):
            return list(questions.all())
        if not hasattr(self, "_request"):
            return list(questions.select_related("purpose"))
        # The boxes and the notice ask one after the other within a request.
        if not hasattr(self, "_served_questions"):
            self._served_questions = asked.further_purposes_of(self, questions.all())
        return self._served_questions

    @cached_property
    def consent_asks(self) -> tuple[Ask, ...]:
        """What the form asks consent for."""
        return asks_of(self)

    @cached_property
    def terms_told(self) -> str:
        """What stands for all that the notice and the boxes of the form tell of its use now.

        Where it asks for consent, so does the version of the statement: the proof will name it.
        So do the names of the boxes: a tick whose box is gone would be lost without a word.
        """
        if self.purpose is None:
            return ""
        statement = self._statement_shown() if self.consent_asks else None
        version = (statement.page_id, statement.number) if statement else ()
        boxes = [ask.name for ask in self.consent_asks]
        return fingerprint(terms_of(self.purpose), version, boxes)

    def get_form_class(self) -> type[Any]:
        form_class: type[Any] = super().get_form_class()
        if not self.consent_asks:
            return form_class
        # The form class may come from a form builder of the owner's.
        bases = () if issubclass(form_class, ConsentingForm) else (ConsentingForm,)
        fields = dict(consent_fields(self.consent_asks))
        return type(form_class.__name__, (*bases, form_class), fields)

    def keep_consents(self, form: Any, submission: Any, now: datetime) -> None:
        """Store the parts and proofs of a form, and put the token of the receipt on its answers."""
        asks = getattr(form, "consents_given", ())
        submission.receipt_token = ""
        if not addresses.are_mounted():
            return
        site = self._site_shown if asks else None
        sending = Sending(
            page=self,
            submission=submission,
            now=now,
            site=site,
            statement=self._statement_shown() if asks else None,
            answers=without_files(form.cleaned_data),
            values=self.get_submission_values(form),
        )
        submission.receipt_token = keep(sending, asks)

    def id_after_withdrawals(self, form: Any, sending: uuid.UUID) -> uuid.UUID:
        """Give the id of a sending, or of the next where its consents have been taken back.

        Whoever agrees once more, even by going back to the page that they had sent, has agreed.
        """
        while getattr(form, "consents_given", ()) and ConsentRecord.objects.taken_back(sending):
            sending = once.id_of_next(sending)
        return sending

    def with_new_receipt(self, submission: Any, now: datetime) -> Any:
        """Put the token of a further link to the receipt on answers that are stored already."""
        sending = Sending(page=self, submission=submission, now=now)
        submission.receipt_token = keep(sending, ()) if addresses.are_mounted() else ""
        return submission

    @cached_property
    def _site_shown(self) -> Site | None:
        request: HttpRequest | None = getattr(self, "_request", None)
        return (Site.find_for_request(request) if request else None) or addresses.site_of(self)

    def _statement_shown(self) -> StatementVersionReference | None:
        request: HttpRequest | None = getattr(self, "_request", None)
        site, language = self._site_shown, self.locale.language_code
        return registry.current_statement_version(site, language, request) if site else None

    def get_receipt_context(self, request: HttpRequest, now: datetime) -> dict[str, Any]:
        """Give the receipt and its address for the page after sending, and what is pending."""
        token = request.GET.get(RECEIPT, "")
        link = PrivacyLink.objects.by_token(token, LinkKind.RECEIPT) if token else None
        if link is None or link.form_page != self.pk:
            return {}
        receipt = receipts.receipt_of(link, now)
        return {
            "receipt": receipt,
            "receipt_url": addresses.path_of(LinkKind.RECEIPT, token),
            "pending_consents": [item for item in receipt.items if item.state is State.PENDING],
        }
