"""The field's terms as plain data: code, label, IRI and article.

Articles are those of the GDPR, Regulation (EU) 2016/679, as of November 2026; IRIs are those of
the Data Privacy Vocabulary 2.3 (a report of a W3C Community Group).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.functional import Promise

DPV = "https://w3id.org/dpv#"
DPV_GDPR = "https://w3id.org/dpv/legal/eu/gdpr#"
#: Countries, by their ISO 3166-1 code: an extension of DPV.
DPV_LOC = "https://w3id.org/dpv/loc#"

Text = str | Promise
Choices = list[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary."""

    code: str
    label: Text
    iri: str = ""
    article: Text = ""


T = TypeVar("T", bound=Term)


class Vocabulary(Generic[T]):
    """An ordered set of terms, found by code."""

    def __init__(self, terms: Iterable[T]):
        self._terms = {term.code: term for term in terms}

    def __getitem__(self, code: str) -> T:
        return self._terms[code]

    def __contains__(self, code: object) -> bool:
        return code in self._terms

    def __iter__(self) -> Iterator[T]:
        return iter(self._terms.values())

    def __len__(self) -> int:
        return len(self._terms)

    def choices(self) -> Choices:
        """Give the terms as Django choices.

        A model passes a function of the vocabulary's module, which migrations name instead of
        listing the terms.
        """
        return [(term.code, term.label) for term in self]
