"""A file that somebody has sent, for those who may read the submission, for a named purpose."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from wagtail_privacy.forms.at_rest.encryption import EncryptionError
from wagtail_privacy.forms.at_rest.files import SubmissionFile, refers_to
from wagtail_privacy.forms.error_reports import keep_people_out
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.forms.rights.permissions import SubmissionRight
from wagtail_privacy.forms.submissions.log_actions import VIEW, log_use
from wagtail_privacy.forms.views.deciding import form_page_for
from wagtail_privacy.forms.views.purposes import chosen, purposes_of
from wagtail_privacy.models import Purpose


def download(request: HttpRequest, page_id: int, reference: uuid.UUID) -> HttpResponse:
    """Give a file as an attachment that no browser runs; the download is logged."""
    keep_people_out(request)
    page = form_page_for(request.user, SubmissionRight.VIEW, page_id)
    purpose = chosen(purposes_of(page), request.GET.get("purpose"))
    if purpose is None:
        raise Http404
    try:
        name, content = _open(page_id, reference, purpose)
    except EncryptionError:
        words = gettext("This file cannot be read: its key is missing, or it is damaged.")
        return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    log_use(VIEW, page, 1, purpose=purpose, file=True)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _open(page_id: int, reference: uuid.UUID, purpose: Purpose) -> tuple[str, bytes]:
    file = get_object_or_404(SubmissionFile, uuid=reference, submission__page_id=page_id)
    rows = PrivacyFormSubmission.objects.usable_for(purpose)
    submission = get_object_or_404(rows, pk=file.submission_id)
    # Only an answer that the purpose covers leads to its file.
    for answer in submission.get_answers().values():
        if refers_to(answer, reference):
            return str(answer["name"]), file.get_content()
    raise Http404
