"""Narrows the list "To do" to a weight, a kind, a site or a language."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Site

from wagtail_privacy.todos import WEIGHTS, Todo

NAMES = ("weight", "kind", "site", "language")


class TodoFilterSet(WagtailFilterSet):
    """Offers what the list contains; a choice that there is only one of is not asked for."""

    weight = django_filters.ChoiceFilter(label=_("Weight"))
    kind = django_filters.ChoiceFilter(label=_("Kind"))
    site = django_filters.ChoiceFilter(label=pgettext_lazy("website", "Site"))
    language = django_filters.ChoiceFilter(label=_("Language"))

    class Meta:
        model = Site
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, request: HttpRequest, todos: Sequence[Todo]):
        super().__init__(data, request=request)
        self.todos = todos
        for name in NAMES:
            values = list(dict.fromkeys(getattr(todo, name) for todo in todos))
            wanted = data.get(name)
            if len(values) > 1 or (wanted and values != [wanted]):
                shown = [(value, self._in_words(name, value)) for value in values if value]
                if wanted and wanted not in values:
                    # What a bookmark asks for, and is done now, is still said.
                    shown.append((wanted, self._in_words(name, wanted)))
                self.filters[name].extra["choices"] = shown
            else:
                del self.filters[name]

    @staticmethod
    def _in_words(name: str, value: str) -> str:
        return str(WEIGHTS.get(value, value)) if name == "weight" else value  # type: ignore[call-overload]

    def narrowed(self) -> list[Todo]:
        """Give what fits every choice."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        wanted = {name: value for name, value in chosen.items() if value}
        return [
            todo
            for todo in self.todos
            if all(getattr(todo, name) == value for name, value in wanted.items())
        ]
