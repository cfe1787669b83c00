"""Files that people send with a form: bounded, and sealed beside their submission.

A file lies encrypted in the database and not in a folder. So it is never half deleted: it goes in
the same transaction as its submission, and no web server can hand it out past our permission.
Its limits (`MAX_FILE_BYTES`) keep that cheap.
"""

import base64
import os
import unicodedata
import uuid
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from wagtail_privacy import conf
from wagtail_privacy.forms.at_rest import encryption, storage

#: How a file of a kind begins. Of other kinds only the name can be looked at.
BEGINNINGS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "zip"), b"PK\x03\x04"),
}
_LONGEST_NAME = 100


class SubmissionFile(models.Model):
    """A file of a submission: `content` is encrypted, and `sealed` holds the key to it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        "wagtail_privacy_forms.PrivacyFormSubmission",
        on_delete=models.CASCADE,
        related_name="files",
    )
    sealed = models.JSONField()
    content = models.BinaryField()

    objects: models.Manager["SubmissionFile"] = models.Manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("sent file")
        verbose_name_plural = _("sent files")

    def __str__(self) -> str:
        return gettext("File %(id)s") % {"id": self.pk or ""}

    @property
    def bound_to(self) -> tuple[str, ...]:
        """What the file belongs to; moved to another row it cannot be read."""
        return (self._meta.label, str(self.uuid), str(self.submission_id))

    @sensitive_variables()
    def set_content(self, content: bytes) -> None:
        """Put a file into the row, under a key of its own."""
        key = os.urandom(encryption.KEY_BYTES)
        self.content = encryption.seal_bytes(content, key, self.bound_to)
        text = base64.b64encode(key).decode("ascii")
        self.sealed = storage.to_stored({"key": text}, self.bound_to)

    @sensitive_variables()
    def get_content(self) -> bytes:
        """Give the file; raise `EncryptionError` if it cannot be read."""
        key = base64.b64decode(storage.from_stored(self.sealed, self.bound_to)["key"])
        return encryption.unseal_bytes(bytes(self.content), key, self.bound_to)


class SentFileInput(forms.FileInput):
    """Tells templates that it takes a file; a browser does not keep it when a form comes back."""


class SentFileField(forms.FileField):
    """Takes one file of the kinds and the size that the settings allow."""

    widget = SentFileInput

    def __init__(self, **options: Any):
        options.pop("initial", None)
        super().__init__(max_length=255, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        kinds = ",".join(f".{kind}" for kind in conf.forms().FILE_TYPES)
        return {**super().widget_attrs(widget), "accept": kinds}

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, UploadedFile):
            _check_size(value, self.label)
            _check_kind(value, self.label)


def limits_in_words() -> str:
    """Say which files are taken: "PDF, JPG; 2.4 MB at most"."""
    return gettext("%(kinds)s; %(size)s at most") % {
        "kinds": ", ".join(kind.upper() for kind in conf.forms().FILE_TYPES),
        "size": filesizeformat(conf.forms().MAX_FILE_BYTES),
    }


def _check_size(file: UploadedFile, label: Any) -> None:
    if (file.size or 0) > conf.forms().MAX_FILE_BYTES:
        words = _("The file for “%(label)s” is too large. We take: %(limits)s.")
        raise ValidationError(words, params=_params(label), code="too_large")


def _check_kind(file: UploadedFile, label: Any) -> None:
    kind = PurePath(clean_file_name(file.name or "")).suffix.lower().removeprefix(".")
    begins = file.read(16)
    file.seek(0)
    fits = kind in conf.forms().FILE_TYPES and begins.startswith(BEGINNINGS.get(kind, b""))
    if not fits:
        words = _("We do not take files of this kind for “%(label)s”. We take: %(limits)s.")
        raise ValidationError(words, params=_params(label), code="wrong_kind")


def _params(label: Any) -> dict[str, Any]:
    return {"label": label, "limits": limits_in_words()}


def clean_file_name(name: str) -> str:
    """Give the name of a file without signs that turn the direction or break a line."""
    visible = (sign for sign in name if unicodedata.category(sign)[0] != "C")
    path = PurePath("".join(visible).replace("\\", "/").rpartition("/")[2].strip())
    return f"{path.stem[:_LONGEST_NAME]}{path.suffix[:20]}"


def take_files(answers: dict[str, Any]) -> tuple[dict[str, Any], dict[uuid.UUID, UploadedFile]]:
    """Give the answers with a reference in place of each file, and the files by reference."""
    plain, files = {}, {}
    for name, answer in answers.items():
        if isinstance(answer, UploadedFile):
            reference = uuid.uuid4()
            files[reference] = answer
            shown = clean_file_name(answer.name or "")
            answer = {"file": str(reference), "name": shown, "size": answer.size}
        plain[name] = answer
    return plain, files


def without_files(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers that are no files: these serve the main purpose only."""
    return {n: answer for n, answer in answers.items() if not isinstance(answer, UploadedFile)}


@sensitive_variables()
def keep_files(submission: Any, files: dict[uuid.UUID, UploadedFile]) -> None:
    """Store the files of a submission that has just been stored, in its transaction."""
    for reference, uploaded in files.items():
        file = SubmissionFile(uuid=reference, submission=submission)
        file.set_content(uploaded.read())
        file.save(force_insert=True)


def refers_to(answer: Any, reference: uuid.UUID) -> bool:
    """Whether an answer is this file."""
    return isinstance(answer, dict) and answer.get("file") == str(reference)
