"""`load_demo` builds the whole site once, and a second run changes nothing of it."""

import datetime
import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import Sum
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Site

from example_site.home.demo.counts import DAYS
from example_site.home.models import HomePage, OfferPage, SectionPage
from wagtail_privacy.analytics.models import PageCount
from wagtail_privacy.analytics.public.figures import last_month
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose, Recipient
from wagtail_privacy.pages.models import PrivacyFormPage, PrivacyStatementPage
from wagtail_privacy.statements.models import StatementVersion

pytestmark = pytest.mark.usefixtures("demo")


def load_again() -> None:
    call_command("load_demo", port=8000, verbosity=0)


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_second_run_doubles_nothing() -> None:
    before = rows()

    load_again()

    assert rows() == before


def test_each_statement_has_its_first_version_and_a_second_run_adds_none(
    django_capture_on_commit_callbacks: Any,
) -> None:
    versions = StatementVersion.objects.order_by("language").values_list("language", "number")
    assert list(versions) == [("de", 1), ("en", 1)]

    with django_capture_on_commit_callbacks(execute=True):
        load_again()

    assert list(versions.all()) == [("de", 1), ("en", 1)]


def test_a_second_run_keeps_what_visitors_have_edited() -> None:
    page = OfferPage.objects.get(slug="vorsorge")
    page.title = "Vorsorge für alle"
    page.save_revision().publish()
    purpose = Purpose.objects.get(name__de="Anfragen beantworten")
    purpose.retention_amount = 3
    purpose.name["de"] = "Fragen beantworten"
    purpose.save()
    admin = get_user_model().objects.get(username="admin")
    admin.set_password("another")
    admin.save()
    controller = ControllerSettings.objects.get()
    controller.phone = "030 23125-999"
    controller.save()

    load_again()

    for thing in (page, purpose, admin, controller):
        thing.refresh_from_db()
    assert page.title == "Vorsorge für alle"
    assert purpose.retention_amount == 3
    assert Purpose.objects.count() == 4
    assert admin.check_password("another")
    assert controller.phone == "030 23125-999"


def test_a_second_run_brings_back_a_deleted_page_as_the_same_translation() -> None:
    english = OfferPage.objects.get(slug="check-ups")
    OfferPage.objects.get(slug="vorsorge").delete()

    load_again()

    german = OfferPage.objects.get(slug="vorsorge")
    assert german.translation_key == english.translation_key
    assert german.live


def test_the_tree_is_complete_in_both_languages() -> None:
    for model, number in (
        (HomePage, 1),
        (SectionPage, 3),
        (OfferPage, 7),
        (PrivacyFormPage, 4),
        (PrivacyStatementPage, 1),
    ):
        german = model.objects.live().filter(locale__language_code="de")
        english = model.objects.live().filter(locale__language_code="en")
        assert german.count() == english.count() == number, model
        keys = {page.translation_key for page in german}
        assert keys == {page.translation_key for page in english}
    assert Site.objects.get().root_page.specific == HomePage.objects.get(slug="beispielkasse")
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_pages_have_a_revision_and_may_be_edited_by_the_officer() -> None:
    for page in Page.objects.filter(depth__gt=1):
        assert page.latest_revision_id, page
    roots = {
        entry.page_id
        for entry in GroupPagePermission.objects.filter(group__name="Privacy officers")
    }
    assert roots == {home.pk for home in HomePage.objects.all()}


@pytest.mark.parametrize("login", ["admin", "datenschutz", "redaktion"])
def test_everybody_can_sign_in_with_the_printed_login(login: str, client: Client) -> None:
    answer = client.post("/admin/login/", {"username": login, "password": "demo"})

    assert answer.status_code == 302
    assert client.get("/admin/").status_code == 200


def test_an_editor_finds_what_the_guide_begins_with(client: Client) -> None:
    client.force_login(get_user_model().objects.get(username="redaktion"))
    home = client.get("/admin/").text
    for name in ("privacy", "privacy-statistics", "privacy-versions"):
        assert f'"name": "{name}"' in home
    for name in ("privacy-findings", "privacy-submissions", "privacy-registers"):
        assert f'"name": "{name}"' not in home


def test_the_output_names_addresses_and_logins(capsys: Any) -> None:
    call_command("load_demo", port=8123)

    output = capsys.readouterr().out
    assert "http://localhost:8123/de/" in output
    assert "http://localhost:8123/admin/" in output
    for login in ("admin / demo", "datenschutz / demo", "redaktion / demo"):
        assert login in output


def test_the_registers_speak_both_languages() -> None:
    for entry in (*DataCategory.objects.all(), *Recipient.objects.all(), *Purpose.objects.all()):
        assert not entry.name.missing(["de", "en"]), entry
        assert not entry.description.missing(["de", "en"]), entry
    for purpose in Purpose.objects.all():
        assert purpose.national_norm, purpose
        assert purpose.recipients.exists(), purpose
        if purpose.legal_basis == "6-1-f":
            pytest.fail("a public body may not rest its tasks on legitimate interests")
    for recipient in Recipient.objects.all():
        assert recipient.contract_date, recipient


def test_the_controller_is_complete() -> None:
    facts = ControllerSettings.objects.get().as_facts("en")

    assert facts.is_public_body
    assert facts.legal_regime == "de-social"
    assert facts.authority.postal_address == "Graurheindorfer Straße 153\n53117 Bonn"
    assert facts.server_log_days == 7
    assert facts.server_log_address == "shortened"
    assert facts.decides_automatically is False
    assert facts.secure_contact_url == "/en/contact/write-to-us/"


def test_nobody_real_can_be_reached() -> None:
    controller = ControllerSettings.objects.get()

    for number in (controller.phone, controller.dpo_phone):
        # The range that the Bundesnetzagentur keeps free for films and books.
        assert re.fullmatch(r"030 23125-\d{3}", number)
    for email in (controller.email, controller.dpo_email):
        assert email.endswith(".example")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/de/service/website-in-zahlen/", "Diese Seiten hatten die meisten Besuche"),
        ("/en/service/website-in-figures/", "These pages had the most visits"),
        ("/privacy/figures/", "Diese Seiten hatten die meisten Besuche"),
    ],
)
def test_everybody_reads_what_was_counted_in_the_last_full_month(
    address: str, words: str, client: Client
) -> None:
    text = client.get(address).text
    assert words in text
    assert len(re.findall(r"<li><a [^>]*>[^<]+</a>: \d", text)) == 5


def test_the_counts_reach_back_to_that_month_on_every_day_of_a_year() -> None:
    for number in range(366):
        today = datetime.date(2027, 3, 1) + datetime.timedelta(days=number)
        assert today - datetime.timedelta(days=DAYS - 1) <= last_month(today)


def test_the_counts_are_plausible_and_lead_up_to_today() -> None:
    counts = PageCount.objects.all()
    days = counts.values_list("day", flat=True).distinct()

    assert days.count() == DAYS
    assert max(days) == timezone.localdate()
    home = HomePage.objects.get(slug="beispielkasse")
    sums = counts.order_by().values_list("page_id")
    sums = sums.annotate(*(Sum(name) for name in ("views", "visits", "entries", "bounces")))
    views = {page: number for page, number, *_rest in sums}
    for _page, seen, visits, entries, bounces in sums:
        assert seen >= visits >= 5
        # Each waits for itself, up to five of them.
        assert visits + 5 >= entries >= bounces >= 0
    assert max(views, key=lambda page: views[page]) == home.pk
    assert set(views) == set(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
