"""A second site beside that of the tests, and people with rights on one of the two only."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupSitePermission, Site

from tests import factories
from tests.site.models import PlainPage

RIGHTS = (
    "view_privacyformsubmission",
    "export_privacyformsubmission",
    "delete_privacyformsubmission",
    "close_privacyformsubmission",
    "view_consentrecord",
)


def create_second_site(site: Site) -> Site:
    """Make a site with a home page of its own."""
    root = site.root_page.get_parent()
    home = PlainPage(title="Zweithaus", slug="second", text="Auch hier", locale=root.locale)
    root.add_child(instance=home)
    home.save_revision().publish()
    return Site.objects.create(hostname="second.example", site_name="Second", root_page=home)


def give_rights(group: Group, site: Site, *codenames: str) -> None:
    """Give a group rights over what comes in by the forms of a site."""
    for right in Permission.objects.filter(codename__in=codenames or RIGHTS):
        GroupSitePermission.objects.create(group=group, site=site, permission=right)


def officer_of(site: Site, username: str) -> Any:
    """Make somebody who has all rights over submissions on a site, and none elsewhere."""
    group = Group.objects.create(name=f"Officers of {site.hostname}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    give_rights(group, site)
    user = factories.create_user(username)
    user.groups.add(group)
    return user
