"""The tag of the statement's own templates."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token

from wagtail_privacy.statements.keeping import MEMORY

register = template.Library()

#: What a template between the tags knows.
SHARED = ("page", "facts", "here")


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


def _without_reader(context: template.Context) -> template.Context:
    # What is shown to everybody must not have been made for somebody: no request, no user.
    values: dict[str, Any] = {name: context.get(name) for name in SHARED}
    public = template.Context(values, autoescape=context.autoescape)
    public.template = context.template
    public.render_context = context.render_context
    return public
