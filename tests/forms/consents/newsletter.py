"""A form that asks for consents, and the person who fills it in."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from wagtail_privacy.forms.models import ConsentRecord
from wagtail_privacy.models import Purpose

EMAIL = "erika.mustermann@musterpost.example"
WORDING = "Ja, schicken Sie mir den Newsletter. Das kann ich jederzeit widerrufen."
ANSWERS = {"name": "Erika Mustermann", "e_mail": EMAIL}


def ask(page: Any, purpose: Purpose, **values: Any) -> Any:
    """Let a form ask for a further purpose."""
    model = page._meta.get_field("consent_questions").related_model
    model.objects.create(page=page, purpose=purpose, **{"wording": WORDING, **values})
    return type(page).objects.get(pk=page.pk)


def ticked(page: Any) -> dict[str, str]:
    """Give what the browser sends for all boxes ticked."""
    return {one.name: one.word for one in page.consent_asks}


def send(client: Client, page: Any, **answers: Any) -> Any:
    """Send the form with everything agreed to."""
    return client.post(page.url, {**ANSWERS, **ticked(page), **answers})


def link_in(mail: Any) -> str:
    """Give the path of the one link in a mail."""
    [address] = re.findall(r"https?://\S+", mail.body)
    return str(re.sub(r"^https?://[^/]+", "", address))


def acts() -> list[str]:
    """Give the acts on record, the first one first."""
    return list(ConsentRecord.objects.order_by("pk").values_list("act", flat=True))


Committing = Callable[..., Any]
