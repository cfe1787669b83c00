"""A text in several languages in one column: facts stand once, words once per language."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages

Line = TypeVar("Line", str, bytes)


class Words(dict[str, str]):
    """A text by language code; as a string it reads in the active language."""

    def __str__(self) -> str:
        return self.in_language(get_language() or settings.LANGUAGE_CODE)

    def in_language(self, language: str) -> str:
        """Give the text in a language, else in its base or the default language, else any."""
        for code in (language, language.partition("-")[0], settings.LANGUAGE_CODE):
            if text := self.get(code):
                return text
        return next(filter(None, self.values()), "")

    def missing(self, languages: Iterable[str]) -> list[str]:
        """List those of the languages that have no text."""
        return [code for code in languages if not self.get(code)]


def in_language(language: str | None, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines, each made in a language: a stream is read when the request's is gone."""
    unread = iter(lines)
    while True:
        with override(language):
            line = next(unread, None)
        if line is None:
            return
        yield line


class TranslatedInput(forms.MultiWidget):
    """One labelled input per content language."""

    template_name = "wagtail_privacy/widgets/translated_input.html"

    def __init__(self, languages: Sequence[tuple[str, str]], attrs: dict[str, Any] | None = None):
        self.languages = languages
        self.field_label: Any = ""
        super().__init__({code: self.create_input(code) for code, _name in languages}, attrs=attrs)

    def create_input(self, code: str) -> forms.Widget:
        return forms.TextInput(attrs={"lang": code})

    def decompress(self, value: Any) -> list[str | None]:
        words = value or {}
        return [words.get(code) for code, _name in self.languages]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["field_label"] = self.field_label
        inputs = context["widget"]["subwidgets"]
        for subwidget, (_code, language) in zip(inputs, self.languages, strict=True):
            subwidget["language"] = language
        return context

    def id_for_label(self, id_: str) -> str:
        # With several languages each input has a label of its own, "Name – Deutsch".
        return f"{id_}_0" if id_ and len(self.languages) == 1 else ""


class TranslatedTextarea(TranslatedInput):
    """One labelled text area per content language."""

    def create_input(self, code: str) -> forms.Widget:
        return forms.Textarea(attrs={"lang": code, "rows": 3})


class TranslatedFormField(forms.MultiValueField):
    """Asks for a text in every content language; a required field needs at least one."""

    def __init__(self, *, multiline: bool = False, max_length: int | None = None, **kwargs: Any):
        languages = list(get_content_languages().items())
        widget_class = TranslatedTextarea if multiline else TranslatedInput
        kwargs.update(require_all_fields=False, widget=widget_class(languages))
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        self.codes = [code for code, _name in languages]
        fields = [forms.CharField(max_length=max_length, required=False) for _code in languages]
        super().__init__(fields, **kwargs)
        self.widget.field_label = self.label

    def compress(self, data_list: list[str]) -> Words:
        given = zip(self.codes, data_list or [], strict=False)
        return Words({code: text for code, text in given if text})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.widget.decompress(initial), data)


class TranslatedField(models.JSONField):
    """Stores `Words`; its form field shows one input per content language."""

    description = _("Text in several languages")

    def __init__(
        self, *args: Any, multiline: bool = False, max_length: int | None = None, **kw: Any
    ):
        self.multiline = multiline
        kw.setdefault("default", Words)
        super().__init__(*args, **kw)
        self.max_length = max_length

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Words:
        return Words(super().from_db_value(value, expression, connection) or {})

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # Stored, a text without a language could never be read again, nor the list it stands in.
        if isinstance(value, str):
            raise TypeError(f'{self.name} takes a text per language, such as {{"en": {value!r}}}.')
        return super().get_db_prep_save(value, connection)

    def to_python(self, value: Any) -> Words:
        return Words(value or {})

    def validate(self, value: Any, model_instance: Any) -> None:
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise ValidationError(_("Give a text per language."), code="invalid")
        super().validate(value, model_instance)

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        # A language that the site has dropped was not asked for; its words stay.
        languages = get_content_languages()
        before = getattr(instance, self.attname) or {}
        kept = {code: text for code, text in before.items() if code not in languages}
        super().save_form_data(instance, Words({**kept, **(data or {})}))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        kwargs.pop("form_class", None)
        kwargs.pop("widget", None)
        # The generic JSON field would insist on its own arguments, so go round it.
        return models.Field.formfield(
            self,
            form_class=TranslatedFormField,
            multiline=self.multiline,
            max_length=self.max_length,
            **kwargs,
        )
