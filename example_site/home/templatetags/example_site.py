"""What every page of the example site shows around its content."""

from django import template
from django.conf import settings
from django.template import Context
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from wagtail_privacy.controllers import ControllerFacts
from wagtail_privacy.models import ControllerSettings

register = template.Library()

#: In the tree, 1 is the root and 2 the home page of a language.
HOME_DEPTH = 2


@register.simple_tag(takes_context=True)
def home_page(context: Context) -> Page | None:
    """Give the home page in the active language."""
    site = Site.find_for_request(context.get("request"))
    return site.root_page.localized if site else None


@register.simple_tag
def menu(home: Page | None) -> list[Page]:
    """List the pages of the main navigation."""
    return list(home.get_children().live().in_menu().specific()) if home else []


@register.simple_tag
def child_pages(page: Page) -> list[Page]:
    """List the pages below a page, in their order in the tree."""
    return list(page.get_children().live().public().specific())


@register.simple_tag
def breadcrumbs(page: Page | None) -> list[Page]:
    """List the pages above a page, from the home page down; nothing for the home page itself."""
    if not page or page.depth <= HOME_DEPTH:
        return []
    return list(page.get_ancestors().filter(depth__gte=HOME_DEPTH))


@register.simple_tag
def languages(page: Page | None, home: Page | None) -> list[dict[str, object]]:
    """Tell per language its own name and the address of this page there, else of its home page."""
    shown = page or home
    if shown is None:
        return []
    pages = {p.locale.language_code: p for p in _translations(home)} | {
        p.locale.language_code: p for p in _translations(shown)
    }
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "page": pages[code],
            "is_current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
        if code in pages
    ]


def _translations(page: Page | None) -> list[Page]:
    if page is None:
        return []
    return list(page.get_translations(inclusive=True).live().select_related("locale"))


@register.simple_tag(takes_context=True)
def controller(context: Context) -> ControllerFacts | None:
    """Give the insurer's address and contacts, which stand once: in the Privacy menu."""
    site = Site.find_for_request(context.get("request"))
    if site is None:
        return None
    return ControllerSettings.for_site(site).as_facts(get_language() or settings.LANGUAGE_CODE)


@register.filter
def is_below(page: Page | None, section: Page) -> bool:
    """Tell whether a page, if there is one, stands below a section."""
    return isinstance(page, Page) and page.is_descendant_of(section)


@register.filter
def phone_digits(number: str) -> str:
    """Give a telephone number as a `tel:` link wants it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")
