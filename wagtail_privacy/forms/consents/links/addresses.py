"""Where the links of consents and receipts lead."""

from typing import Any

import swapper
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from wagtail.models import Site

from wagtail_privacy.forms.consents.links.links import LinkKind

swapper.set_app_prefix("wagtailcore", "wagtail")

_VIEWS = {
    LinkKind.CONFIRM: "wagtail_privacy_consents:consent",
    LinkKind.RECEIPT: "wagtail_privacy_consents:receipt",
    LinkKind.WITHDRAW: "wagtail_privacy_consents:withdraw",
}


def are_mounted() -> bool:
    """Whether the site has included `wagtail_privacy.urls`."""
    try:
        reverse(_VIEWS[LinkKind.RECEIPT], args=["token"])
    except NoReverseMatch:
        return False
    return True


def path_of(kind: str, token: str) -> str:
    """Give the address on this site to which a token leads."""
    return reverse(_VIEWS[LinkKind(kind)], args=[token])


def address_of(kind: str, token: str, site: Site | None) -> str:
    """Give the whole address to which a token leads.

    It begins as the site is known to Wagtail, never as a request claims to have reached it.
    """
    return f"{_beginning_of(site) if site else ''}{path_of(kind, token)}"


def _beginning_of(site: Site) -> str:
    """Give scheme and host of a site.

    Behind a proxy Wagtail often knows a site by port 80 while it answers by https only. A token
    is not sent in clear then, and one click (RFC 8058) needs https.
    """
    secure = f"https://{site.hostname}"
    admin = getattr(settings, "WAGTAILADMIN_BASE_URL", None) or ""
    has_https = settings.SECURE_SSL_REDIRECT or admin.rstrip("/") == secure
    return secure if site.port == 80 and has_https else str(site.root_url)


def form_of(page_id: int) -> Any:
    """Give the page of a form, published or not, or None if it has been deleted."""
    return swapper.load_model("wagtailcore", "Page")._default_manager.filter(pk=page_id).first()


def site_of(page: Any) -> Site | None:
    """Give the site of a page, or the default one."""
    return (page.get_site() if page else None) or Site.objects.filter(is_default_site=True).first()
