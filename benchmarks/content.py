"""What is measured: a home page, statements and forms of ours, and their plain counterparts."""

from functools import cache
from typing import Any

from wagtail.models import Locale, Page, Site

from benchmarks.plain.models import PlainFormField, PlainFormPage, PlainPage

# Label and type of each question; the same in our form and in the plain one.
QUESTIONS = (
    ("Name", "singleline"),
    ("E-mail address", "email"),
    ("Telephone number", "singleline"),
    ("Message", "multiline"),
    ("Call me back", "checkbox"),
)
ANSWERS = {
    "name": "Erika Mustermann",
    "e_mail_address": "erika@example.org",
    "telephone_number": "030 1234567",
    "message": "I would like to know when the office is open. " * 6,
    "call_me_back": "on",
}
PARAGRAPH = (
    "<p>We use your data <b>only</b> for the purpose that stands here, and we delete it when that "
    "purpose is met. Nobody outside our house receives it unless this page says so.</p>"
)
WITHDRAWAL = "I can withdraw this at any time, for example by the link in my receipt."
LIST = "<ul><li>your name and your address</li><li>your message</li><li>the day</li></ul>"


@cache
def home() -> Page:
    """Give the home page of the only site."""
    Locale.objects.get_or_create(language_code="en")
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=Page(title="Home", slug="benchmarks"))
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page=page, is_default_site=True, site_name="Benchmarks"
    )
    return page


def add_page(page: Any) -> Any:
    """Add a page below the home page and give it as it is stored."""
    parent = Page.objects.get(pk=home().pk)
    return parent.add_child(instance=page)


@cache
def plain_page() -> PlainPage:
    """Give a plain text page of ten sections."""
    section = {"heading": "A section", "text": PARAGRAPH * 4 + LIST}
    body = [("section", section)] * 10
    return add_page(PlainPage(title="Plain", slug="plain", body=body))


@cache
def plain_form() -> PlainFormPage:
    """Give a plain form with the questions."""
    page = add_page(PlainFormPage(title="Plain form", slug="plain-form"))
    for order, (label, kind) in enumerate(QUESTIONS):
        PlainFormField.objects.create(
            page=page, sort_order=order, label=label, field_type=kind, required=kind != "checkbox"
        )
    return page


def add_forms(wanted: int) -> list[Any]:
    """Give so many forms of ours, each with a purpose of its own; those there are count."""
    from wagtail_privacy.pages.models import PrivacyFormPage

    there = PrivacyFormPage.objects.count()
    for number in range(there, wanted):
        _add_form(number)
    return list(PrivacyFormPage.objects.order_by("pk"))


def ask_for_consent(form: Any, answer: str) -> None:
    """Let a form ask consent for a further purpose, which uses one of its answers."""
    from wagtail_privacy.pages.models import PrivacyConsentQuestion

    PrivacyConsentQuestion.objects.create(
        page=form,
        purpose=_add_purpose(form.pk + 10_000),
        wording=f"Yes, tell me of news by telephone at times. {WITHDRAWAL}",
        channel="phone",
        double_opt_in=False,
        answers=answer,
    )


def _add_form(number: int) -> None:
    from wagtail_privacy.models import DataCategory
    from wagtail_privacy.pages.models import PrivacyFormField, PrivacyFormPage

    category, _ = DataCategory.objects.get_or_create(name={"en": f"Category {number % 8}"})
    page = PrivacyFormPage(
        title=f"Form {number}",
        slug=f"form-{number}",
        purpose=_add_purpose(number),
        consequence="Then we cannot answer you.",
    )
    page.form_fields = [
        PrivacyFormField(
            sort_order=order,
            label=label,
            field_type=kind,
            required=kind != "checkbox",
            data_category=category,
        )
        for order, (label, kind) in enumerate(QUESTIONS)
    ]
    add_page(page)


def _add_purpose(number: int) -> Any:
    from wagtail_privacy.models import Purpose, Recipient

    recipient, _ = Recipient.objects.get_or_create(
        name={"en": f"Contractor {number % 4}"},
        defaults={"description": {"en": "runs our mail server"}, "country": "DE"},
    )
    purpose = Purpose.objects.create(
        name={"en": f"Purpose {number}"},
        description={"en": "We use your data to answer you."},
        legal_basis="6-1-b",
        retention_amount=6,
        retention_unit="M",
    )
    purpose.recipients.add(recipient)
    return Purpose.objects.get(pk=purpose.pk)  # as a request would read it


@cache
def statement() -> Any:
    """Give a statement with the sections that a new one begins with."""
    from wagtail_privacy.models import ControllerSettings
    from wagtail_privacy.pages.models import PrivacyStatementPage
    from wagtail_privacy.statements.publication.deciding import publish_nevertheless

    home()
    ControllerSettings.objects.update_or_create(
        site=Site.objects.get(),
        defaults={
            "name": "Example insurer",
            "postal_address": "1 Example Street\n12345 Exampletown",
            "email": "service@example.org",
            "dpo_email": "privacy@example.org",
            "authority_name": "The authority",
        },
    )
    page = add_page(PrivacyStatementPage(title="Privacy", slug="privacy-statement", live=False))
    publish_nevertheless(page.save_revision(), user=None, reason="It is only measured.")
    page.refresh_from_db()
    return page
