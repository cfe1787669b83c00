"""System checks of the forms: can answers be kept at all, and are they kept encrypted?"""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning

from wagtail_privacy import conf
from wagtail_privacy.forms.encryption import KEYS_SETTING, InvalidKeyError, key_at

MAKE_KEY = "python manage.py privacy_make_key"


@register("wagtail_privacy")
def check_encryption(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """E010 to E012, W010: whether forms can encrypt what they store."""
    configured = conf.forms()
    if configured.STORE_UNENCRYPTED and not configured.ENCRYPTION_KEYS:
        return [_clear_storage()]
    messages = [_clear_storage()] if configured.STORE_UNENCRYPTED else []
    if find_spec("cryptography") is None:
        return [*messages, _no_library()]
    if not configured.ENCRYPTION_KEYS:
        return [*messages, _no_key()]
    return [*messages, *_invalid_keys(configured.ENCRYPTION_KEYS)]


def _clear_storage() -> CheckMessage:
    return CheckWarning(
        'WAGTAIL_PRIVACY["FORMS"]["STORE_UNENCRYPTED"] lets forms store answers in clear.',
        hint=f"Put a key of `{MAKE_KEY}` into {KEYS_SETTING} and remove this line.",
        id="wagtail_privacy.W010",
    )


def _no_library() -> CheckMessage:
    return Error(
        "Forms cannot encrypt answers: the package cryptography is not installed.",
        hint='pip install "wagtail-privacy[forms]"',
        id="wagtail_privacy.E012",
    )


def _no_key() -> CheckMessage:
    return Error(
        "Forms cannot take data: there is no key to encrypt the answers with.",
        hint=f"Run `{MAKE_KEY}` and put the key into settings.{KEYS_SETTING}.",
        id="wagtail_privacy.E010",
    )


def _invalid_keys(texts: object) -> Iterator[CheckMessage]:
    if not isinstance(texts, tuple):
        return  # E001 says so
    for index, text in enumerate(texts):
        try:
            key_at(index, text)
        except InvalidKeyError as error:
            yield Error(
                f"settings.{error}",
                hint=f"Replace it by a key of `{MAKE_KEY}`.",
                id="wagtail_privacy.E011",
            )
