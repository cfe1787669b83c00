"""Contents of statements: by hand, and any that a snapshot could give."""

from typing import Any

from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60).map(
    lambda text: " ".join(text.split())
)
WORDS = st.lists(st.sampled_from(["wir", "löschen", "nach", "14", "10", "Tagen", "Ihre", "Daten"]))
PHRASE = WORDS.map(" ".join) | TEXT
PARAGRAPHS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["text", "item", "fact", "row", "heading"]),
            "label": st.just("") | PHRASE,
            "text": PHRASE,
        }
    ),
    max_size=5,
)
SECTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "anchor": st.sampled_from(["summary", "controller", "rights", "contact"]),
            "heading": PHRASE,
            "paragraphs": PARAGRAPHS,
        }
    ),
    max_size=4,
    unique_by=lambda section: section["anchor"],
)
ASPECTS = st.dictionaries(
    st.sampled_from(["retention", "recipients", "basis", "later"]),
    st.lists(PHRASE, min_size=1, max_size=3),
    max_size=3,
)
FACTS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["activity", "recipient", "contact", "later"]),
            "key": st.sampled_from(["form-1", "form-2"]),
            "title": PHRASE,
            "aspects": ASPECTS,
        }
    ),
    max_size=3,
    unique_by=lambda fact: (fact["kind"], fact["key"]),
)
CONTENTS = st.fixed_dictionaries(
    {
        "format": st.just(1),
        "language": st.just("en"),
        "title": PHRASE,
        "motto": PHRASE,
        "facts": FACTS,
        "sections": SECTIONS,
    }
)


def paragraph(text: str, kind: str = "text", label: str = "") -> dict[str, str]:
    return {"kind": kind, "label": label, "text": text}


def fact(kind: str = "activity", title: str = "Call-back", **aspects: list[str]) -> dict[str, Any]:
    return {"kind": kind, "key": "form-1", "title": title, "aspects": aspects}


def content(**parts: Any) -> dict[str, Any]:
    """Give a content of one section, "Contact", with other parts if they are given."""
    section = {"anchor": "contact", "heading": "Contact", "paragraphs": [paragraph("Write to us.")]}
    whole = {"format": 1, "language": "en", "title": "Privacy", "motto": ""}
    return {**whole, "facts": [], "sections": [section], **parts}


def section(anchor: str, *texts: str, heading: str = "") -> dict[str, Any]:
    return {
        "anchor": anchor,
        "heading": heading or anchor.title(),
        "paragraphs": [paragraph(text) for text in texts],
    }
