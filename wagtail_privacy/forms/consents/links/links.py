"""The links that were given out: where each leads, for how long, and the hash of its token."""

import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_privacy.forms.consents.links.tokens import hash_of, make_token


class LinkKind(models.TextChoices):
    """What a link leads to."""

    CONFIRM = "confirm", _("Confirm a consent")
    RECEIPT = "receipt", _("Receipt")
    WITHDRAW = "withdraw", _("Withdraw a consent")


class PrivacyLinkQuerySet(models.QuerySet["PrivacyLink"]):
    """Links by token and by state."""

    def by_token(self, token: str, kind: str) -> "PrivacyLink | None":
        """Find a link of a kind; a token of another kind is unknown."""
        return self.filter(token_hash=hash_of(token), kind=kind).first()

    def expired(self, on: datetime.datetime) -> "PrivacyLinkQuerySet":
        """Those that lead nowhere any more."""
        return self.filter(kept_until__lte=on)


class PrivacyLink(models.Model):
    """A link with a random token, of which only the hash is stored."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    target = models.UUIDField(db_index=True)  # a consent, or what was sent in one go
    form_page = models.BigIntegerField()
    language = models.CharField(max_length=35)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # An expired link still says so for a while, instead of being unknown.
    kept_until = models.DateTimeField(db_index=True)

    objects = PrivacyLinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        default_permissions = ()

    def __str__(self) -> str:
        return gettext("Link %(id)s") % {"id": self.pk or ""}

    @classmethod
    def make(cls, **values: Any) -> tuple["PrivacyLink", str]:
        """Give an unsaved link and its token, which nobody will see again."""
        token = make_token()
        return cls(token_hash=hash_of(token), **values), token
