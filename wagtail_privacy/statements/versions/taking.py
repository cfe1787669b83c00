"""Takes a snapshot of a statement: renders it as readers see it, without any request."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Site

from wagtail_privacy.statements.versions.snapshots import Content, RenderedSection, content_of


def take_snapshot(page: Any) -> Content:
    """Give what a statement page says at this moment, in its language."""
    language = page.locale.language_code
    with translation.override(language):
        facts = page.get_facts()
        return content_of(
            facts,
            _rendered(page, {"page": page, "facts": facts, "here": page.anchors}),
            title=page.title,
            motto=page.motto,
            language=language,
            own_roots=[root.root_url for root in Site.get_site_root_paths()],
        )


def _rendered(page: Any, context: dict[str, Any]) -> Iterator[RenderedSection]:
    summary = render_to_string("wagtail_privacy/statements/summary.html", context)
    yield RenderedSection("summary", "summary", gettext("In short"), summary)
    for section in page.sections:
        own = {**context, "anchor": section.anchor, "heading": section.heading}
        html = section.block.render_as_block(own)
        yield RenderedSection(section.block.block_type, section.anchor, section.heading, html)
