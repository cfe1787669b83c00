"""The statement says every line of the model, S1 to S15, in both languages and in plain words."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from example_site.home.demo.statement import STATEMENT
from tests.example_site.markup import read
from wagtail_privacy.models import Purpose, Recipient
from wagtail_privacy.statements.findings.reviewing import review_all

pytestmark = pytest.mark.usefixtures("demo")

URLS = {"de": "/de/datenschutz/", "en": "/en/privacy-statement/"}

LINES = {
    "S1 motto": ("Ihre Daten gehören Ihnen.", "Your data belong to you."),
    "S1 promise": ("Unser Versprechen", "Our promise"),
    "S1 customers": ("für unsere Kundinnen und Kunden", "for our customers"),
    "S1 readers": ("die sich nur umsehen möchten", "who only wants to look around"),
    "S2 secrecy": ("steht unter dem Sozialgeheimnis", "falls under the social data secrecy"),
    "S2 law": ("§ 35 SGB I, §§ 67 ff. SGB X", "§ 35 SGB I, §§ 67 ff. SGB X"),
    "S3 contract": ("Er bindet sie an dieselben Regeln", "It binds them to the same rules"),
    "S3 list": ("Postreiter Exempel eG", "Postreiter Exempel eG"),
    "S4 kinds": ("zwei Arten von Angaben", "two kinds of information"),
    "S4 personal": ("Persönliche Daten", "Personal data"),
    "S4 anonymous": ("Anonyme Sammeldaten", "Anonymous accumulated data"),
    "S5 services": ("um einen Online-Dienst auszuführen", "to carry out an online service"),
    "S5 free will": ("entscheiden Sie frei", "is your free choice"),
    "S6 employers": ("Arbeitgeber-Service", "Employer service"),
    "S6 newsletter": ("Newsletter", "Newsletter"),
    "S6 contact": ("Nachricht schreiben", "Write to us"),
    "S6 call-back": ("Rückruf-Service", "Call-back service"),
    "S7": ("nur für den Zweck, der dort steht", "only for the purpose that stands there"),
    "S8": ("eine eigene Einwilligung von Ihnen", "a separate consent from you"),
    "S9 use": ("wie oft unsere Seiten und Angebote genutzt", "how often our pages and offers"),
    "S9 improve": ("Wir möchten sie besser machen", "we want to improve them"),
    "S10": ("bei jedem Aufruf die IP-Adresse", "ours sees the IP address of every request"),
    "S11 number": ("genügt eine Zufallszahl", "A random number is enough"),
    "S11 by itself": ("von selbst, anstelle der Adresse", "by itself, in place of the address"),
    "S11 visit": ("gilt nur für diesen Besuch", "valid for this visit only"),
    "S12": ("Auf ihr allein beruhen alle unsere Zahlen", "All our numbers rest on it alone"),
    "S13 confidential": ("Andere können sie unterwegs lesen", "Others can read it on its way"),
    "S13 authentic": ("von wem sie wirklich stammt", "sure who really wrote it"),
    "S13 lost": ("Sie kann verloren gehen", "It can be lost"),
    "S13 viruses": ("Viren", "viruses"),
    "S14 habit": ("Wer uns unverschlüsselt schreibt", "Whoever writes to us unencrypted"),
    "S14 asked": ("halten Ihre Wahl fest", "record your choice"),
    "S15 letter": ("empfehlen wir die Post", "we recommend the post"),
    "S15 address": ("Musterallee 1", "Musterallee 1"),
}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("language", URLS)
def test_the_statement_says_every_line(line: str, language: str, client: Client) -> None:
    german, english = LINES[line]

    text = main_part(client.get(URLS[language]).text)

    assert (german if language == "de" else english) in text


def main_part(html: str) -> str:
    """Give what stands in the page itself, without menu and footer."""
    return read(html[html.index("<main") : html.index("</main>")]).text


@pytest.mark.parametrize("language", URLS)
def test_the_statement_follows_the_registers(language: str, client: Client) -> None:
    text = main_part(client.get(URLS[language]).text)

    for recipient in Recipient.objects.all():
        assert recipient.name.in_language(language) in text
    for purpose in Purpose.objects.all():
        assert purpose.national_norm in text
        assert purpose.description.in_language(language) in text


@pytest.mark.parametrize("language", URLS)
def test_confidential_ways_stand_beside_mail(language: str, client: Client) -> None:
    form = {"de": "/de/kontakt/nachricht/", "en": "/en/contact/write-to-us/"}[language]

    html = client.get(URLS[language]).text

    assert form in read(html[html.index('id="e-mail"') : html.index("</main>")]).links


@pytest.mark.parametrize("language", URLS)
def test_the_reply_channel_is_asked_for(language: str, client: Client) -> None:
    url, question = {
        "de": ("/de/kontakt/nachricht/", "Wie dürfen wir Ihnen antworten?"),
        "en": ("/en/contact/write-to-us/", "How may we answer you?"),
    }[language]

    assert question in read(client.get(url).text).text


@pytest.mark.parametrize("language", URLS)
def test_our_own_words_are_plain(language: str) -> None:
    texts = [text for _name, parts in STATEMENT[language].body for text in parts.values()]

    lengths = [len(sentence.split()) for text in texts for sentence in sentences(text)]

    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 15


def sentences(html: str) -> list[str]:
    """Split rich text into sentences; a heading and a list item end one too."""
    parts = re.split(r"</(?:p|li|h3)>|(?<=[.!?:]) ", html)
    plain = (unescape(re.sub(r"<[^>]+>", " ", part)).strip() for part in parts)
    return [sentence for sentence in plain if sentence]


def test_no_rule_finds_anything_missing() -> None:
    reviews = list(review_all(timezone.localdate()))

    assert [review.language for review in reviews] == ["de", "en"]
    for review in reviews:
        assert review.findings == ()
