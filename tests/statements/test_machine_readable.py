"""Programs read the statement at addresses of its own, which the page's head names."""

import json
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from rdflib import Graph
from wagtail.models import PageViewRestriction

from tests import factories
from tests.statements.pages import create_statement
from tests.statements.tilt.corpus import assert_valid
from wagtail_privacy.models import ControllerSettings


def exported(page: Any, form: str) -> dict[str, Any]:
    out = StringIO()
    call_command("privacy_export", str(page), format=form, stdout=out)
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


def test_dpv_is_served_below_the_page(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    response = client.get(f"{statement.url}statement.jsonld")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/ld+json"
    graph = Graph().parse(data=response.content, format="json-ld")
    assert "Musterkasse" in {str(name) for name in graph.objects()}


def test_tilt_is_served_below_the_page_and_is_valid(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    factories.create_recipient(country="US", safeguard="45")
    response = client.get(f"{statement.url}statement.tilt.json")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    document = response.json()
    assert_valid(document)
    assert document["meta"]["language"] == "de"
    assert document["meta"]["url"] == f"http://localhost{statement.url}"
    assert document["controller"]["address"] == "Musterweg 1, 12345 Musterstadt"
    assert "Sie können" in document["rightToInformation"]["description"]


def test_the_forms_say_what_the_registers_say_today(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    controller.name = "Andere Kasse"
    controller.save()
    for name in ("statement.jsonld", "statement.tilt.json"):
        assert "Andere Kasse" in client.get(f"{statement.url}{name}").content.decode()


def test_the_head_of_the_page_names_them(client: Client, statement: Any) -> None:
    head = client.get(statement.url).content.decode().partition("</head>")[0]
    links = dict(re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', head))
    assert links.keys() == {"application/ld+json", "application/json"}
    for address in links.values():
        assert client.get(address.removeprefix("http://localhost")).status_code == 200
    assert f'<link rel="privacy-policy" href="http://localhost{statement.url}">' in head


def test_a_draft_and_other_pages_serve_neither(client: Client, home: Any) -> None:
    draft = create_statement(home, title="Entwurf", live=False)
    for page in (draft, home):
        assert client.get(f"{page.url}statement.tilt.json").status_code == 404
        assert client.get(f"{page.url}statement.jsonld").status_code == 404


def test_whoever_may_not_read_the_page_may_not_read_them(client: Client, statement: Any) -> None:
    PageViewRestriction.objects.create(page=statement, restriction_type="login")
    for name in ("", "statement.jsonld", "statement.tilt.json"):
        assert client.get(f"{statement.url}{name}").status_code == 302


def test_a_cache_in_front_forgets_them_with_the_page(statement: Any) -> None:
    assert {"/", "/statement.jsonld", "/statement.tilt.json"} <= set(statement.get_cached_paths())


def test_the_command_writes_what_the_addresses_serve(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    served = client.get(f"{statement.url}statement.tilt.json").json()
    assert exported(statement.pk, "tilt") == served
    assert exported(f"/{statement.slug}/", "tilt") == served
    assert exported(f"/de/{statement.slug}/", "tilt") == served
    dpv = client.get(f"{statement.url}statement.jsonld").json()
    assert exported(statement.pk, "dpv") == dpv


def test_the_command_reads_a_draft_too(home: Any, controller: ControllerSettings) -> None:
    draft = create_statement(home, title="Entwurf", live=False)
    assert_valid(exported(draft.pk, "tilt"))


def test_an_english_statement_speaks_english(english_home: Any) -> None:
    page = create_statement(english_home, title="Privacy")
    document = exported(f"/en/{page.slug}/", "tilt")
    assert document["meta"]["language"] == "en"
    assert "You can" in document["rightToInformation"]["description"]


@pytest.mark.parametrize("place", ["999999", "/nowhere/", "9" * 30, "\0", "²"])
def test_a_place_without_a_page_is_named(site: Any, place: str) -> None:
    with pytest.raises(CommandError, match="There is no page"):
        exported(place, "tilt")


def test_a_page_that_is_no_statement_is_refused(site: Any) -> None:
    with pytest.raises(CommandError, match="not a privacy statement"):
        exported("/", "tilt")
