"""The keys that live in the database, sealed by a key of the settings."""

import base64
import os

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from wagtail_privacy.forms.at_rest import encryption, storage


class SealedKey(models.Model):
    """A random key that outlives the keys of the settings: a rotation seals it anew.

    It is made at its first use. Whoever has the database without the settings cannot read it.
    """

    name = models.CharField(verbose_name=_("name"), max_length=40, unique=True)
    sealed = models.JSONField(verbose_name=_("sealed key"))

    objects: models.Manager["SealedKey"] = models.Manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("sealed key")
        verbose_name_plural = _("sealed keys")

    def __str__(self) -> str:
        return self.name

    @property
    def bound_to(self) -> tuple[str, ...]:
        """What the sealed key belongs to; under another name it cannot be read."""
        return (self._meta.label, self.name)

    @sensitive_variables()
    def unsealed(self) -> bytes:
        """Give the key itself; raise `EncryptionError` if it cannot be read."""
        return base64.b64decode(storage.from_stored(self.sealed, self.bound_to)["key"])


def sealed_key(name: str) -> SealedKey:
    """Give the key of a name, made now if it is wanted for the first time.

    Two processes that ask at once get the same one: the name is unique. Raises `EncryptionError`
    if there is no key to seal it with.
    """
    kept, _created = SealedKey.objects.get_or_create(
        name=name, defaults={"sealed": lambda: _new_key(name)}
    )
    return kept


@sensitive_variables()
def _new_key(name: str) -> dict[str, str]:
    text = base64.b64encode(os.urandom(encryption.KEY_BYTES)).decode("ascii")
    return storage.to_stored({"key": text}, SealedKey(name=name).bound_to)
