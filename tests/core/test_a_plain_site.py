"""What the other tests stand on: a site in two languages, and the people who work on it."""

import logging
from typing import Any

import pytest
from django.test import Client

from tests.browser.fixtures import Window
from tests.logs import LogBook


@pytest.mark.parametrize(
    ("path", "language", "words"), [("/de/", "de", "Willkommen"), ("/en/", "en", "Welcome")]
)
def test_the_home_page_answers_in_both_languages(
    site: Any, client: Client, path: str, language: str, words: str
) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()
    assert words in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not response.cookies


@pytest.mark.browser
def test_a_browser_sees_the_home_page(window: Window, site: Any) -> None:
    page = window.open("/de/")
    assert page.inner_text("h1") == "Startseite"
    assert window.errors == []
    assert window.foreign == []
    assert window.barriers() == []
    assert window.has_no_sideways_scroll()


def test_the_log_book_finds_visitors_and_planted_names() -> None:
    book = LogBook()
    book.plant("Erika Planted")
    book.lines += ["quiet", "GET from 203.0.113.9", "sent to a@example.org", "Erika Planted"]
    assert book.leaks() == book.lines[1:]


def test_the_log_book_hears_every_logger(logs: LogBook) -> None:
    logging.getLogger("some.new.module").debug("heard %s", "me")
    assert "DEBUG some.new.module heard me" in logs.lines
