"""The registers in the admin, by URL: list, search, filter, add, edit, usage and history."""

# Once is enough, on each database: who may open what does not hang on what is installed.
# needs: wagtail_privacy.pages

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests import factories
from wagtail_privacy.models import DataCategory, Purpose, Recipient

REGISTERS = {
    "purpose": factories.create_purpose,
    "datacategory": factories.create_data_category,
    "recipient": factories.create_recipient,
}

#: What a form needs beside the inputs that stay empty.
FILLED_IN = {
    "purpose": {
        "name_de": "Newsletter",
        "name_en": "Newsletter",
        "legal_basis": "6-1-a",
        "retention_amount": "6",
        "retention_unit": "M",
        "closing_unit": "M",
    },
    "datacategory": {"name_de": "Gesundheit", "name_en": "Health", "kind": "special"},
    "recipient": {"name_de": "Druckerei", "name_en": "Printing house", "role": "processor"},
}
EMPTY = dict.fromkeys(
    f"{name}_{code}"
    for name in ("name", "description", "examples", "legitimate_interest")
    for code in ("de", "en")
)


def address(register: str, view: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_wagtail_privacy_{register}:{view}", args=args)


def filled_in(register: str, **more: str) -> dict[str, str]:
    return {**dict.fromkeys(EMPTY, ""), **FILLED_IN[register], **more}


def rows(response: Any) -> list[str]:
    """List the names that a listing shows, in order."""
    soup = BeautifulSoup(response.content, "html.parser")
    return [link.get_text(strip=True) for link in soup.select("td.title .title-wrapper a")]


@pytest.mark.parametrize(
    ("register", "words"),
    [
        ("purpose", "A purpose says what data is used for"),
        ("datacategory", "say with them which data they are about"),
        ("recipient", "Enter who gets data from you"),
    ],
)
def test_an_empty_register_says_what_will_stand_there(
    admin_client: Client, register: str, words: str
) -> None:
    content = admin_client.get(address(register, "list")).content.decode()
    assert words in content
    assert "Why not" not in content
    main = BeautifulSoup(content, "html.parser").select_one("#listing-results")
    assert main
    assert main.select_one(f'a.button[href="{address(register, "add")}"]')
    assert words not in admin_client.get(address(register, "list"), {"q": "x"}).content.decode()


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("role", ["admin_client", "officer_client"])
def test_an_entry_is_added_edited_and_deleted(
    request: pytest.FixtureRequest, register: str, role: str
) -> None:
    client: Client = request.getfixturevalue(role)
    model = REGISTERS[register].__annotations__["return"]

    response = client.post(address(register, "add"), filled_in(register))
    assert response.status_code == 302
    entry = model.objects.get()
    assert entry.name["de"] == FILLED_IN[register]["name_de"]

    changed = filled_in(register, name_en="Another name")
    assert client.post(address(register, "edit", entry.pk), changed).status_code == 302
    entry.refresh_from_db()
    assert entry.name["en"] == "Another name"

    assert client.post(address(register, "delete", entry.pk)).status_code == 302
    assert not model.objects.exists()


VIEWS = ["list", "list_results", "add", "edit", "copy", "delete", "history", "usage"]


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("role", "allowed"),
    [("admin_client", True), ("officer_client", True), ("editor_client", False), ("client", False)],
)
def test_who_may_open_what(  # one row per URL and role
    request: pytest.FixtureRequest, db: None, register: str, view: str, role: str, allowed: bool
) -> None:
    client: Client = request.getfixturevalue(role)
    entry = REGISTERS[register]()
    args = () if view in ("list", "list_results", "add") else (entry.pk,)
    response = client.get(address(register, view, *args))
    if allowed:
        assert response.status_code == 200
        return
    assert response.status_code == 302
    assert str(entry) not in response.content.decode()
    assert client.post(address(register, view, *args), filled_in(register)).status_code in (
        302,
        405,
    )
    model = type(entry)
    assert [dict(found.name) for found in model.objects.all()] == [dict(entry.name)]


@pytest.mark.parametrize("register", REGISTERS)
def test_the_name_links_to_the_edit_view(admin_client: Client, register: str) -> None:
    entry = REGISTERS[register]()
    soup = BeautifulSoup(admin_client.get(address(register, "list")).content, "html.parser")
    link = soup.select_one("td.title .title-wrapper a")
    assert link is not None
    assert link["href"] == address(register, "edit", entry.pk)
    assert link.get_text(strip=True) == entry.name["en"]


@pytest.mark.parametrize("register", REGISTERS)
def test_a_list_is_ordered_by_name_in_the_user_s_language(
    admin_client: Client, german_admin_client: Client, register: str
) -> None:
    for german, english in (("Zeta", "alpha"), ("Beta", "gamma"), ("alpha", "Beta")):
        REGISTERS[register](name={"de": german, "en": english})
    REGISTERS[register](name={"de": "mittig"})
    index = address(register, "list")
    assert rows(admin_client.get(index)) == ["alpha", "Beta", "gamma", "mittig"]
    assert rows(german_admin_client.get(index)) == ["alpha", "Beta", "mittig", "Zeta"]
    backwards = rows(admin_client.get(index, {"ordering": "-shown_name"}))
    assert backwards == ["mittig", "gamma", "Beta", "alpha"]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("words", ["Rückruf", "rückruf", "RÜCK", "Call", "call-b"])
