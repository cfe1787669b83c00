"""No name about a person is counted by its name, however it is spelled."""

# once: rules of values know no database

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from tests.analytics.helpers import PAGE, Visitor, counts, seen
from wagtail_privacy.analytics.counts import names
from wagtail_privacy.analytics.counts.dimensions import campaign_of
from wagtail_privacy.analytics.counts.names import OTHER
from wagtail_privacy.analytics.keeping.buffer import buffer
from wagtail_privacy.analytics.models import DimensionCount, WaitingDimensionCount

pytestmark = pytest.mark.django_db

#: What browsers, personalised pages and mailings put where a name of a thing should stand.
PERSONAL = [
    "Erika Mustermann",
    "erika mustermann",
    "Mustermann, Erika",
    "ErikaMustermann",
    "Jörg",
    "erika@example.com",
    "erika(at)example.com",
    "erika [at] example (dot) com",
    "erika.mustermann",
    "erika%40example.com",
    "+49 171 2345678",
    "0171 23 45 67 8",
    "0171.234.567",
    "0171-234-567",
    "030/1234567",
    "A123456789",
    "a123 456 789",
    "case-4711081523",
    "case 47 11 08",
    "born 3 February 1980",
    "1980-02-03",
    "born-03-02-1980",
    "192.0.2.7",
    "2001:db8::1",
    "[2001:db8::1]:80",
    "DE89370400440532013000",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0",
    "kxvmpqwrtzasdfghjklyxcvbnm",
    "k" * 65,
    "<b>bold</b>",
    "=1+1",
    "a\x00b",
    "\ud800",
    "１２３４５６７",
    "erika＠example.com",
]


@pytest.mark.parametrize("name", PERSONAL)
def test_what_may_be_about_a_person_is_other(visitor: Visitor, token: str, name: str) -> None:
    visitor.view(token)
    for kind in ("event", "download"):
        assert visitor.act(token, kind, name).status_code == 204
    assert seen("event") == seen("download") == {(PAGE, OTHER): 1}


@pytest.mark.parametrize("name", [name for name in PERSONAL if name != "\ud800"])
def test_nor_is_it_a_campaign(name: str) -> None:
    assert campaign_of(f"https://a.example/?utm_campaign={quote(name)}") in (OTHER, "")


@pytest.mark.parametrize(
    "name",
    ["offer-opened", "dental_bonus", "spring-2026", "q4", "step2-of-3", "newsletter", "a-b-c"],
)
def test_words_of_a_program_are_names(name: str) -> None:
    assert names.identifier(name) == name


def test_listed_names_are_the_only_ones(visitor: Visitor, token: str, analytics: Any) -> None:
    analytics(EVENT_NAMES=["Zahnbonus geöffnet"], CAMPAIGNS=True, CAMPAIGN_NAMES=["Spring 2026"])
    address = {"HTTP_REFERER": "http://testserver/?utm_campaign=spring+2026"}
    visitor.view(token, **address)
    visitor.act(token, "event", "zahnbonus  geöffnet")
    visitor.act(token, "event", "offer-opened")
    other = {"HTTP_REFERER": "http://testserver/?utm_campaign=autumn"}
    Visitor("192.0.2.8").view(token, **other)
    assert seen("event") == {(PAGE, "Zahnbonus geöffnet"): 1, (PAGE, OTHER): 1}
    assert seen("campaign") == {"Spring 2026": 1, OTHER: 1}


def publish(name: str, collection: Collection) -> Any:
    return get_document_model().objects.create(
        title="Any", file=ContentFile(b"%PDF", name=name), collection=collection
    )


