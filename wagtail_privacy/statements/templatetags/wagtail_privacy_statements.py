"""The tags of the statement's own templates."""

import re
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.html import escape

from wagtail_privacy.statements.memory.store import MEMORY

register = template.Library()

#: What a template between the tags knows.
SHARED = ("page", "facts", "here")

_LINKS = re.compile(r"<(/?)a\b[^>]*>")
#: A link to a page of the site: a path, but no other host.
_OWN_LINKS = re.compile(r'<a\b([^>]*?)\shref="(/(?!/)[^"]*)"')
_IDS = re.compile(r'\s(?:id|aria-labelledby)="[^"]*"')


class KeptNode(template.Node):
    """Renders its content once for all readers, so it knows the page and its facts only."""

    def __init__(self, nodelist: NodeList):
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        page = context.get("page")
        rendering = page.rendering_for(context.get("request")) if page else None
        if rendering is None:
            return self.nodelist.render(context)
        html = MEMORY.recall(rendering.key, rendering.fingerprint, rendering.seconds)
        if html is None:
            html = self.nodelist.render(_without_reader(context))
            MEMORY.keep(rendering.key, rendering.fingerprint, html)
        return html


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep what stands before ``{% endkept %}`` until anything changes that the page draws on."""
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist)


@register.filter
def without_links(html: str) -> str:
    """Give rendered HTML for reading only: links and ids belong to the public page.

    For ``{% filter without_links %}``, which passes on what templates have escaped.
    """
    return _IDS.sub("", _LINKS.sub(r"<\1span>", html))


@register.filter
def with_addresses(html: str, page: Any) -> str:
    """Give rendered HTML whose links within the site bear their whole address, for paper.

    For ``{% filter with_addresses:page %}``, which passes on what templates have escaped.
    """
    parts = page.get_url_parts() if page and page.pk else None
    if not parts or not parts[1]:
        return html
    root = escape(parts[1])
    return _OWN_LINKS.sub(lambda m: f'{m[0]} data-wp-address="{root}{m[2]}"', html)


def _without_reader(context: template.Context) -> template.Context:
    # What is shown to everybody must not have been made for somebody: no request, no user.
    values: dict[str, Any] = {name: context.get(name) for name in SHARED}
    public = template.Context(values, autoescape=context.autoescape)
    public.template = context.template
    public.render_context = context.render_context
    return public
