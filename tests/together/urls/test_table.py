"""Every address of ours, asked for by everybody: the table says what each gets, own and foreign.

An address without a row fails. Looking changes nothing, whoever looks; who may not look may not
act; nothing of the admin and of a link is kept by a cache.
"""

# once: the walk over all addresses takes a minute

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from wagtail.api import APIField
from wagtail.contrib.forms.models import FormMixin
from wagtail.models import Site

from tests.together.urls.addresses import addresses, page_addresses
from tests.together.urls.asking import KEPT_OF_LOOKING, answer_in_a_word, url_of, writes
from tests.together.urls.table import COLUMNS, PAGES, PUBLIC, ROWS, WAGTAILS, Row
from tests.together.urls.world import NAME, SECOND_NAME, World, create_world
from wagtail_privacy.analytics.models import DimensionCount, FlushedBatch, WaitingDimensionCount
from wagtail_privacy.forms.models import PrivacyFormSubmission

#: What Wagtail lets its interface for programs say of the question of a form; no answers.
FIELDS_OF_QUESTIONS = {
    "choices",
    "clean_name",
    "default_value",
    "field_type",
    "help_text",
    "label",
    "required",
}
#: Answers that open nothing. "X" is a method that nobody is allowed.
CLOSED = ("L", "N", "M")


@pytest.fixture
def world(site: Site) -> World:
    return create_world(site)


def patterns() -> dict[str, str]:
    return {**addresses(), **WAGTAILS}


def test_each_address_has_a_row() -> None:
    named = {row.name for row in ROWS}
    assert sorted(set(addresses()) - named) == [], "addresses without a row"
    assert sorted(named - set(patterns())) == [], "rows without an address"
    assert page_addresses() == set(PAGES)


def test_no_interface_for_programs_gives_out_what_people_have_sent() -> None:
    for model in apps.get_models():
        if model._meta.app_label.startswith("wagtail_privacy") and not issubclass(model, FormMixin):
            open_fields = {field.name for field in APIField.get_fields_for_model(model)}
            assert open_fields <= FIELDS_OF_QUESTIONS, model


def test_an_address_with_an_id_is_asked_for_what_is_foreign_and_for_what_is_not_there() -> None:
    asked: dict[str, set[str]] = {}
    for row in ROWS:
        asked.setdefault(row.name, set()).add(row.target)
    for name, pattern in addresses().items():
        if "<" in pattern and "sections" not in name:
            assert {"own", "none"} <= asked[name], name
        if "page_id" in pattern or "page_pk" in pattern:
            assert "foreign" in asked[name], name


def digest() -> dict[str, list[str]]:
    """Give what every table holds, but for what looking leaves on purpose."""
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.managed}
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - KEPT_OF_LOOKING):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = sorted(map(str, cursor.fetchall()))
    return found


def ask(world: World, who: str, row: Row, method: str = "get") -> tuple[Any, str]:
    """Give the answer to somebody and all of its text; say which tables were written to."""
    url = url_of(world, row.name, patterns()[row.name], row.target, row.query)
    with writes() as written:
        response = getattr(world.clients[who], method)(url)
        pieces = response.streaming_content if response.streaming else [response.content]
        text = b"".join(pieces).decode(errors="replace")
    if not row.counts and (method != "post" or row.said(who) in CLOSED):
        assert written == set(), (row, method)
    return response, text


#: What changes when the addresses that count are opened.
COUNTED = {model._meta.db_table for model in (DimensionCount, WaitingDimensionCount, FlushedBatch)}
#: Whose answers each column may read at all.
READABLE = {
    "second": {SECOND_NAME},
    "officer": {NAME, SECOND_NAME},
    "root": {NAME, SECOND_NAME},
}


@pytest.mark.parametrize("who", COLUMNS)
def test_everybody_gets_what_the_table_says_and_looking_changes_nothing(
    world: World, who: str
) -> None:
    wrong, before = [], digest()
    for row in ROWS:
        response, text = ask(world, who, row)
        got = answer_in_a_word(response)
        if got != row.said(who):
            wrong.append(f"{row.name} {row.target} {row.query}: {got}, not {row.said(who)}")
        shown = {name for name in (NAME, SECOND_NAME) if name in text}
        assert shown <= READABLE.get(who, set()), row
        # What is missing is looked for below the prefix of a language; that tells of nobody.
        if not row.is_public and got != "M":
            assert "private" in response.headers["Cache-Control"], row
            assert "no-store" in response.headers["Cache-Control"], row
    assert wrong == []
    if who in ("visitor", "root"):
        for row in ROWS:
            for method in ("head", "options"):
                ask(world, who, row, method)
    changed = {table for table, rows in digest().items() if rows != before[table]}
    assert changed <= COUNTED


@pytest.mark.parametrize("who", COLUMNS)
def test_who_may_not_look_may_not_act(world: World, who: str) -> None:
    before = digest()
    for row in ROWS:
        if row.said(who) in CLOSED:
            response, _text = ask(world, who, row, "post")
            assert answer_in_a_word(response) in (*CLOSED, "X"), row
    assert digest() == before


@pytest.mark.parametrize("who", ["elsewhere", "editor", "second"])
def test_entries_of_registers_are_not_deleted_in_bulk_without_a_right(
    world: World, who: str
) -> None:
    before = digest()
    for row in ROWS:
        if row.name.startswith("bulk:"):
            ask(world, who, row, "post")
    assert digest() == before


#: What is done to submissions, and who does it to those of the first and of the second site.
ACTS = (
    "wagtail_privacy_forms:close",
    "wagtail_privacy_forms:reopen",
    "admin/forms/submissions/<int:page_id>/delete/",
)
MAY_ACT = {"second": ["foreign"], "officer": ["own", "foreign"], "root": ["own", "foreign"]}


def act(world: World, who: str, name: str, target: str, chosen: list[int]) -> bool:
    """Ask to act on submissions of a form and on all of the other one; say whether it was done."""
    other = world.submissions["foreign" if target == "own" else "own"]
    rows = PrivacyFormSubmission.objects.filter(pk__in=chosen).order_by("pk")
    others = PrivacyFormSubmission.objects.exclude(pk__in=chosen).order_by("pk")
    rows.update(closed_at=timezone.now() if name.endswith("reopen") else None)
    before, kept = list(rows.values()), list(others.values())
    query = "&".join(f"selected-submissions={pk}" for pk in [*chosen, *other])
    world.clients[who].post(url_of(world, name, patterns()[name], target, query))
    assert list(others.values()) == kept, "through another form"
    return list(rows.values()) != before


@pytest.mark.parametrize("who", COLUMNS)
def test_submissions_are_acted_upon_through_their_own_form_by_who_may(
    world: World, who: str
) -> None:
    for name in ACTS:
        for first in (True, False):
            parts = {
                target: pks[:1] if first else pks[1:] if name == ACTS[-1] else pks
                for target, pks in world.submissions.items()
            }
            done = [target for target in parts if act(world, who, name, target, parts[target])]
            assert done == MAY_ACT.get(who, []), name


@pytest.mark.parametrize("target", ["own", "none"])
@pytest.mark.parametrize(
    "name", ["consent", "receipt", "withdraw", "mangled_consent", "mangled_receipt"]
)
def test_what_a_link_opens_tells_nobody_of_it(world: World, name: str, target: str) -> None:
    row = next(
        row
        for row in PUBLIC
        if row.name == f"wagtail_privacy_consents:{name}" and row.target == target
    )
    for method in ("get", "head", "options", "post", "put", "delete"):
        response, _text = ask(world, "visitor", row, method)
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies
