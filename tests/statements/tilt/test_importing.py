"""An import makes a draft and entries of the registers, or nothing at all."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import swapper
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from tests import factories
from tests.statements.pages import publish
from tests.statements.tilt import corpus
from tests.statements.tilt.test_reading import at, at_either
from wagtail_privacy.models import DataCategory, Purpose, Recipient
from wagtail_privacy.statements.blocks.imported import DocumentBlock, ImportedBlock
from wagtail_privacy.statements.formats.tilt.reading import MAX_BYTES, parse, understand

swapper.set_app_prefix("wagtailcore", "wagtail")
Page = swapper.load_model("wagtailcore", "Page")

DOCUMENT = {
    "meta": {"_id": "1", "name": "Beispielverein", "language": "de"},
    "controller": {"name": "Beispielverein e. V.", "country": "DE"},
    "dataDisclosed": [
        {
            "category": "Adressdaten",
            "subcategories": ["Straße", "Ort"],
            "purposes": [{"purpose": "Mitgliederbrief", "description": "Wir schicken ihn."}],
            "legalBases": [{"reference": "Art. 6 Abs. 1 lit. f DSGVO"}, {"reference": "BDSG-3"}],
            "legitimateInterests": [{"exists": True, "reasoning": "Vereinsleben."}],
            "recipients": [{"name": "Druckerei", "category": "Dienstleister", "country": "AT"}],
            "storage": [{"temporal": [{"ttl": "P72H"}, {"ttl": "P2M"}]}],
        },
        {"category": "Fotos", "purposes": [{"purpose": "Chronik"}] * 2, "legalBases": []},
    ],
}


def written(folder: Path, document: Any, name: str = "a.tilt.json") -> str:
    path = folder / name
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    path.write_bytes(content)
    return str(path)


def imported(*files: str, parent: str = "/", **options: Any) -> tuple[str, Any]:
    out = StringIO()
    call_command("privacy_import_tilt", *files, parent=parent, stdout=out, **options)
    first = out.getvalue().splitlines()[0]
    pk = int(first.rpartition(" -> page ")[2])
    return out.getvalue(), factories.statement_page_model().objects.get(pk=pk)


def counts() -> list[int]:
    return [model.objects.count() for model in (Page, Purpose, DataCategory, Recipient)]


def exported(page: Any) -> Any:
    out = StringIO()
    call_command("privacy_export", str(page.pk), format="tilt", stdout=out)
    return json.loads(out.getvalue())


def test_a_draft_stands_below_the_page_and_nobody_sees_it(
    client: Client, site: Any, home: Any, tmp_path: Path
) -> None:
    output, page = imported(written(tmp_path, DOCUMENT))
    assert page.title == "Beispielverein"
    assert not page.live
    assert page.get_parent().pk == home.pk
    assert client.get(page.url).status_code == 404
    assert f"{tmp_path}/a.tilt.json -> page {page.pk}" in output


def test_what_was_clear_stands_in_the_registers(site: Any, tmp_path: Path) -> None:
    output, _page = imported(written(tmp_path, DOCUMENT))
    purpose = Purpose.objects.get()
    assert purpose.name == {"de": "Mitgliederbrief"}
    assert purpose.legal_basis == "6-1-f"
    assert purpose.legitimate_interest == {"de": "Vereinsleben."}
    assert purpose.retention_period.isoformat() == "P2M"
    recipient = purpose.recipients.get()
    assert (str(recipient), recipient.country, recipient.role) == ("Druckerei", "AT", "third-party")
    category = DataCategory.objects.get(name={"de": "Adressdaten"})
    assert category.examples == {"de": "Straße, Ort"}
    assert "data categories 2, purposes 1, recipients 1" in output


def test_a_basis_or_a_period_is_never_invented(site: Any, tmp_path: Path) -> None:
    output, _page = imported(written(tmp_path, DOCUMENT))
    assert not Purpose.objects.filter(name={"de": "Chronik"}).exists()
    assert output.count("legal basis or period is not clear: Chronik") == 1


def test_an_entry_of_the_same_name_is_taken_as_it_is(site: Any, tmp_path: Path) -> None:
    factories.create_recipient(name={"de": "druckerei"}, country="DE")
    imported(written(tmp_path, DOCUMENT))
    assert Recipient.objects.get().country == "DE"


def test_the_editor_sees_and_saves_the_draft(
    admin_client: Client, site: Any, tmp_path: Path
) -> None:
    _output, page = imported(written(tmp_path, DOCUMENT))
    response = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    assert "Mitgliederbrief" in response.content.decode()
    before = exported(page)
    (section,) = [child for child in page.body if child.block_type == "imported"]
    # The form carries the values in a hidden field; their block says how.
    field = section.block.child_blocks["document"]
    hidden = field.get_form_state(section.value["document"])
    values = {"heading": "Aus dem alten Text", "text": rich_text(""), "document": hidden}
    form = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "motto": "",
            "body": streamfield([("imported", values)]),
            "comments": inline_formset([]),
        }
    )
    response = admin_client.post(f"/admin/pages/{page.pk}/edit/", form)
    assert response.status_code == 302
    page = type(page).objects.get(pk=page.pk)
    saved = page.get_latest_revision_as_object()
    assert saved.body[0].value["heading"] == "Aus dem alten Text"
    assert saved.body[0].value["document"] == section.value["document"]
    assert exported(page)["dataDisclosed"] == before["dataDisclosed"]


@pytest.mark.parametrize("hidden", ["", "no JSON", "[]", "5", '{"values": {"dataDisclosed": 7}}'])
def test_a_form_that_was_tampered_with_breaks_no_page(site: Any, hidden: str) -> None:
    value = DocumentBlock().value_from_datadict({"x": hidden}, {}, "x")
    assert value.get("values", {}) == {}
    assert "wp-facts" not in ImportedBlock().render({"document": value, "heading": "", "text": ""})


def test_once_published_readers_see_what_was_imported(
    client: Client, site: Any, tmp_path: Path
) -> None:
    _output, page = imported(written(tmp_path, DOCUMENT))
    publish(page)
    content = client.get(page.url).content.decode()
    for words in ("Mitgliederbrief", "Adressdaten", "Art. 6 Abs. 1 Buchst. f DSGVO", "Druckerei"):
        assert words in content
    assert "2 Monate" in content
    served = client.get(f"{page.url}statement.tilt.json").json()
    assert served["dataDisclosed"][0]["category"] == "Adressdaten"


def test_when_the_section_is_deleted_the_site_speaks_for_itself(site: Any, tmp_path: Path) -> None:
    factories.create_controller(site)
    _output, page = imported(written(tmp_path, DOCUMENT))
    assert exported(page)["controller"]["name"] == "Beispielverein e. V."
    page.body = [(c.block_type, c.value) for c in page.body if c.block_type != "imported"]
    page.save_revision()
    assert exported(page)["controller"]["name"] == "Musterkasse"


def test_twice_changes_nothing(site: Any, tmp_path: Path) -> None:
    file = written(tmp_path, DOCUMENT)
    _output, page = imported(file)
    before = counts(), page.latest_revision_id
    # The same document, written in another way.
    again = json.dumps(DOCUMENT, indent=3, sort_keys=True).encode()
    output, same = imported(written(tmp_path, again, "b.json"))
    assert "nothing has changed" in output
    assert (counts(), same.latest_revision_id) == before
    assert same.pk == page.pk


BROKEN = {
    "empty": b"",
    "no text": b"\xff\xfe\x00",
    "half": b'{"meta": {"name": "x"}, "controller": ',
    "a raw NUL": b'{"controller": {"name": "a\x00b"}}',
    "deep": b'{"controller":' * 50_000,
    "a list": b"[1, 2]",
    "wrong types": json.dumps({"meta": 5, "dataDisclosed": "no", "controller": [1]}).encode(),
    "ten megabytes": b'{"controller": "' + b"x" * 10_000_000 + b'"}',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_document_ends_in_a_message_and_makes_nothing(
    site: Any, tmp_path: Path, content: bytes
) -> None:
    before = counts()
    errors = StringIO()
    with pytest.raises(CommandError, match="Not imported: 1 of 1"):
        imported(written(tmp_path, content), stderr=errors)
    assert "a.tilt.json: not imported. It is" in errors.getvalue()
    assert counts() == before


def test_a_file_that_is_not_there_does_not_stop_the_others(site: Any, tmp_path: Path) -> None:
    out, errors = StringIO(), StringIO()
    files = [str(tmp_path / "nowhere.json"), str(tmp_path), written(tmp_path, DOCUMENT)]
    with pytest.raises(CommandError, match="Not imported: 2 of 3"):
        call_command("privacy_import_tilt", *files, parent="/", stdout=out, stderr=errors)
    assert "No such file" in errors.getvalue()
    assert "a.tilt.json -> page " in out.getvalue()


def test_text_that_no_database_takes_is_listed_and_the_rest_imported(
    site: Any, tmp_path: Path
) -> None:
    document = {
        **DOCUMENT,
        "meta": {"name": "a\0b"},
        "sources": [{"dataCategory": "\ud800"}],
        "x\0": 1,
    }
    output, page = imported(written(tmp_path, document))
    assert "meta.name: holds characters that no text has" in output
    assert "sources[0].dataCategory: holds characters" in output
    assert page.title == "Beispielverein e. V."


def test_very_long_names_are_shortened_and_kept_whole_beside(site: Any, tmp_path: Path) -> None:
    long = "Sehr lange Bezeichnung " * 200
    document = {"meta": {"name": long}, "dataDisclosed": [{"category": long}]}
    _output, page = imported(written(tmp_path, document))
    assert len(page.title) <= 255
    category = DataCategory.objects.get()
    assert len(str(category)) <= 120
    assert long.strip() in str(category.description)
    assert exported(page)["dataDisclosed"][0]["category"] == long


def test_a_parent_that_is_not_there_is_named(site: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no page '/nowhere/'"):
        imported(written(tmp_path, DOCUMENT), parent="/nowhere/")


@pytest.mark.parametrize("path", corpus.documents())
def test_every_real_document_imports_and_is_exported_as_it_came(site: Any, path: Path) -> None:
    _output, page = imported(str(path))
    document = exported(page)
    source = parse(path.read_bytes())
    for place in understand(source).understood:
        assert at(document, place) == at_either(source, place), place
    before = counts()
    imported(str(path))
    assert counts() == before


def test_the_limit_leaves_room_for_every_real_document() -> None:
    folder = corpus.folder()
    if folder is not None:
        sizes = [path.stat().st_size for path in (folder / "documents").iterdir()]
        assert max(sizes) * 4 < MAX_BYTES
