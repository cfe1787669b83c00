"""The demo in a real Chromium, under its strict policy: as a visitor and as an editor."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Window
from wagtail_privacy.analytics.models import WaitingPageCount
from wagtail_privacy.forms.models import PrivacyFormSubmission
from wagtail_privacy.models import Purpose
from wagtail_privacy.pages.models import PrivacyFormPage, PrivacyStatementPage

pytestmark = pytest.mark.browser

DESKTOP, PHONE, NARROW = (1280, 900), (360, 640), (320, 600)


@pytest.fixture
def demo(lasting_demo: None, window: Window) -> Window:
    """Give a window on the demo, filled, of a browser that does not pass for a robot."""
    agent = window.page.evaluate("navigator.userAgent").replace("Headless", "")
    window.page.set_extra_http_headers({"User-Agent": agent})
    return window


def sign_in(page: Page, origin: str, name: str) -> None:
    page.goto(f"{origin}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", "demo")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def resize(window: Window, size: tuple[int, int]) -> None:
    window.page.set_viewport_size({"width": size[0], "height": size[1]})


def test_public_pages_have_no_barrier_no_foreign_request_and_no_broken_policy(
    demo: Window,
) -> None:
    german = PrivacyStatementPage.objects.get(locale__language_code="de")
    english = PrivacyStatementPage.objects.get(locale__language_code="en")
    form = PrivacyFormPage.objects.filter(locale__language_code="de").first()
    figures = "/de/service/website-in-zahlen/"
    for address in ("/de/", "/en/", german.url, english.url, form.url, figures):
        for size in (DESKTOP, PHONE):
            resize(demo, size)
            demo.open(address)
            assert demo.barriers() == [], address
        resize(demo, NARROW)
        assert demo.has_no_sideways_scroll(), address
    assert demo.errors == []
    assert demo.foreign == []


def test_versions_and_what_changed_have_no_barrier(demo: Window) -> None:
    purpose = Purpose.objects.get(name__en="Calling back")
    purpose.retention_amount = 10
    purpose.save()
    statement = PrivacyStatementPage.objects.get(locale__language_code="en")
    for below in ("versions/", "versions/1/", "versions/2/changes/"):
        for size in (DESKTOP, PHONE):
            resize(demo, size)
            demo.open(f"{statement.url}{below}")
            assert demo.barriers() == [], below
        resize(demo, NARROW)
        assert demo.has_no_sideways_scroll(), below
    assert demo.page.get_by_text("Call-back service: kept 14 days → 10 days").is_visible()
    assert demo.page.locator("ins").first.is_visible()
    assert demo.errors == []


def test_nothing_is_stored_on_the_device_of_a_reader(demo: Window) -> None:
    statement = PrivacyStatementPage.objects.get(locale__language_code="de")
    for address in ("/de/", statement.url):
        page = demo.open(address)
        page.wait_for_load_state("networkidle")
    assert demo.page.context.cookies() == []
    assert demo.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_visitor_sends_a_form_wrong_then_right(demo: Window) -> None:
    form = PrivacyFormPage.objects.get(title="Rückruf-Service")
    page = demo.open(form.url)
    button = page.locator("form.wp-form button[type=submit]")
    button.click()
    expect(page).to_have_title(re.compile("^Fehler:"))
    first = page.locator(".wp-message a").first
    first.click()
    target = first.get_attribute("href")
    assert target is not None
    assert page.locator(target).is_visible()
    assert demo.barriers() == []
    for field in form.form_fields.all():
        name = field.clean_name
        if field.field_type == "radio":
            page.locator(f"[name={name}]").first.check()
        elif field.field_type in ("singleline", "multiline", "tel"):
            page.fill(f"[name={name}]", "0151 23456789")
    button.click()
    expect(page.locator("h1")).not_to_have_text(form.title)
    assert demo.barriers() == []
    assert PrivacyFormSubmission.objects.get().page_id == form.pk
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_visitor_reads_what_is_wrong_and_keeps_what_was_right(
    demo: Window, size: tuple[int, int]
) -> None:
    resize(demo, size)
    form = PrivacyFormPage.objects.get(title="Write to us")
    page = demo.open(form.url)
    page.fill("[name=your_name]", "Erika Mustermann")
    page.fill("[name=e_mail_address]", "erika@")
    page.fill("[name=telephone_number]", "none")
    page.fill("[name=insurance_number]", "123")
    page.locator("[name^=consent-]").check()
    page.locator("form.wp-form button[type=submit]").click()
    summary = page.locator(".wp-message--error")
    expect(summary).to_be_focused()
    words = [
        "Fill in “Your message”.",
        "Enter the e-mail address in full, like this: name@example.org.",
        "Enter the telephone number in digits, with its area code, like this: 030 23125100.",
        "Enter the insurance number on your card: a letter and nine digits, such as A123456789. "
        "Or leave the field empty.",
        "Choose how we may answer you.",
    ]
    assert summary.locator("a").all_inner_texts() == words
    assert page.locator(".errorlist li").all_inner_texts() == words
    expect(page.locator("[name=your_name]")).to_have_value("Erika Mustermann")
    expect(page.locator("[name=telephone_number]")).to_have_value("none")
    expect(page.locator("[name^=consent-]")).to_be_checked()
    summary.locator("a").last.click()
    expect(page.locator("#id_reply_channel_0")).to_be_focused()
    assert demo.barriers() == []
    assert too_small(page) == []
    assert not PrivacyFormSubmission.objects.exists()


def too_small(page: Page) -> list[str]:
    """List the controls that are smaller than WCAG 2.5.8 asks for."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll("main input, main select, main button, main textarea")]
        .filter(one => one.checkVisibility())
        .filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 24)
        .map(one => one.outerHTML.slice(0, 80))"""
    )
    return found


def test_the_page_after_sending_tells_what_came_and_withdraws(demo: Window) -> None:
    form = PrivacyFormPage.objects.get(title="Write to us")
    page = demo.open(form.url)
    page.fill("[name=your_name]", "Erika Mustermann")
    page.fill("[name=your_message]", "Gabriele Geheim")
    page.fill("[name=e_mail_address]", "erika@musterpost.example")
    page.fill("[name=telephone_number]", "+49 (0)151 / 2345-678")
    page.get_by_label("By telephone").check()
    page.locator("[name^=consent-]").check()
    page.wait_for_timeout(2_500)  # who is faster passes for a program
    page.locator("form.wp-form button[type=submit]").click()
    main = page.locator("main")
    for words in (
        "Then look among the spam.",
        "We have got: Your name, Your message, E-mail address, Telephone number",
        "You will hear from us by",
        "Not yet confirmed",
        "Beispielkasse",
    ):
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text("Geheim")
    for size in (DESKTOP, PHONE):
        resize(demo, size)
        assert demo.barriers() == []
    resize(demo, NARROW)
    assert demo.has_no_sideways_scroll()
    page.get_by_role("link", name="Your receipt").click()
    expect(page.locator("h1")).to_have_text("Your receipt")
    expect(page.locator("main")).not_to_contain_text("Geheim")
    expect(page.get_by_text("The address of this receipt")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text(f"The address of this receipt: {page.url}")).to_be_visible()
    expect(page.get_by_role("button", name="Withdraw")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("main")).to_contain_text("Withdrawn on")
    assert demo.barriers() == []
    assert demo.errors == []


def test_a_page_that_is_read_is_counted_once(demo: Window) -> None:
    WaitingPageCount.objects.all().delete()
    statement = PrivacyStatementPage.objects.get(locale__language_code="de")
    with demo.page.expect_response("**/privacy/hit") as answered:
        demo.open(statement.url)
    assert answered.value.status == 204
    demo.page.wait_for_load_state("networkidle")
    assert list(WaitingPageCount.objects.values_list("page_id", "views", "visits")) == [
        (statement.pk, 1, 1)
    ]


def test_a_signed_in_editor_is_not_counted(demo: Window) -> None:
    sign_in(demo.page, demo.origin, "redaktion")
    WaitingPageCount.objects.all().delete()
    demo.open("/de/")
    demo.page.wait_for_load_state("networkidle")
    assert not WaitingPageCount.objects.exists()


def test_the_report_has_numbers_a_picture_and_no_barrier(demo: Window) -> None:
    sign_in(demo.page, demo.origin, "datenschutz")
    page = demo.open("/admin/privacy/statistics/")
    picture = page.locator("main img").first
    assert picture.get_attribute("alt")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert page.locator("main table").count() >= 1
    assert demo.barriers("main") == []
    resize(demo, PHONE)
    assert demo.barriers("main") == []


def test_no_column_of_a_list_is_out_of_reach(demo: Window) -> None:
    sign_in(demo.page, demo.origin, "datenschutz")
    for size in (PHONE, (1000, 800)):
        resize(demo, size)
        page = demo.open("/admin/privacy/forms/")
        last = page.locator("table.listing th").last
        last.scroll_into_view_if_needed()
        place = last.bounding_box()
        assert place is not None
        assert place["x"] + place["width"] < size[0] + 1
    page.locator("[role=region]").focus()  # by keyboard, too
    assert demo.barriers("main") == []
