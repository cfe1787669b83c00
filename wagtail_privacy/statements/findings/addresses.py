"""Turns the place of a finding into words, and into the address where it is mended."""

from collections.abc import Callable, Iterable
from typing import Any

import swapper
from django.apps import apps
from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_privacy import registry
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient, Register
from wagtail_privacy.start.tasks import PERMISSION as START_PERMISSION
from wagtail_privacy.statements.findings.reviewing import Review
from wagtail_privacy.statements.rules import Place, PlaceKind

swapper.set_app_prefix("wagtailcore", "wagtail")

REGISTERS: dict[PlaceKind, type[Register]] = {
    PlaceKind.PURPOSE: Purpose,
    PlaceKind.CATEGORY: DataCategory,
    PlaceKind.RECIPIENT: Recipient,
}

ACCEPT_FINDINGS = "wagtail_privacy_statements.accept_finding"
#: Who may do something about a finding.
PERMISSIONS = (
    ACCEPT_FINDINGS,
    "wagtail_privacy.change_controllersettings",
    *(f"wagtail_privacy.change_{model._meta.model_name}" for model in REGISTERS.values()),
)


def may_see_findings(user: Any) -> bool:
    """Whether somebody may change the controller or a register, or accept a finding."""
    return any(user.has_perm(permission) for permission in PERMISSIONS)


def in_words(place: Place) -> str:
    """Say where a finding is mended."""
    words = {
        PlaceKind.CONTROLLER: _("Privacy › Controller"),
        PlaceKind.PURPOSE: _("Purpose “%(name)s”"),
        PlaceKind.CATEGORY: _("Data category “%(name)s”"),
        PlaceKind.RECIPIENT: _("Recipient “%(name)s”"),
        PlaceKind.PAGE: _("Page “%(name)s”"),
        PlaceKind.SECTION: _("Sections of the statement"),
        PlaceKind.CODE: _("Settings in the code: “%(name)s”"),
    }
    return words[place.kind] % {"name": place.name}


class AddressBook:
    """Gives a user the addresses in the admin that they may open; asks each page once."""

    def __init__(self, user: Any):
        self.user = user
        self._pages: dict[int, str] = {}

    def prepare(self, places: Iterable[Place]) -> None:
        """Read the pages of many places at once."""
        self.read_pages({place.pk for place in places if place.kind == PlaceKind.PAGE and place.pk})

    def of(self, place: Place, review: Review) -> str:
        """Give the address where a finding is mended, or nothing if there is none for the user."""
        give: dict[PlaceKind, Callable[[], str]] = {
            PlaceKind.CONTROLLER: lambda: self._controller(review),
            PlaceKind.PAGE: lambda: self._page(place.pk or 0),
            PlaceKind.SECTION: lambda: self.of_statement(review),
            PlaceKind.CODE: lambda: "",
        }
        return give[place.kind]() if place.kind in give else self._entry(place)

    def _controller(self, review: Review) -> str:
        if not self.user.has_perm("wagtail_privacy.change_controllersettings"):
            return ""
        meta = ControllerSettings._meta
        return reverse(
            "wagtailsettings:edit", args=[meta.app_label, meta.model_name, review.site.pk]
        )

    def _entry(self, place: Place) -> str:
        model = REGISTERS[place.kind]
        if not self.user.has_perm(f"wagtail_privacy.change_{model._meta.model_name}"):
            return ""
        name = model.snippet_viewset.get_url_name("edit")
        return reverse(name, args=[quote(place.pk or 0)])

    def of_statement(self, review: Review) -> str:
        """Give the address where a statement is edited, or where one can be added."""
        if review.page is None:
            return self._new_statement(review)
        return self._page(review.page.pk)

    def _new_statement(self, review: Review) -> str:
        # The nearest way is to translate the statement of another language; else Privacy › Start
        # makes a draft; else the home page is where one could be added.
        known = registry.find_statement(review.site, review.language)
        may_translate = self.user.has_perm("simple_translation.submit_translation")
        if known and may_translate and apps.is_installed("wagtail.contrib.simple_translation"):
            return reverse("simple_translation:submit_page_translation", args=[known.page_id])
        if self.user.has_perm(START_PERMISSION):
            return reverse("wagtail_privacy_start_statement:index", args=[review.site.pk])
        home = review.site.root_page
        locales = {"locale__language_code": review.language}
        home = home.get_translations().filter(**locales).first() or home
        return reverse("wagtailadmin_explore", args=[home.pk])

    def _page(self, pk: int) -> str:
        if pk not in self._pages:
            self.read_pages([pk])
        return self._pages[pk]

    def read_pages(self, pks: Iterable[int]) -> None:
        """Read pages at once whose addresses will be asked for."""
        wanted = [pk for pk in pks if pk not in self._pages]
        pages = swapper.load_model("wagtailcore", "Page").objects.in_bulk(wanted) if wanted else {}
        for pk in wanted:
            may_edit = pk in pages and pages[pk].permissions_for_user(self.user).can_edit()
            self._pages[pk] = reverse("wagtailadmin_pages:edit", args=[pk]) if may_edit else ""
