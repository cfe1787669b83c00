"""Three people who sign in: one who may do everything, one who answers for privacy, one who writes.

Their password is public. The demo is for one's own machine; never open it to the world.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import GroupPagePermission, Page

from example_site.home.demo.ledger import once

PASSWORD = "demo"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a login, and the group that they belong to."""

    login: str
    first_name: str
    last_name: str
    group: str = ""

    @property
    def does_everything(self) -> bool:
        return not self.group


PEOPLE = (
    Person("admin", "Ada", "Muster"),
    Person("datenschutz", "Dorothea", "Beispiel", "Privacy officers"),
    Person("redaktion", "Edgar", "Exempel", "Editors"),
)


def load_people() -> dict[str, User]:
    """Give the people by login; a password that somebody has changed stays."""
    return {person.login: _load_person(person) for person in PEOPLE}


def _load_person(person: Person) -> User:
    users = get_user_model()

    def make() -> User:
        user = users.objects.create_user(
            person.login,
            f"{person.login}@beispielkasse.example",
            PASSWORD,
            first_name=person.first_name,
            last_name=person.last_name,
            is_superuser=person.does_everything,
            is_staff=person.does_everything,
        )
        if person.group:
            user.groups.add(Group.objects.get(name=person.group))
        return user

    return once(f"person-{person.login}", users, make)


def let_editors_look() -> None:
    """Let editors read what names nobody: how pages are read, and what the statement has said."""
    looking = Permission.objects.filter(
        content_type__app_label__startswith="wagtail_privacy",
        codename__in=("view_statistics", "view_statementversion"),
    )
    Group.objects.get(name="Editors").permissions.add(*looking)


def let_officers_publish(home_pages: list[Page]) -> None:
    """Give the privacy officers the pages of the site, so that they can mend and publish."""
    officers = Group.objects.get(name="Privacy officers")
    for page in home_pages:
        for codename in ("add_page", "change_page", "publish_page"):
            GroupPagePermission.objects.get_or_create(
                group=officers,
                page=page,
                permission=Permission.objects.get(
                    codename=codename, content_type__app_label="wagtailcore"
                ),
            )
