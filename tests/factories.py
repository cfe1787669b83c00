"""Makes the objects that tests start from; every value can be replaced by a keyword."""

import importlib
from typing import Any

import swapper
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils.module_loading import import_string
from wagtail.models import Collection, GroupPagePermission, Locale, Site
from wagtail.users.models import UserProfile

from tests.site.models import PlainPage
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient

swapper.set_app_prefix("wagtailcore", "wagtail")

PASSWORD = "correct horse battery staple"
SITE_NAME = "Test site"
OFFICERS = "Privacy officers"
WRITERS = "Writers"


def create_data_category(**values: Any) -> DataCategory:
    """Make "Contact details"."""
    words = {
        "name": {"de": "Kontaktangaben", "en": "Contact details"},
        "description": {"de": "Womit wir Sie erreichen.", "en": "How we reach you."},
        "examples": {"de": "Name, Telefonnummer", "en": "name, telephone number"},
    }
    return DataCategory.objects.create(**{**words, **values})


def create_recipient(**values: Any) -> Recipient:
    """Make a processor in Germany."""
    facts = {
        "name": {"de": "Rechenzentrum Musterstadt", "en": "Musterstadt Data Centre"},
        "description": {"de": "betreibt unseren Server", "en": "runs our server"},
        "role": "processor",
        "country": "DE",
        "contract_date": "2026-01-15",
    }
    return Recipient.objects.create(**{**facts, **values})


def create_purpose(*, recipients: list[Recipient] | None = None, **values: Any) -> Purpose:
    """Make "Call-back", a task by law, kept for 14 days."""
    facts = {
        "name": {"de": "Rückruf", "en": "Call-back"},
        "description": {"de": "Wir rufen Sie zurück.", "en": "We call you back."},
        "legal_basis": "6-1-e",
        "national_norm": "§ 284 Abs. 1 SGB V",
        "retention_amount": 14,
        "retention_unit": "D",
    }
    purpose = Purpose.objects.create(**{**facts, **values})
    purpose.recipients.set(recipients or [])
    return purpose


def create_controller(site: Site, **values: Any) -> ControllerSettings:
    """Make a complete controller for a site."""
    facts = {
        "name": "Musterkasse",
        "postal_address": "Musterweg 1\n12345 Musterstadt",
        "email": "post@musterkasse.example",
        "phone": "0800 000000",
        "is_public_body": True,
        "legal_regime": "de-social",
        "dpo_postal_address": "Musterweg 1, Büro des Datenschutzes\n12345 Musterstadt",
        "dpo_email": "datenschutz@musterkasse.example",
        "authority_name": "Aufsicht Musterland",
        "authority_url": "https://aufsicht.example/",
        "server_log_days": 7,
        "server_log_address": "shortened",
        "decides_automatically": False,
    }
    settings, _created = ControllerSettings.objects.update_or_create(
        site=site, defaults={**facts, **values}
    )
    return settings


def create_site() -> Site:
    """Build a tree with a home page in German and one in English, and its site.

    Works in a database that the migrations filled and in one that a browser test has emptied.
    """
    page_model = swapper.load_model("wagtailcore", "Page")
    german, _ = Locale.objects.get_or_create(language_code="de")
    english, _ = Locale.objects.get_or_create(language_code="en")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    Site.objects.all().delete()
    page_model.objects.all().delete()
    root = page_model.add_root(title="Root", slug="root", locale=german)
    home = PlainPage(title="Startseite", slug="home", text="Willkommen", locale=german)
    root.add_child(instance=home)
    home.save_revision().publish()
    translated = PlainPage(
        title="Home page",
        slug="home-en",
        text="Welcome",
        locale=english,
        translation_key=home.translation_key,
    )
    root.add_child(instance=translated)
    translated.save_revision().publish()
    return Site.objects.create(
        hostname="localhost", site_name=SITE_NAME, root_page=home, is_default_site=True
    )


def create_user(username: str, *, language: str = "en", **values: Any) -> Any:
    """Make a user who reads the admin in a language."""
    values.setdefault("email", f"{username}@musterkasse.example")
    user = get_user_model().objects.create_user(username, password=PASSWORD, **values)
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


def officers() -> Group:
    """Give the group of the privacy officers as the migration makes it."""
    if not Group.objects.filter(name=OFFICERS).exists():
        migrations = "wagtail_privacy.migrations.0002_privacy_officers"
        importlib.import_module(migrations).create_group(apps, None)
    return Group.objects.get(name=OFFICERS)


def writers(site: Site) -> Group:
    """Give a group that may edit and publish every page of a site, and nothing else."""
    group, _ = Group.objects.get_or_create(name=WRITERS)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    name = site.root_page.get_parent()._meta.model_name
    for action in ("add", "change", "publish"):
        permission = Permission.objects.get(content_type__model=name, codename=f"{action}_{name}")
        GroupPagePermission.objects.get_or_create(
            group=group, page=site.root_page.get_parent(), permission=permission
        )
    return group


def statement_page_model() -> Any:
    """Give the statement page type of the settings at work: ours, or the site's own."""
    if apps.is_installed("wagtail_privacy.pages"):
        return import_string("wagtail_privacy.pages.models.PrivacyStatementPage")
    return import_string("tests.own_statements.models.StatementPage")


def form_page_model() -> Any:
    """Give the form page type of the settings at work: ours, or the site's own."""
    if apps.is_installed("wagtail_privacy.pages"):
        return import_string("wagtail_privacy.pages.models.PrivacyFormPage")
    return import_string("tests.own_forms.models.FormPage")
