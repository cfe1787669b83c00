"""Reads rendered HTML as plain paragraphs, so that two versions can be compared and shown.

A paragraph is a dict of texts: ``kind`` ("heading", "text", "item", "fact" or "row"), ``label``
(of a fact or a row, else empty) and ``text``, in which lines are separated by line breaks.
"""

import re
from collections.abc import Collection
from html.parser import HTMLParser

Paragraph = dict[str, str]

#: Tags that begin a new paragraph, and what kind it is.
KINDS = {
    "p": "text",
    "div": "text",
    "section": "text",
    "address": "text",
    "summary": "text",
    "caption": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "item",
    "dd": "fact",
}
#: The heading of a section stands beside its paragraphs.
LEFT_OUT = frozenset(("h1", "h2", "script", "style", "template"))
VOID = frozenset(
    ("br", "hr", "img", "input", "wbr", "link", "meta", "area", "base", "col", "embed")
)
#: Characters that are no text, and that databases refuse.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def read_paragraphs(html: str, own_roots: Collection[str] = ()) -> list[Paragraph]:
    """Give the paragraphs of HTML; a link to elsewhere is followed by its address.

    `own_roots` are the addresses of the site itself, such as ``https://example.org``: where a
    page of its own lies is not part of what a statement says.
    """
    reader = _Reader(tuple(own_roots))
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paragraphs


def clean(text: str) -> str:
    """Give a text with single spaces and without control characters, line by line."""
    lines = (" ".join(line.split()) for line in CONTROL.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self, own_roots: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self.own_roots = own_roots
        self.paragraphs: list[Paragraph] = []
        self.kind = "text"
        self.label = ""
        self.words: list[str] = []
        self.columns: list[str] = []  # headings of the table
        self.is_in_table_head = False
        self.cell = 0
        self.left_out: list[str] = []  # open tags inside of what is left out
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.left_out or self._is_left_out(tag, given):
            if tag not in VOID:
                self.left_out.append(tag)
        elif tag == "br":
            self.words.append("\n")
        elif tag == "a":
            self.link = (given.get("href", ""), len(self.words))
        elif tag in ("dt", "tr", "thead"):
            self.end_paragraph()
            self.label, self.cell = "", 0
            if tag == "thead":
                self.columns, self.is_in_table_head = [], True
        elif tag == "td":
            self._begin_cell()
        elif tag in KINDS:
            self.end_paragraph()
            self.kind = KINDS[tag]

    def handle_endtag(self, tag: str) -> None:
        if self.left_out:
            self._end_left_out(tag)
        elif tag == "a":
            self._end_link()
        elif tag in ("dt", "th"):
            self._end_label()
        elif tag == "thead":
            self.is_in_table_head = False
        elif tag == "td":
            self.words.append("\n")
        elif tag == "tr":
            self.end_paragraph("row")
            self.label = ""
        elif tag == "dl":
            self.end_paragraph()
            self.label = ""
        elif tag in KINDS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            # A line break in the source is a space; only <br> and cells begin a new line.
            self.words.append(data.replace("\n", " "))

    def end_paragraph(self, kind: str = "") -> None:
        """Keep what was read since the last paragraph, if it is any text."""
        text = clean("".join(self.words))
        kind = kind or self.kind
        if text:
            label = self.label if kind in ("fact", "row") else ""
            self.paragraphs.append({"kind": kind, "label": label, "text": text})
        self.kind, self.words = "text", []

    def _is_left_out(self, tag: str, given: dict[str, str]) -> bool:
        # A button leads somewhere and says nothing.
        is_button = "wp-button" in given.get("class", "").split()
        return tag in LEFT_OUT or is_button or given.get("aria-hidden") == "true"

    def _begin_cell(self) -> None:
        # Told without a table, a cell needs the heading of its column.
        if self.cell < len(self.columns):
            self.words.append(f"{self.columns[self.cell]}: ")
        self.cell += 1

    def _end_label(self) -> None:
        words, self.words = clean("".join(self.words)), []
        if self.is_in_table_head:
            self.columns.append(words)
        else:
            self.label = words
            self.cell += 1

    def _end_left_out(self, tag: str) -> None:
        if tag in self.left_out:
            while self.left_out.pop() != tag:
                pass

    def _end_link(self) -> None:
        address, begin = self.link or ("", 0)
        self.link = None
        is_elsewhere = address.startswith(("http://", "https://"))
        is_own = any(address == root or address.startswith(f"{root}/") for root in self.own_roots)
        if is_elsewhere and not is_own and address not in "".join(self.words[begin:]):
            self.words.append(f" ({address})")
