"""Every public page of the demo, as a strict browser sees it."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from tests.example_site.markup import read
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.pages.models import PrivacyFormPage
from wagtail_privacy.statements.blocks import StatementBody

pytestmark = pytest.mark.usefixtures("demo")

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
}
LANGUAGES = ("de", "en")


def policy_of(answer: object) -> set[str]:
    header = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    return {part.strip() for part in header.split(";") if part.strip()}


def public_pages(language: str) -> Iterator[Page]:
    pages = Page.objects.live().filter(depth__gt=1, locale__language_code=language)
    yield from pages.order_by("path")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_strict_and_in_its_language(language: str, client: Client) -> None:
    urls = [page.url for page in public_pages(language)]
    assert len(urls) == 16

    for url in urls:
        # The other language is the browser's wish; the address decides.
        answer = client.get(url, headers={"accept-language": "fr"})
        assert answer.status_code == 200, url
        assert policy_of(answer) == POLICY, url
        markup = read(answer.text)
        assert markup.language == language, url
        assert not markup.inline, url
        assert not markup.foreign_resources, url
        assert markup.headings.count("h1") == 1, url
        assert markup.headings[0] == "h1", url


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_leaves_no_cookie(language: str, client: Client) -> None:
    for page in public_pages(language):
        if page.specific_class is not PrivacyFormPage:
            client.get(page.url)

    assert not client.cookies


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(language: str, client: Client) -> None:
    links = {
        link.partition("#")[0]
        for page in public_pages(language)
        for link in read(client.get(page.url).text).links
    }
    own = {link for link in links if link.startswith("/")}
    assert own > {"/de/", "/en/"}
    for link in sorted(own):
        assert client.get(link, follow=True).status_code == 200, link
    assert {link.partition(":")[0] for link in links - own - {""}} <= {"mailto", "tel", "https"}


def test_every_page_links_to_its_translation(client: Client) -> None:
    for page in public_pages("de"):
        translation = page.get_translation(page.locale.__class__.objects.get(language_code="en"))
        assert translation.url in read(client.get(page.url).text).links
        assert page.url in read(client.get(translation.url).text).links


@pytest.mark.parametrize(("wish", "start"), [("de", "/de/"), ("en-GB,en", "/en/"), ("fr", "/de/")])
def test_the_root_leads_to_the_language_of_the_browser(
    wish: str, start: str, client: Client
) -> None:
    answer = client.get("/", headers={"accept-language": wish})

    assert answer.status_code == 302
    assert answer.headers["Location"] == start


@pytest.mark.parametrize(
    ("url", "words"), [("/de/nix/", "Diese Seite finden wir nicht"), ("/en/nix/", "cannot find")]
)
def test_a_missing_page_is_as_strict(url: str, words: str, client: Client) -> None:
    answer = client.get(url)

    assert answer.status_code == 404
    assert policy_of(answer) == POLICY
    assert words in answer.text
    assert not read(answer.text).inline


def test_headers_protect_the_visitor(client: Client) -> None:
    headers = client.get("/de/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_static_files_are_served_without_debug(client: Client) -> None:
    answer = client.get("/static/example_site/site.css")

    assert answer.status_code == 200
    style = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_four_forms_take_answers_and_give_them_an_end(language: str, client: Client) -> None:
    forms = PrivacyFormPage.objects.live().filter(locale__language_code=language)
    assert forms.count() == 4

    for page in forms:
        with override(language):
            answers = dict(answers_for(page))
        answer = client.post(page.url, answers, follow=True)
        assert answer.status_code == 200, page.url
        submission = PrivacyFormSubmission.objects.get(page=page)
        assert submission.purpose == page.purpose
        assert submission.language == language
        due = page.purpose.retention_period.after(submission.submit_time)
        assert abs((submission.expires_at - due).total_seconds()) < 86_400, page.url
        assert "Erika" not in str(submission.form_data)


def answers_for(page: PrivacyFormPage) -> Iterator[tuple[str, str]]:
    if page.asks_reply_channel:
        yield "reply_channel", "telephone"
        yield page.form_fields.get(autocomplete="tel").clean_name, "030 1234"
    for field in page.form_fields.filter(required=True):
        match field.field_type:
            case "email":
                yield field.clean_name, "erika@beispiel.example"
            case "tel":
                yield field.clean_name, "030 1234"
            case "radio" | "dropdown":
                yield field.clean_name, field.choices.splitlines()[0]
            case _:
                yield field.clean_name, "Erika Mustermann"
    # Where the purpose of the form rests on consent, the form names the words that it shows.
    yield from ((ask.name, ask.word) for ask in page.consent_asks if ask.is_main)


@pytest.mark.parametrize(
    ("language", "words"), [("de", "nicht gesendet"), ("en", "have not been sent")]
)
def test_a_form_without_its_cookie_says_what_to_do(language: str, words: str) -> None:
    page = PrivacyFormPage.objects.live().filter(locale__language_code=language)[0]
    answer = Client(enforce_csrf_checks=True).post(page.url, {})

    assert answer.status_code == 403
    assert words in answer.text
    assert policy_of(answer) == POLICY
    assert read(answer.text).language == language


def test_examples_of_sections_wear_the_clothes_of_the_site(client: Client) -> None:
    client.force_login(get_user_model().objects.get(username="redaktion"))
    section = StatementBody().child_blocks["controller"]
    address = reverse("wagtailadmin_block_preview")
    answer = client.get(address, {"id": section.definition_prefix})
    assert "example_site/site.css" in answer.text
    assert "wagtail_privacy/privacy.css" in answer.text
    assert "Beispielkasse" in answer.text
