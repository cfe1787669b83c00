"""A question of Privacy › Start: some fields of a form under one heading, and why it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail_privacy.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Question:
    """The heading, the reason, and the names of the fields that answer it."""

    heading: Text
    why: Text
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with the fields of a form, ready to be shown."""

    heading: str
    why: str
    fields: tuple[Any, ...]


def asked(form: Any, questions: tuple[Question, ...]) -> Iterator[AskedQuestion]:
    """Yield the questions with those of their fields that the form has."""
    for question in questions:
        fields = tuple(form[name] for name in question.fields if name in form.fields)
        if fields:
            yield AskedQuestion(str(question.heading), str(question.why), fields)
