"""Makes a draft statement, and entries of the registers, from a TILT document."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.coreutils import get_content_languages
from wagtail.log_actions import log
from wagtail.models import get_page_models

from wagtail_privacy.statements.blocks import default_body
from wagtail_privacy.statements.formats.tilt.reading import (
    NoDocumentError,
    Understanding,
    parse,
    understand,
)
from wagtail_privacy.statements.formats.tilt.registers import Made, Registers
from wagtail_privacy.statements.mixins import PrivacyStatementMixin

TITLE_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to; `made` is None where the document had been imported before."""

    page: Any
    understanding: Understanding
    made: Made | None


def import_document(content: bytes, parent: Any) -> Imported:
    """Make a draft statement below a page, or find the one made from the same document before.

    Raises `NoDocumentError` for what is no TILT document; then nothing at all has been made.
    """
    document = parse(content)
    understanding = understand(document)
    source = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        model = statement_model(parent)
        if page := _find(model, parent, source):
            return Imported(page, understanding, None)
        value = understanding.value
        made = Registers(_language(value, parent)).take(value.get("dataDisclosed", []))
        return Imported(_make_page(model, parent, value, source), understanding, made)


def statement_model(parent: Any) -> Any:
    """Give the type of statement that may stand below a page."""
    for model in get_page_models():
        if issubclass(model, PrivacyStatementMixin) and model.can_create_at(parent):
            return model
    raise NoDocumentError(_("No privacy statement may stand below this page."))


def _find(model: Any, parent: Any, source: str) -> Any:
    for page in model.objects.child_of(parent):
        for block in page.body.raw_data:
            document = block["type"] == "imported" and block["value"].get("document")
            if document and document.get("source") == source:
                return page
    return None


def _language(value: dict[str, Any], parent: Any) -> str:
    language = str(value.get("meta", {}).get("language", "")).lower()
    return language if language in get_content_languages() else parent.locale.language_code


def _make_page(model: Any, parent: Any, value: dict[str, Any], source: str) -> Any:
    with override(parent.locale.language_code):
        usual = _("Privacy statement")
    names = (value.get(section, {}).get("name") for section in ("meta", "controller"))
    title = " ".join(next(filter(None, names), usual).split())[:TITLE_LENGTH]
    body = default_body()
    # Behind who is responsible, in front of what the site itself says.
    section = {"document": {"source": source, "values": value}}
    body.insert(1, ("imported", section, str(uuid4())))
    page = model(
        title=title, slug=_free_slug(parent, title), locale=parent.locale, live=False, body=body
    )
    parent.add_child(instance=page)
    page.save_revision()
    log(instance=page, action="wagtail.create", title=title, content_changed=True)
    return page


def _free_slug(parent: Any, title: str) -> str:
    base = slugify(title)[:200] or "statement"
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
