"""Who may read submissions: a permission of its own, not whoever may edit the page."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from wagtail_privacy.forms.activities import form_page_models

READ_SUBMISSIONS = "wagtail_privacy_forms.view_privacyformsubmission"


def may_read_submissions(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether a user may read what people have sent."""
    return bool(user.has_perm(READ_SUBMISSIONS))  # type: ignore[union-attr]


def privacy_form_types() -> list[ContentType]:
    """Give the content types of the privacy forms."""
    return list(ContentType.objects.get_for_models(*form_page_models()).values())


def readable_forms(user: AbstractBaseUser, editable_forms: QuerySet[Any]) -> QuerySet[Any]:
    """Give the form pages whose submissions a user may read.

    Forms of other kinds stay as Wagtail decided; privacy forms need the permission, and need no
    right to edit the page.
    """
    types = privacy_form_types()
    others = editable_forms.exclude(content_type__in=types)
    if not may_read_submissions(user):
        return others
    every_form = editable_forms.model.objects.all()
    return every_form.filter(Q(content_type__in=types) | Q(pk__in=others.order_by().values("pk")))