def test_only_files_that_the_site_publishes_have_a_name(
    visitor: Visitor, token: str, analytics: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    inner = root.add_child(name="Members").add_child(name="Letters")
    CollectionViewRestriction.objects.create(
        collection=inner.get_parent(), restriction_type="login"
    )
    public, private = publish("Satzung_Über.pdf", root), publish("Brief_Mustermann.pdf", inner)
    analytics(FILE_NAMES=["leaflet.pdf"])
    visitor.view(token)
    for name in (public.filename, private.filename, "Bescheid_Meier.pdf", "leaflet.pdf"):
        assert visitor.act(token, "download", name).status_code == 204
    assert seen("download") == {
        (PAGE, public.filename): 1,
        (PAGE, "leaflet.pdf"): 1,
        (PAGE, OTHER): 2,
    }


def test_unknown_files_are_not_asked_for_each_time(
    visitor: Visitor, token: str, analytics: Any
) -> None:
    analytics(FLUSH_SECONDS=3600, RATE_LIMIT=1000)
    visitor.view(token)
    visitor.act(token, "download", "first.pdf")
    buffer.flush()
    visitor.act(token, "download", "second.pdf")
    with CaptureQueriesContext(connection) as queries:
        buffer.flush()
    assert not [q for q in queries.captured_queries if "wagtaildocs" in q["sql"]]
    assert seen("download") == {(PAGE, OTHER): 2}


@pytest.mark.parametrize(
    ("named", "host"),
    [
        ("www.a.example:8080", "a.example"),
        ("a.example.", "a.example"),
        ("A.Example", "a.example"),
        ("de.search.example.co.uk", "de.search.example.co.uk"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("1und1.example", "1und1.example"),
        ("", ""),
        ("[::1]", OTHER),
        ("[2001:db8::1]:80", OTHER),
        ("2001:db8::1", OTHER),
        ("192.0.2.7", OTHER),
        ("192.0.2.7:8000", OTHER),
        ("erikas-laptop", OTHER),
        ("erikas-laptop.", OTHER),
        ("4711081523.customers.example", OTHER),
        ("3f2504e04f8911d39a0c0305e82c3301.example", OTHER),
        ("a.b.c.d.e.f.example", OTHER),
        ("-a.example", OTHER),
        ("a..example", OTHER),
        ("www.", OTHER),
        (".", OTHER),
    ],
)
def test_hosts(visitor: Visitor, token: str, named: str, host: str) -> None:
    assert names.host(named) == host
    assert visitor.view(token, named).status_code == 204
    assert seen("referrer") == {host: 1}


def test_a_spam_host_is_known_below_any_name(visitor: Visitor, token: str) -> None:
    visitor.view(token, "a1b2c3d4e5f6.semalt.com:80")
    assert counts()["views"] == 0


def test_what_strangers_name_is_nowhere_in_the_tables(
    visitor: Visitor, token: str, analytics: Any
) -> None:
    analytics(RATE_LIMIT=1000)
    visitor.view(token)
    # "erika.mustermann" may be a host: nobody here keeps a list of all domains.
    for name in sorted({*PERSONAL} - {"erika.mustermann"}):
        for kind in ("event", "download", "outbound"):
            visitor.act(token, kind, name)
        Visitor("192.0.2.8").view(token, name)
    stored = {
        value
        for model in (DimensionCount, WaitingDimensionCount)
        for value in model.objects.exclude(dimension="dropped").values_list("value", flat=True)
    }
    assert stored == {OTHER, "computer", ""}


@given(st.text(max_size=300) | st.from_regex(r"[a-z0-9_-]{1,70}", fullmatch=True))
def test_any_name_is_words_of_a_program(text: str) -> None:
    name = names.identifier(text)
    assert len(name) <= names.MAX_VALUE
    assert name == OTHER or re.fullmatch(r"[a-z0-9_-]+", name)
    assert sum(letter.isdigit() for letter in name) <= names.MAX_DIGITS
    assert all(len(word) <= 28 for word in re.split("[_-]", name))


@given(st.text(max_size=300) | st.from_regex(r"[a-z0-9.:\[\]-]{1,80}", fullmatch=True))
def test_any_host_is_a_name_under_a_domain(text: str) -> None:
    host = names.host(text)
    assert len(host) <= 128
    assert host in ("", OTHER) or re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+){1,4}", host)


@given(st.text(max_size=300))
def test_any_file_name_is_short_and_harmless(text: str) -> None:
    name = names.file_name(text)
    assert len(name) <= names.MAX_VALUE
    assert name == OTHER or not set(name) & set("@<>=\"'\x00\n/")


@given(st.text(max_size=200))
def test_any_address_has_at_most_a_campaign(text: str) -> None:
    for address in (text, f"https://a.example/?utm_campaign={text}"):
        assert len(campaign_of(address)) <= names.MAX_VALUE