def test_an_entry_is_found_by_a_name_in_any_language(
    admin_client: Client, register: str, words: str
) -> None:
    REGISTERS[register](name={"de": "Rückruf", "en": "Call-back"})
    REGISTERS[register](name={"de": "Beschwerde", "en": "Complaint"})
    assert rows(admin_client.get(address(register, "list"), {"q": words})) == ["Call-back"]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("register", "ordering"),
    [
        ("purpose", "legal_basis"),
        ("purpose", "-shown_name"),
        ("datacategory", "kind"),
        ("recipient", "role"),
        ("recipient", "-country"),
        ("recipient", "contract_date"),
        ("recipient", "nonsense"),
    ],
)
def test_a_search_can_be_ordered(admin_client: Client, register: str, ordering: str) -> None:
    REGISTERS[register]()
    name = rows(admin_client.get(address(register, "list")))[0]
    found = admin_client.get(address(register, "list"), {"q": name[:4], "ordering": ordering})
    assert rows(found) == [name]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("register", "one", "other", "chosen"),
    [
        ("purpose", {"legal_basis": "6-1-a"}, {"legal_basis": "6-1-e"}, {"legal_basis": "6-1-a"}),
        ("datacategory", {"kind": "special"}, {"kind": "anonymous"}, {"kind": "special"}),
        ("recipient", {"role": "joint"}, {"role": "processor"}, {"role": "joint"}),
        ("recipient", {"country": "AT"}, {"country": "DE"}, {"country": "AT"}),
    ],
)
def test_a_list_is_filtered_also_while_searching(
    admin_client: Client,
    register: str,
    one: dict[str, str],
    other: dict[str, str],
    chosen: dict[str, str],
) -> None:
    REGISTERS[register](name={"en": "Wanted one"}, **one)
    REGISTERS[register](name={"en": "Wanted other"}, **other)
    assert rows(admin_client.get(address(register, "list"), chosen)) == ["Wanted one"]
    both = {**chosen, "q": "Wanted"}
    assert rows(admin_client.get(address(register, "list"), both)) == ["Wanted one"]


def test_a_list_says_what_counts_in_words(admin_client: Client) -> None:
    factories.create_purpose()
    text = admin_client.get(address("purpose", "list")).content.decode()
    assert "14 days" in text
    assert "Public task" in text
    factories.create_recipient()
    text = admin_client.get(address("recipient", "list")).content.decode()
    assert "Germany" in text
    assert "Processor" in text


def test_a_recipient_names_the_purposes_that_use_it(admin_client: Client) -> None:
    recipient = factories.create_recipient()
    factories.create_purpose(recipients=[recipient])
    factories.create_purpose(name={"en": "Another use"}, recipients=[recipient])
    page = admin_client.get(address("recipient", "list")).content.decode()
    assert "Another use, Call-back" in page


def test_a_change_stands_in_the_history(admin_client: Client) -> None:
    purpose = factories.create_purpose()
    admin_client.post(address("purpose", "edit", purpose.pk), filled_in("purpose"))
    assert "Edited" in admin_client.get(address("purpose", "history", purpose.pk)).content.decode()


@pytest.mark.parametrize("amount", ["0", "-1", "10000", "", "six"])
def test_a_period_that_is_none_is_refused(admin_client: Client, amount: str) -> None:
    data = filled_in("purpose", retention_amount=amount)
    assert admin_client.post(address("purpose", "add"), data).status_code == 200
    assert not Purpose.objects.exists()


@pytest.mark.parametrize(("amount", "unit"), [("101", "Y"), ("1201", "M"), ("5218", "W")])
@pytest.mark.parametrize("period", ["retention", "closing"])
def test_nothing_is_kept_for_more_than_a_hundred_years(
    admin_client: Client, period: str, amount: str, unit: str
) -> None:
    data = filled_in("purpose", **{f"{period}_amount": amount, f"{period}_unit": unit})
    page = admin_client.post(address("purpose", "add"), data).content.decode()
    assert "Nothing is kept for longer than 100 years." in page
    assert not Purpose.objects.exists()


def delete_several(client: Client, register: str, *entries: Any) -> Any:
    name = reverse(
        "wagtail_bulk_action", args=["wagtail_privacy", register.replace("_", ""), "delete"]
    )
    return client.post(f"{name}?" + "&".join(f"id={entry.pk}" for entry in entries), follow=True)


@pytest.mark.parametrize("way", ["single", "several"])
def test_a_recipient_that_a_purpose_names_cannot_go(admin_client: Client, way: str) -> None:
    recipient = factories.create_recipient()
    purpose = factories.create_purpose(recipients=[recipient])
    if way == "single":
        address_ = address("recipient", "delete", recipient.pk)
        response = admin_client.post(address_, follow=True)
    else:
        response = delete_several(admin_client, "recipient", recipient)
    assert "cannot be deleted: Musterstadt Data Centre." in response.content.decode()
    assert list(purpose.recipients.all()) == [recipient]

    purpose.recipients.clear()
    delete_several(admin_client, "recipient", recipient)
    assert not Recipient.objects.exists()


def test_the_registers_cost_a_constant_number_of_queries(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        recipient = factories.create_recipient(name={"en": f"R{number}"})
        factories.create_purpose(name={"en": f"P{number}"}, recipients=[recipient])
        DataCategory.objects.create(name={"en": f"D{number}"}, kind="personal")
    for register in REGISTERS:
        admin_client.get(address(register, "list"))
        with django_assert_max_num_queries(25):
            admin_client.get(address(register, "list"))
