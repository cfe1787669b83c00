"""`load_demo --bare` builds what somebody has who has just installed the package."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, Site

from example_site.home.models import DemoRecord
from tests.example_site.test_load_demo import rows
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient
from wagtail_privacy.pages.models import PrivacyFormPage, PrivacyStatementPage

pytestmark = pytest.mark.usefixtures("demo")


def load_bare() -> None:
    call_command("load_demo", bare=True, port=8000, verbosity=0)


@pytest.fixture
def bare(demo: None) -> None:
    """Build the bare demo in a database that nobody has used."""
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    for model in (Purpose, DataCategory, Recipient, get_user_model(), DemoRecord):
        model._default_manager.all().delete()
    load_bare()


@pytest.mark.usefixtures("bare")
def test_there_are_four_forms_and_nothing_else() -> None:
    forms = PrivacyFormPage.objects.all()
    assert [(form.live, form.purpose, form.consequence) for form in forms] == [
        (False, None, "") for _number in range(4)
    ]
    assert {field.data_category for form in forms for field in form.form_fields.all()} == {None}
    for model in (PrivacyStatementPage, Purpose, DataCategory, Recipient, ControllerSettings):
        assert not model._default_manager.exists()


@pytest.mark.usefixtures("bare")
def test_the_officer_finds_four_forms_at_start() -> None:
    client = Client()
    assert client.login(username="datenschutz", password="demo")
    content = client.get("/admin/privacy/start/").content.decode()
    assert content.count("Zweck fehlt") + content.count("purpose missing") == 4


def test_beside_the_whole_demo_it_adds_nothing() -> None:
    before = rows()
    load_bare()
    assert rows() == before
