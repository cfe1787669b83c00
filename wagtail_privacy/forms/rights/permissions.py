"""Who may do what with submissions: rights of their own, not whoever may edit the page."""

from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from wagtail.contrib.forms.utils import get_form_types
from wagtail.log_actions import log

from wagtail_privacy.forms.page_types import form_page_models
from wagtail_privacy.forms.rights.per_site import SUBMISSIONS
from wagtail_privacy.forms.submissions.log_actions import REFUSE


class SubmissionRight(StrEnum):
    """What somebody may do with submissions; the value begins the codename of the permission."""

    VIEW = "view"
    EXPORT = "export"
    DELETE = "delete"
    CLOSE = "close"

    @property
    def codename(self) -> str:
        return f"{self.value}_privacyformsubmission"


def may(user: AbstractBaseUser | AnonymousUser, right: SubmissionRight) -> bool:
    """Whether a user has a right over what people have sent, on any site."""
    return SUBMISSIONS.has(user, right)


def may_on(user: AbstractBaseUser | AnonymousUser, right: SubmissionRight, page: Any) -> bool:
    """Whether a user has a right over the submissions of a form page."""
    return SUBMISSIONS.has_on(user, right, page)


def may_read_submissions(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether a user may read what people have sent, on any site."""
    return may(user, SubmissionRight.VIEW)


def demand(user: AbstractBaseUser | AnonymousUser, right: SubmissionRight, page: Any) -> None:
    """Raise `PermissionDenied` for whoever lacks a right over the submissions of a form page.

    The refusal is logged.
    """
    if not may_on(user, right, page):
        log(
            instance=page,
            action=REFUSE,
            user=user,
            data={"right": str(right)},
        )
        raise PermissionDenied


def privacy_form_types() -> list[ContentType]:
    """Give the content types of the privacy forms."""
    return list(ContentType.objects.get_for_models(*form_page_models()).values())


def has_other_form_types() -> bool:
    """Whether the site has page types of forms besides the privacy forms."""
    return not set(get_form_types()) <= set(privacy_form_types())


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
    ours = SUBMISSIONS.narrowed(
        user, SubmissionRight.VIEW, every_form.filter(content_type__in=types), "pk"
    )
    both = (ours.order_by().values("pk"), others.order_by().values("pk"))
    return every_form.filter(Q(pk__in=both[0]) | Q(pk__in=both[1]))
