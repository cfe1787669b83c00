"""Hostile and broken requests to a form: a clear answer, nothing stored twice, nothing lost."""

import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client

from tests.forms.pages import ANSWERS, create_form
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import DataCategory, Purpose

MEGABYTE = 1024 * 1024
OVERRIDE = "\u202e"


def stored() -> int:
    return PrivacyFormSubmission.objects.count()


def test_a_body_of_100_megabytes_is_refused(client: Client, form_page: Any) -> None:
    body = b"name=" + b"x" * (100 * MEGABYTE)
    kind = "application/x-www-form-urlencoded"
    assert client.post(form_page.url, body, content_type=kind).status_code == 400
    assert stored() == 0
    assert client.post(form_page.url, ANSWERS).status_code == 303


def test_a_file_of_100_megabytes_is_refused_with_the_form(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    fields = [
        {"label": "Name", "field_type": "singleline", "required": True},
        {"label": "Befund", "field_type": "file", "required": False},
    ]
    page = create_form(home, purpose, data_category, fields=fields)
    file = SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * (100 * MEGABYTE))
    response = client.post(page.url, {"name": "Erika", "befund": file})
    assert response.status_code == 200
    assert "Die Datei für „Befund“ ist zu groß." in response.content.decode()
    assert 'value="Erika"' in response.content.decode()
    assert stored() == 0


def test_thousands_of_fields_are_refused(client: Client, form_page: Any) -> None:
    answers = {**ANSWERS, **{f"x{number}": "" for number in range(2000)}}
    assert client.post(form_page.url, answers).status_code == 400
    assert stored() == 0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"name": "Erika", "telefonnummer": "0151"}'),
        ("text/plain", b"name=Erika&telefonnummer=0151"),
        ("", b"name=Erika"),
        ("application/x-www-form-urlencoded; charset=none", b"name=Erika"),
        ("application/octet-stream", b"\x00\xff" * 100),
    ],
)
def test_another_content_type_holds_no_answers(
    client: Client, form_page: Any, kind: str, body: bytes
) -> None:
    response = client.generic("POST", form_page.url, body, content_type=kind)
    assert response.status_code in (200, 400)
    if response.status_code == 200:
        assert "Fehler:" in response.content.decode()
    assert stored() == 0


@pytest.mark.parametrize("boundary", ["", "; boundary=", "; boundary=x" + "y" * 300])
def test_a_broken_multipart_body_is_refused(client: Client, form_page: Any, boundary: str) -> None:
    kind = f"multipart/form-data{boundary}"
    response = client.generic("POST", form_page.url, b"--x\r\nrubbish", content_type=kind)
    assert response.status_code in (200, 400)
    assert stored() == 0


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_null_byte_is_refused_in_every_field(client: Client, form_page: Any, name: str) -> None:
    response = client.post(form_page.url, {**ANSWERS, name: "a\x00b"})
    assert "ein Zeichen, das niemand lesen kann" in response.content.decode()
    assert stored() == 0


def test_bytes_that_are_no_text_are_taken_without_an_error(client: Client, form_page: Any) -> None:
    body = b"name=%ff%fe&telefonnummer=0151"
    kind = "application/x-www-form-urlencoded"
    assert client.post(form_page.url, body, content_type=kind).status_code == 303
    assert stored() == 1


def test_signs_that_turn_the_direction_do_not_reach_the_staff(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory
) -> None:
    kinds = ("singleline", "multiline")
    fields = [{"label": kind, "field_type": kind, "required": True} for kind in kinds]
    page = create_form(home, purpose, data_category, fields=fields)
    client.post(page.url, dict.fromkeys(kinds, f"Ravi {OVERRIDE}lgod\u202d שלום\u200f"))
    [submission] = PrivacyFormSubmission.objects.usable_for(page.purpose)
    assert submission.get_answers() == dict.fromkeys(kinds, "Ravi lgod שלום\u200f")


@pytest.mark.parametrize("address", [f"erika@musterpost{OVERRIDE}.example", "erika@\x00.example"])
def test_an_address_that_hides_something_is_no_address_as_typed(
    client: Client, home: Any, purpose: Purpose, data_category: DataCategory, address: str
) -> None:
    fields = [{"label": "E-Mail", "field_type": "email", "required": True}]
    page = create_form(home, purpose, data_category, fields=fields)
    client.post(page.url, {"e_mail": address})
    answers = [s.get_answers() for s in PrivacyFormSubmission.objects.usable_for(page.purpose)]
    assert answers in ([], [{"e_mail": "erika@musterpost.example"}])


@pytest.mark.django_db(transaction=True)
def test_two_people_who_send_at_once_are_both_heard(form_page: Any) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("Threads share one connection to a database in memory.")
    statuses: list[int] = []
    start = threading.Barrier(4)

    def send(name: str) -> None:
        try:
            start.wait(10)
            response = Client().post(form_page.url, {**ANSWERS, "name": name})
            statuses.append(response.status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(f"Person {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert statuses == [303] * 4
    heard = {
        s.get_answers()["name"] for s in PrivacyFormSubmission.objects.usable_for(form_page.purpose)
    }
    assert heard == {f"Person {n}" for n in range(4)}
