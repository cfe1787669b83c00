"""The tags of a site's templates. A tag whose feature is not installed gives nothing."""

from typing import Any

from django import template
from django.apps import apps
from django.template.loader import render_to_string
from django.utils.translation import get_language
from wagtail.models import Site

from wagtail_privacy import registry

register = template.Library()


@register.simple_tag(takes_context=True)
def privacy_analytics(context: template.Context, *, events: bool = False) -> str:
    """Give the snippet that counts the page; put it before ``</body>``.

    ``{% privacy_analytics events=True %}`` also counts elements with ``data-privacy-event``, opened
    files, links to other sites and begun forms.
    """
    if not apps.is_installed("wagtail_privacy.analytics"):
        return ""
    from wagtail_privacy.analytics.snippet import snippet_context

    snippet = snippet_context(context, events=events)
    if snippet is None:
        return ""
    return render_to_string("wagtail_privacy/analytics/snippet.html", snippet)


@register.simple_tag
def privacy_opt_out() -> str:
    """Give a button "Do not count me", and a link to what is known about the visit."""
    if not apps.is_installed("wagtail_privacy.analytics"):
        return ""
    from wagtail_privacy.analytics.visits import opt_out_context

    values = opt_out_context(get_language())
    return render_to_string("wagtail_privacy/analytics/opt_out.html", values) if values else ""


@register.simple_tag(takes_context=True)
def privacy_notice(context: template.Context, page: Any) -> str:
    """Give the short notice beside a form: who, why, how long, and where to read more."""
    if not apps.is_installed("wagtail_privacy.forms"):
        return ""
    from wagtail_privacy.forms.filling.notices import notice_for
    from wagtail_privacy.forms.mixins import PrivacyFormMixin

    if not isinstance(page, PrivacyFormMixin):
        return ""
    notice = notice_for(page, context.get("request"))
    if notice is None:
        return ""
    return render_to_string("wagtail_privacy/forms/notice.html", {"notice": notice})


@register.simple_tag(takes_context=True)
def privacy_statement_url(context: template.Context) -> str:
    """Give the address of the site's statement in the language of the page, or nothing.

    Where there is no page, such as on an error page, it is the active language.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return ""
    reference = registry.find_statement(site, _language_of(context.get("page")), request)
    return reference.url if reference else ""


def _language_of(page: Any) -> str:
    locale = getattr(page, "locale", None)
    code = getattr(locale, "language_code", None) or get_language() or ""
    return str(code)
