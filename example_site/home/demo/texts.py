"""The shape of the demo's texts."""

from dataclasses import dataclass, field
from textwrap import dedent


@dataclass(frozen=True, slots=True)
class OfferText:
    """What an offer says in one language; a section uses title, slug and introduction only."""

    title: str
    slug: str
    introduction: str
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    has_figures: bool = False

    @property
    def body(self) -> list[tuple[str, object]]:
        """Give the content of the page's StreamField: facts and figures first."""
        blocks: list[tuple[str, object]] = []
        if self.has_figures:
            blocks.append(("figures", None))
        if self.facts:
            blocks.append(("facts", [{"label": q, "value": a} for q, a in self.facts]))
        if self.text:
            blocks.append(("text", one_line(self.text)))
        return blocks


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section with its offers, each by language."""

    key: str
    pages: dict[str, OfferText]
    offers: dict[str, dict[str, OfferText]] = field(default_factory=dict)


def one_line(html: str) -> str:
    """Give rich text as the editor stores it, without the line breaks of the source."""
    return " ".join(dedent(html).split()).replace("> <", "><")
