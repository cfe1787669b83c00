"""Filters for where a line may end, for the package's own templates."""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.safestring import SafeString

from wagtail_privacy import typography

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def kept_together(text: str) -> str:
    """Keep the sign of a section and its number on one line."""
    return typography.kept_together(text)


@register.filter
@stringfilter
def with_breaks(address: str) -> SafeString:
    """Let a line end in an e-mail address only where it is easily read on."""
    return typography.with_breaks(address)
