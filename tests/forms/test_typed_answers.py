"""Telephone numbers and numbers of a known form: what is taken, refused, and said about it."""

import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.forms.pages import create_form
from wagtail_privacy.forms.filling import shapes
from wagtail_privacy.forms.filling.typed import is_telephone_number
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import DataCategory, Purpose

PHONE_WORDS = (
    "Geben Sie die Telefonnummer in Ziffern ein, mit Vorwahl, zum Beispiel so: 030 23125100."
)
SHAPED = {"label": "Versichertennummer", "field_type": "singleline", "required": False}


@pytest.fixture
def make(home: Any, purpose: Purpose, data_category: DataCategory) -> Any:
    """Give a function that makes a form with one field."""

    def made(**field: Any) -> Any:
        values = {"label": "Telefon", "field_type": "tel", "required": True, **field}
        return create_form(home, purpose, data_category, fields=[values])

    return made


def answers_to(page: Any) -> list[dict[str, Any]]:
    return [s.get_answers() for s in PrivacyFormSubmission.objects.usable_for(page.purpose)]


@pytest.mark.parametrize(
    "number",
    [
        "+49 (0)151 / 2345-678",
        "0151 23456789",
        "(030) 23125-100",
        "030/23125.100",
        "0041 44 668 18 00",
        "+1 (555) 010-9999 ext. 12",
        "030 23125 Durchwahl 12",
        "٠١٢٣٤٥٦٧٨",
        "１２３４５６７",
        "\u202a+49 30 23125100\u202c",
        "116117",
    ],
)
def test_a_number_of_any_country_is_taken(client: Client, make: Any, number: str) -> None:
    page = make()
    assert client.post(page.url, {"telefon": number}).status_code == 303
    [answer] = answers_to(page)
    assert answer["telefon"] == number.strip("\u202a\u202c")


@pytest.mark.parametrize(
    "number", ["keine", "-", "nach 17 Uhr", "0", "1" * 30, "030 12345 <b>", "x" * 59, "+()/-. "]
)
@pytest.mark.parametrize(
    "field", [{}, {"field_type": "singleline", "autocomplete": "tel", "required": False}]
)
def test_anything_else_is_refused_in_plain_words_and_kept(
    client: Client, make: Any, field: dict[str, Any], number: str
) -> None:
    response = client.post(make(**field).url, {"telefon": number})
    content = response.content.decode()
    assert content.count(PHONE_WORDS) == 2  # above the form and at the field
    assert 'type="tel"' in content
    assert 'autocomplete="tel"' in content
    assert not PrivacyFormSubmission.objects.exists()


def test_a_text_that_is_no_telephone_number_stays_a_text(client: Client, make: Any) -> None:
    page = make(field_type="singleline")
    client.post(page.url, {"telefon": "keine"})
    assert answers_to(page) == [{"telefon": "keine"}]


@pytest.mark.parametrize("answer", ["A123456789", "a 123 456 789", "A-123.456/789", "ß123456789"])
def test_a_number_of_the_named_form_is_taken_as_typed(
    client: Client, make: Any, answer: str
) -> None:
    page = make(**SHAPED, shape="A999999999")
    assert client.post(page.url, {"versichertennummer": answer}).status_code == 303
    assert answers_to(page) == [{"versichertennummer": answer}]


@pytest.mark.parametrize(
    "answer", ["keine", "A12345678", "A1234567890", "1234567890", "AA23456789"]
)
def test_another_one_is_refused_in_the_words_of_the_editor(
    client: Client, make: Any, answer: str
) -> None:
    page = make(**SHAPED, shape="A999999999", shape_error="Steht auf Ihrer Karte, zu 100 % sicher.")
    content = client.post(page.url, {"versichertennummer": answer}).content.decode()
    assert content.count("Steht auf Ihrer Karte, zu 100 % sicher.") == 2
    assert f'value="{answer}"' in content
    assert not PrivacyFormSubmission.objects.exists()


def test_without_such_words_the_form_is_told(client: Client, make: Any) -> None:
    page = make(**SHAPED, shape="DE 99-A")
    content = client.post(page.url, {"versichertennummer": "?"}).content.decode()
    assert "„Versichertennummer“ ist so aufgebaut: „DE“, dann 2 Ziffern" in content


def test_a_shaped_answer_may_be_left_out(client: Client, make: Any) -> None:
    page = make(**SHAPED, shape="A999999999")
    client.post(page.url, {})
    assert answers_to(page) == [{"versichertennummer": ""}]


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"field_type": "email", "shape": "A9"}, "shape"),
        ({"field_type": "singleline", "shape": "---"}, "shape"),
    ],
)
def test_a_shape_that_means_nothing_is_refused(values: dict[str, Any], where: str) -> None:
    model = factories.form_page_model()._meta.get_field("form_fields").related_model
    with pytest.raises(ValidationError) as caught:
        model(label="Nummer", **values).clean()
    assert where in caught.value.message_dict


@given(st.text(alphabet="A9", min_size=1, max_size=40), st.data())
def test_what_follows_a_shape_fits_and_what_is_longer_does_not(shape: str, dice: Any) -> None:
    signs = {"A": st.sampled_from("abzXÄ"), "9": st.sampled_from("0123456789")}
    answer = "".join(dice.draw(signs[wanted]) for wanted in shape)
    assert shapes.fits(answer, shape)
    assert shapes.fits(" ".join(answer), shape)
    assert not shapes.fits(f"{answer}1", shape)


@given(st.text(max_size=200))
def test_no_text_breaks_the_checks(text: str) -> None:
    is_telephone_number(text)
    shapes.fits(text, "A999")
    with translation.override("de"):
        assert isinstance(shapes.in_words(text), str)


@pytest.mark.parametrize("sign", [" ", "1", "-", "x", "ext ", "A"])
def test_no_answer_makes_the_checks_slow(sign: str) -> None:
    text, begun = sign * 500_000, time.monotonic()
    is_telephone_number(text)
    shapes.fits(text, "A" * 40)
    assert time.monotonic() - begun < 3


def test_a_long_answer_cannot_make_the_comparison_slow() -> None:
    # To order accents takes the square of their number; this took five seconds.
    accents = "\u0315" * 25_000 + "\u0300" * 25_000
    begin = time.perf_counter()
    assert not shapes.fits(f"A{accents}", "A999999999")
    assert time.perf_counter() - begin < 1
