"""System checks of the forms: can answers be kept at all, and are they kept encrypted?"""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from os.path import splitext
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError
from django.template.defaultfilters import pluralize

from wagtail_privacy import conf
from wagtail_privacy.checks import missing_templates
from wagtail_privacy.forms.at_rest import rotation
from wagtail_privacy.forms.at_rest.encryption import (
    KEYS_SETTING,
    InvalidKeyError,
    key_at,
    usable_keys,
)
from wagtail_privacy.forms.at_rest.rotation import IN_CLEAR
from wagtail_privacy.forms.mixins import PrivacyFormMixin

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


@register("wagtail_privacy")
def check_files(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """W016: whether Django writes files that people send to the disk before we encrypt them."""
    if conf.forms().MAX_FILE_BYTES <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        return []
    return [
        CheckWarning(
            "Django keeps large files that people send in clear on the disk until they are "
            "encrypted.",
            hint='Set FILE_UPLOAD_MAX_MEMORY_SIZE to at least WAGTAIL_PRIVACY["FORMS"]'
            '["MAX_FILE_BYTES"], and a little more for the other answers.',
            id="wagtail_privacy.W016",
        )
    ]


@register("wagtail_privacy")
def check_templates(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """W004: a page type for forms that has no template, or none for what follows on sending."""
    return missing_templates(PrivacyFormMixin, _templates)


@register("wagtail_privacy")
def check_mail(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """W013: answers leave the site in clear."""
    if not conf.forms().MAIL_ANSWERS_IN_CLEAR:
        return []
    return [
        CheckWarning(
            'WAGTAIL_PRIVACY["FORMS"]["MAIL_ANSWERS_IN_CLEAR"] lets forms mail answers in clear: '
            "everybody on the way can read them, and whoever may edit a form says where they go.",
            hint="Put the keys of those who get mail under Privacy › Registers › Mail recipients, "
            "and remove this line.",
            id="wagtail_privacy.W013",
        )
    ]


@register("wagtail_privacy", "database")
def check_keys_in_use(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """E015, W015: whether the settings hold the keys of what is stored, and which are still used.

    Runs with `check --database default` and with `migrate`.
    """
    if not databases or find_spec("cryptography") is None:
        return []
    try:
        in_use, keys = rotation.key_ids(), usable_keys()
    except (DatabaseError, InvalidKeyError):
        return []  # before the first migration; E011 names the key
    known = {key.id: place for place, key in enumerate(keys)}
    lacking = sum(number for key, number in in_use.items() if key and key not in known)
    old = {known[key] for key in in_use if known.get(key, 0) > 0}
    is_open = bool(keys) and in_use[IN_CLEAR] > 0
    return [
        *([_lacking_key(lacking)] if lacking else []),
        *([_old_keys(sorted(old), is_open=is_open)] if old or is_open else []),
    ]


def _templates(model: Any) -> list[str]:
    # Wagtail makes up the second name only when there is a page.
    name, ending = splitext(model.template)
    return [model.template, getattr(model, "landing_page_template", f"{name}_landing{ending}")]


def _lacking_key(number: int) -> CheckMessage:
    return Error(
        f"{number} envelope{pluralize(number)} cannot be opened: the key is not in "
        f"settings.{KEYS_SETTING}.",
        hint="Put the key back behind the others, or let them expire.",
        id="wagtail_privacy.E015",
    )


def _old_keys(places: list[int], *, is_open: bool) -> CheckMessage:
    named = [f"{KEYS_SETTING}[{place}]" for place in places] + ["no key at all"] * is_open
    return CheckWarning(
        f"Not everything is sealed by the first key; still in use: {', '.join(named)}.",
        hint="Run `python manage.py privacy_rotate_keys` before you remove a key.",
        id="wagtail_privacy.W015",
    )


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
