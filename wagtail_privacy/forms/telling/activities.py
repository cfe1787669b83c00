"""What a form does with data, as the value that the statement and the notice speak in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.utils.translation import gettext, override
from wagtail.models import Site

from wagtail_privacy.activities import CollectionPoint, DataItem, ProcessingActivity, WithdrawalWay
from wagtail_privacy.closed_pages import is_closed
from wagtail_privacy.forms.consents.asking.asks import name_of
from wagtail_privacy.forms.consents.links.addresses import are_mounted
from wagtail_privacy.forms.notification.channels import ReplyChannel, fields_of
from wagtail_privacy.forms.page_types import fields_of_type, form_page_models
from wagtail_privacy.forms.telling.closed import in_public
from wagtail_privacy.forms.telling.cookies import device_storage
from wagtail_privacy.models import Purpose

if TYPE_CHECKING:
    from django.db.models import QuerySet


def live_forms(site: Site, language: str) -> Iterator[Any]:
    """Yield the published forms of a site in a language, in the order of the page tree.

    `is_closed` of each says whether its page, or one above it, is not open to everybody.
    """
    roots = [root for root in Site.get_site_root_paths() if root.site_id == site.pk]
    for model in form_page_models():
        pages: QuerySet[Any] = model.objects.live().filter(locale__language_code=language)
        name, field_model = fields_of_type(model)
        fields = field_model.objects.select_related("data_category").order_by("sort_order")
        pages = pages.select_related("purpose", "locale").prefetch_related(
            "purpose__recipients", Prefetch(name, fields)
        )
        pages = pages.annotate(is_closed=is_closed())
        for page in _with_questions(model, pages.order_by("path")):
            if any(page.url_path.startswith(root.root_path) for root in roots):
                yield page


def _with_questions(model: Any, pages: "QuerySet[Any]") -> list[Any]:
    """Fetch the further purposes of the pages; a site without any pays no query for them."""
    if not hasattr(model, "consent_questions"):
        return list(pages)
    questions = model._meta.get_field("consent_questions").related_model.objects
    asked = questions.filter(page=OuterRef("pk"), purpose__isnull=False).order_by()
    found = list(pages.annotate(asks_for_consent=Exists(asked)))
    asking = [page for page in found if page.asks_for_consent]
    prefetch_related_objects(asking, "consent_questions__purpose__recipients")
    return found


def form_activities(site: Site, language: str) -> Iterator[ProcessingActivity]:
    """Yield what each published form of a site does with data, in words for everybody."""
    for page in live_forms(site, language):
        activity = replace(activity_of(page, language), is_incomplete=not page.is_publishable)
        yield in_public(activity) if page.is_closed else activity


def activity_of(page: Any, language: str) -> ProcessingActivity:
    """Give what a form page does with data, in a language."""
    purposes, fields = purposes_of(page), list(page.get_form_fields())
    # One query for what nobody has fetched, however many there are.
    prefetch_related_objects(purposes, "recipients")
    prefetch_related_objects(fields, "data_category")
    return ProcessingActivity(
        collection_point=CollectionPoint(
            key=f"form-{page.pk}",
            title=page.title,
            url=page.url or "",
            page_id=page.pk,
            is_form=True,
        ),
        purposes=tuple(purpose.as_facts(language) for purpose in purposes),
        items=(
            *(_item(page, field, language) for field in fields),
            *_reply_item(page, language),
        ),
        consequence=page.consequence or _default_consequence(page),
        device_storage=tuple(device_storage()),
    )


def _item(page: Any, field: Any, language: str) -> DataItem:
    return DataItem(
        label=field.label,
        category=field.data_category and field.data_category.as_facts(language),
        is_required=field.required,
        reason=field.reason,
        purposes=_purposes_of_field(page, field),
    )


def _reply_item(page: Any, language: str) -> Iterator[DataItem]:
    """Yield what the question for the way of the answer asks: it belongs to the addresses."""
    if not page.asks_reply_channel:
        return
    fields = [field for field in page.get_form_fields() if field.data_category]
    names = {name for channel in ReplyChannel for name in fields_of(channel, fields)}
    about = next((field for field in fields if field.clean_name in names), None) or next(
        iter(fields), None
    )
    with override(language):
        label = gettext("How may we answer you?")
    category = about.data_category.as_facts(language) if about else None
    yield DataItem(label=label, category=category, is_required=True)


def purposes_of(page: Any) -> tuple[Purpose, ...]:
    """Give the purposes of a form, its own first, then those it asks consent for."""
    if page.purpose is None:
        return ()
    asked = (question.purpose for question in page.get_consent_questions() if question.purpose_id)
    return tuple(dict.fromkeys((page.purpose, *asked)))


def _purposes_of_field(page: Any, field: Any) -> tuple[str, ...]:
    """Give the keys of the purposes that use an answer; a further one uses only what it names."""
    further = [ask for ask in page.consent_asks if not ask.is_main]
    if not further or page.purpose is None:
        return ()
    name = name_of(field)
    used = [ask.purpose for ask in further if name in ask.answers]
    return tuple(f"purpose-{purpose.pk}" for purpose in (page.purpose, *used))


def _default_consequence(page: Any) -> str:
    if any(field.required for field in page.get_form_fields()):
        return gettext("Without the required answers we cannot deal with your request.")
    return gettext("You lose nothing if you leave a question open.")


def ways_to_withdraw(activities: Iterable[ProcessingActivity]) -> Iterator[WithdrawalWay]:
    """Name the receipt, where people withdraw what they have agreed to in a form."""
    asking = any(a.collection_point.is_form and _rests_on_consent(a) for a in activities)
    if asking and are_mounted():
        yield WithdrawalWay(
            gettext(
                "Open your receipt and press the button there. Its address stands on the page "
                "after sending the form, and in the e-mail “Your receipt” if you gave an address."
            )
        )


def _rests_on_consent(activity: ProcessingActivity) -> bool:
    return any(purpose.rests_on_consent for purpose in activity.purposes)
