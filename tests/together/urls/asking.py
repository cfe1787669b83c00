"""How an address of the table is asked for, and what of an answer stands in its cells."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from tests.together.urls.world import World

#: What is written by whoever looks, on purpose: that they looked or were refused, that they are
#: signed in, and by Wagtail's editor that they have something open.
KEPT_OF_LOOKING = {
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
}
_WRITES = re.compile(
    r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.I
)

#: What the parameter `pk` of a register or report stands for.
PK = {
    "choose_category": "datacategory",
    "datacategory": "datacategory",
    "mailrecipient": "mailrecipient",
    "purpose": "purpose",
    "recipient": "recipient",
    "take_back": "accepted",
    "wagtailsettings": "site_pk",
}
#: Addresses below these names speak of a statement where others speak of a form.
OF_STATEMENTS = ("wagtail_privacy_findings:accept", "wagtail_privacy_findings:publish")


def url_of(world: World, name: str, pattern: str, target: str, query: str) -> str:
    """Give the address of a row for a target, such as "own" or "foreign"."""
    values, kwargs = world.values.get(target, world.values["own"]), {}
    for parameter in re.findall(r"<(?:\w+:)?(\w+)>", pattern):
        kwargs[parameter] = values[_key(name, parameter)]
    url = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(kwargs[found[1]]), pattern)
    query = query.format_map(values)
    if name.startswith("wagtail_privacy_sections"):
        query = f"page={values['statement']}"
    return f"{url}?{query}" if query else url


def _key(name: str, parameter: str) -> str:
    if parameter == "pk":
        return next(key for part, key in PK.items() if part in name)
    if parameter == "token":
        return name.rpartition(":")[2]
    if parameter == "page_id" and name.startswith(OF_STATEMENTS):
        return "statement"
    if parameter == "name":
        return "section"
    return parameter


def answer_in_a_word(response: Any) -> str:
    """Give the letter by which the table speaks of an answer."""
    status, location = response.status_code, response.headers.get("Location", "")
    if status == 302 and "/login/" in location:
        return "L"
    if status in (302, 303):
        if location == "/admin/":
            return "N"
        return "M" if re.match(r"/(?:de|en)/", location) else "R"
    letters = {200: "Y", 403: "N", 404: "M", 410: "M", 405: "X", 400: "B", 415: "B"}
    return letters.get(status, str(status))


@contextmanager
def writes() -> Iterator[set[str]]:
    """Collect the tables that are written to meanwhile, but for the log of who looked."""
    found: set[str] = set()

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if match := _WRITES.match(sql):
            found.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found
    found -= KEPT_OF_LOOKING
