"""What a statement says becomes plain paragraphs and facts, the same ones each time."""

# once: rules of values know no database

import json

from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.activities import (
    CollectionPoint,
    DataItem,
    DeviceStorage,
    ProcessingActivity,
    PurposeFacts,
    RecipientFacts,
    Retention,
)
from wagtail_privacy.controllers import ControllerFacts
from wagtail_privacy.durations import Duration
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.versions.fact_changes import fact_sentences
from wagtail_privacy.statements.versions.paragraphs import read_paragraphs
from wagtail_privacy.statements.versions.snapshots import (
    Content,
    RenderedSection,
    canonical,
    content_of,
    digest,
)

TABLE = """
<table><caption>At a glance</caption>
  <thead><tr><th scope="col">Where</th><th scope="col">What for</th><th>How long</th></tr></thead>
  <tbody><tr><th scope="row"><a href="#x">Call-back</a></th>
    <td><span aria-hidden="true">What for</span> <span>Calling you</span></td>
    <td><span aria-hidden="true">How long</span> 14 days</td></tr></tbody></table>
"""


def read(html: str, *own_roots: str) -> list[tuple[str, str, str]]:
    return [(p["kind"], p["label"], p["text"]) for p in read_paragraphs(html, own_roots)]


def test_paragraphs_lists_and_facts_are_told_apart() -> None:
    html = """<h2>Left out</h2> <p>One
      line <b>and</b> more</p><h3>Part</h3><ul><li>a</li><li>b<br>c</li></ul>
      <dl><div><dt>Who</dt><dd>We &amp; you</dd></div></dl><p>End</p>loose"""
    assert read(html) == [
        ("text", "", "One line and more"),
        ("heading", "", "Part"),
        ("item", "", "a"),
        ("item", "", "b\nc"),
        ("fact", "Who", "We & you"),
        ("text", "", "End"),
        ("text", "", "loose"),
    ]


def test_a_row_of_a_table_keeps_the_headings_of_its_columns() -> None:
    assert read(TABLE) == [
        ("heading", "", "At a glance"),
        ("row", "Call-back", "What for: Calling you\nHow long: 14 days"),
    ]


def test_an_address_elsewhere_is_part_of_the_text_and_one_of_the_site_is_not() -> None:
    html = """<p><a href="https://a.example/c">Copy</a> <a href="/form/">Form</a>
      <a href="https://own.example/x">Page</a> <a href="https://b.example/">https://b.example/</a>
      <a href="https://own.example.evil/">Trap</a> <a class="wp-button" href="#x">Button</a></p>"""
    assert read(html, "https://own.example")[0][2] == (
        "Copy (https://a.example/c) Form Page https://b.example/ Trap (https://own.example.evil/)"
    )


def test_scripts_and_hidden_words_are_left_out() -> None:
    html = """<p>A<span aria-hidden="true">x<br><b>y</b></span>B</p><script>alert(1)</script>"""
    assert read(html) == [("text", "", "AB")]


@given(st.text())
def test_any_text_can_be_read(html: str) -> None:
    for paragraph in read_paragraphs(html):
        assert paragraph["text"]
        paragraph["text"].encode()
        assert "\x00" not in paragraph["text"]


def facts(days: int = 14) -> StatementFacts:
    purpose = PurposeFacts(
        key="purpose-1",
        name="Calling you",
        legal_basis="6-1-e",
        national_norm="§ 1",
        retention=Retention(Duration.from_iso(f"P{days}D")),
        recipients=(RecipientFacts("recipient-1", "Host", task="runs our server"),),
    )
    form = ProcessingActivity(
        CollectionPoint("form-1", "Call-back"), (purpose,), (DataItem("Number", None, True),)
    )
    return StatementFacts(ControllerFacts(server_log_days=7), (form,))


def snapshot(days: int = 14, *names: str, html: str = "<p>Hello</p>") -> Content:
    sections = [RenderedSection(name, name, name.title(), html) for name in names]
    return content_of(facts(days), sections, title="Privacy", motto="", language="en")


def test_the_same_gives_the_same_hash_and_everything_else_another() -> None:
    same = [digest(canonical(snapshot(14, "collection_points"))) for _time in range(2)]
    assert same[0] == same[1]
    assert digest(canonical(snapshot(10, "collection_points"))) != same[0]
    assert digest(canonical(snapshot(14, "collection_points", html="<p>Hi</p>"))) != same[0]


def test_the_canonical_form_is_read_back_as_it_was() -> None:
    content = snapshot(14, "collection_points", "recipients", html="<p>Löschen „heute“</p>")
    assert json.loads(canonical(content)) == content
    assert canonical(json.loads(canonical(content))) == canonical(content)


def test_the_facts_of_a_form_are_in_words() -> None:
    (fact,) = snapshot(14, "collection_points")["facts"]
    assert (fact["key"], fact["title"]) == ("form-1", "Call-back")
    assert fact["aspects"] == {
        "purposes": ["Calling you"],
        "basis": ["Public task (Art. 6(1)(e) GDPR, § 1)"],
        "retention": ["14 days"],
        "required": ["Number"],
        "recipients": ["Host"],
    }


def test_a_fact_without_its_section_is_not_said() -> None:
    assert snapshot(14, "text") == snapshot(10, "text")
    assert [fact["key"] for fact in snapshot(14, "recipients")["facts"]] == ["recipient-1"]
    assert [fact["key"] for fact in snapshot(14, "website")["facts"]] == ["website"]


def with_cookies(*cookies: DeviceStorage) -> Content:
    forms = [
        ProcessingActivity(
            CollectionPoint(f"form-{number}", f"Form {number}"), (), device_storage=(c,)
        )
        for number, c in enumerate(cookies)
    ]
    said = StatementFacts(ControllerFacts(), tuple(forms))
    sections = [RenderedSection("device_storage", "device", "Device", "")]
    return content_of(said, sections, title="Privacy", motto="", language="en")


def test_a_changed_cookie_is_said_in_one_sentence_for_all_forms() -> None:
    long = DeviceStorage("csrftoken", "Guards the form.", "364 days")
    short = DeviceStorage("csrftoken", "Guards the form.", "30 days")
    other = DeviceStorage("guard", "Guards the form.", "30 days")
    none = with_cookies()

    def said(before: Content, after: Content) -> list[str]:
        return list(fact_sentences(before, after))

    assert said(with_cookies(long, long), with_cookies(short, short)) == [
        "csrftoken: stays on your device 364 days → 30 days"
    ]
    assert said(with_cookies(long, long), with_cookies(long, short)) == [
        "csrftoken: stays on your device, new: 30 days"
    ]
    assert said(with_cookies(short), with_cookies(short, other)) == ["New on your device: guard"]
    assert said(with_cookies(short), none) == ["No longer on your device: csrftoken"]
    assert said(with_cookies(long), with_cookies(long, long)) == []
