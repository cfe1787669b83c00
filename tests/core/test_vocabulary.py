"""The vocabularies: what stands in a statement has a label, and programs can tell terms apart."""

from collections import Counter
from typing import Any

import pytest
from django.utils import translation

from wagtail_privacy import models
from wagtail_privacy.countries import country_choices
from wagtail_privacy.vocabulary import DPV, DPV_GDPR, Term, Vocabulary
from wagtail_privacy.vocabulary.data import DATA_KINDS, LEGAL_REGIMES
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES, SPECIAL_CONDITIONS
from wagtail_privacy.vocabulary.purposes import PURPOSE_TYPES
from wagtail_privacy.vocabulary.recipients import EEA_COUNTRIES, RECIPIENT_ROLES, SAFEGUARDS
from wagtail_privacy.vocabulary.rights import RIGHTS

VOCABULARIES: dict[str, Vocabulary[Any]] = {
    "data kinds": DATA_KINDS,
    "legal regimes": LEGAL_REGIMES,
    "legal bases": LEGAL_BASES,
    "special conditions": SPECIAL_CONDITIONS,
    "purpose types": PURPOSE_TYPES,
    "recipient roles": RECIPIENT_ROLES,
    "safeguards": SAFEGUARDS,
    "rights": RIGHTS,
}
TERMS = [
    pytest.param(term, id=f"{name}: {term.code}")
    for name, vocabulary in VOCABULARIES.items()
    for term in vocabulary
]


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_a_label_and_an_address_in_the_field_s_vocabulary(term: Term) -> None:
    assert str(term.label).strip()
    assert term.iri == "" or term.iri.startswith((DPV, DPV_GDPR))
    assert term.iri not in (DPV, DPV_GDPR)


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=VOCABULARIES)
def test_no_two_terms_share_a_label_or_an_address(vocabulary: Vocabulary[Any]) -> None:
    for words in ([str(t.label) for t in vocabulary], [t.iri for t in vocabulary if t.iri]):
        assert [word for word, times in Counter(words).items() if times > 1] == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=VOCABULARIES)
def test_a_code_finds_its_term_and_an_unknown_one_none(vocabulary: Vocabulary[Any]) -> None:
    codes = [code for code, _label in vocabulary.choices()]
    assert len(codes) == len(vocabulary) == len(set(codes))
    assert [vocabulary[code].code for code in codes] == codes
    assert "no such code" not in vocabulary
    with pytest.raises(KeyError):
        vocabulary["no such code"]


@pytest.mark.parametrize("basis", LEGAL_BASES, ids=lambda basis: basis.code)
def test_a_legal_basis_speaks_to_the_reader_and_cites_its_article(basis: Any) -> None:
    letter = basis.code.removeprefix("6-1-")
    assert str(basis.article) == f"Art. 6(1)({letter}) GDPR"
    assert str(basis.words).endswith(".")


def test_obligation_and_public_task_need_a_law_and_only_they() -> None:
    """Art. 6(3) GDPR; the interest of (f) is due by Art. 13(1)(d)."""
    assert {b.code for b in LEGAL_BASES if b.needs_norm} == {"6-1-c", "6-1-e"}
    assert {b.code for b in LEGAL_BASES if b.needs_interest} == {"6-1-f"}


def test_the_rights_of_chapter_three_are_all_there() -> None:
    assert {"15", "16", "17", "18", "20", "21", "77", "7-3"} <= {r.code for r in RIGHTS}


def test_the_gdpr_applies_in_thirty_countries() -> None:
    assert len(EEA_COUNTRIES) == 30
    with translation.override("en"):
        countries = dict(country_choices())
    assert countries.keys() > EEA_COUNTRIES
    assert countries["CH"] == "Switzerland"
    assert not {"EU", "UN", "ZZ"} & countries.keys()


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Österreich"), ("en", "Austria"), ("xx", "Austria")]
)
def test_countries_are_named_in_the_reader_s_language(language: str, name: str) -> None:
    recipient = models.Recipient(country="AT")
    assert recipient.country_name(language) == name
