"""Reads a page as a strict browser would: what it loads, and what is written into it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Links of a page that a browser loads by itself.
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect"}
LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background"}
DATA_TYPES = {"application/json", "application/ld+json"}


@dataclass
class Markup(HTMLParser):
    """The parts of a page that matter here; feed it the page."""

    language: str = ""
    resources: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        self._note_inline(tag, given)
        self._note_addresses(tag, given)

    def _note_inline(self, tag: str, given: dict[str, str]) -> None:
        is_data = given.get("type") in DATA_TYPES
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.inline.append(tag)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]

    def _note_addresses(self, tag: str, given: dict[str, str]) -> None:
        self.resources += [value for name, value in given.items() if name in LOADING]
        if tag == "link" and LOADED_LINKS & set(given.get("rel", "").split()):
            self.resources.append(given.get("href", ""))
        if tag == "a":
            self.links.append(given.get("href", ""))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        """What a reader reads, on one line."""
        return " ".join(" ".join(self.texts).split())

    @property
    def foreign_resources(self) -> list[str]:
        """What the page would load from somewhere else, or from an address written in full."""
        return [url for url in self.resources if "//" in url or url.startswith("data:")]


def read(html: str) -> Markup:
    """Give the parts of a page."""
    markup = Markup()
    markup.feed(html)
    return markup
