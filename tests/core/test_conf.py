"""Settings: every key has a default, and a mistake is named with the line to change."""

from dataclasses import fields
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import Error

from wagtail_privacy import conf
from wagtail_privacy.checks import NEEDED_APPS, check_installed_apps, check_settings

READERS = {
    "RECORDS": conf.records,
    "STATEMENTS": conf.statements,
    "FORMS": conf.forms,
    "ANALYTICS": conf.analytics,
}


def messages_of(settings: Any, value: Any) -> list[Error]:
    settings.WAGTAIL_PRIVACY = value
    found = check_settings(None)
    assert all(message.id == "wagtail_privacy.E001" for message in found)
    return found


def test_every_section_has_a_reader() -> None:
    assert READERS.keys() == conf.SECTIONS.keys()


@pytest.mark.parametrize("section", conf.SECTIONS)
@pytest.mark.parametrize("value", [{}, None, "missing"])
def test_without_a_setting_every_key_has_its_default(
    settings: Any, section: str, value: Any
) -> None:
    if value == "missing":
        del settings.WAGTAIL_PRIVACY
    else:
        settings.WAGTAIL_PRIVACY = value
    kind = conf.SECTIONS[section]
    assert READERS[section]() == kind()


@pytest.mark.parametrize(
    ("section", "key"),
    [(section, f.name) for section, kind in conf.SECTIONS.items() for f in fields(kind)],
)
def test_each_key_is_read_and_its_own_default_is_a_valid_value(
    settings: Any, section: str, key: str
) -> None:
    default = getattr(conf.SECTIONS[section](), key)
    assert messages_of(settings, {section: {key: default}}) == []
    other = other_value_like(default)
    assert messages_of(settings, {section: {key: other}}) == []
    assert getattr(READERS[section](), key) == other


@pytest.mark.parametrize(
    ("section", "key"),
    [(section, f.name) for section, kind in conf.SECTIONS.items() for f in fields(kind)],
)
def test_a_value_of_the_wrong_type_is_named(settings: Any, section: str, key: str) -> None:
    for wrong in (None, object(), {"a": 1}):
        (message,) = messages_of(settings, {section: {key: wrong}})
        assert message.msg.startswith(f'settings.WAGTAIL_PRIVACY["{section}"]["{key}"] must be')


def other_value_like(default: Any) -> Any:
    if isinstance(default, bool):
        return not default
    if isinstance(default, (int, float)):
        return default + 1
    if isinstance(default, tuple):
        return ("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",)
    return f"other {default}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("text", "settings.WAGTAIL_PRIVACY must be a dict."),
        ({"ANALYTIC": {}}, 'settings.WAGTAIL_PRIVACY["ANALYTIC"] is unknown; known are STATEMENTS'),
        ({"FORMS": ["KEY"]}, 'settings.WAGTAIL_PRIVACY["FORMS"] must be a dict.'),
        (
            {"FORMS": {"ENCRYPTION_KEY": "x"}},
            'settings.WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEY"] is unknown; known are ENCRYPTION_',
        ),
        (
            {"FORMS": {"PURGE_CHUNK": -1}},
            'settings.WAGTAIL_PRIVACY["FORMS"]["PURGE_CHUNK"] must be',
        ),
        (
            {"FORMS": {"PURGE_CHUNK": True}},
            'settings.WAGTAIL_PRIVACY["FORMS"]["PURGE_CHUNK"] must be',
        ),
        (
            {"FORMS": {"ENCRYPTION_KEYS": "one key instead of a list"}},
            'settings.WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"] must be',
        ),
        (
            {"FORMS": {"ENCRYPTION_KEYS": [1]}},
            'settings.WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"] must be',
        ),
    ],
)
def test_a_mistake_names_the_line(settings: Any, value: Any, words: str) -> None:
    (message,) = messages_of(settings, value)
    assert message.msg.startswith(words)
    assert "docs/reference/settings.md" in (message.hint or "")


def test_every_mistake_is_named_at_once(settings: Any) -> None:
    assert (
        len(messages_of(settings, {"A": {}, "B": {}, "FORMS": {"C": 1, "PURGE_CHUNK": "x"}})) == 4
    )


def test_nonsense_does_not_keep_the_site_from_starting(settings: Any) -> None:
    settings.WAGTAIL_PRIVACY = {"FORMS": {"NO_SUCH_KEY": 1, "PURGE_CHUNK": 7}, "ANALYTICS": 3}
    assert conf.forms().PURGE_CHUNK == 7
    assert conf.analytics() == conf.AnalyticsSettings()


def test_a_complete_project_has_no_complaint() -> None:
    assert check_installed_apps(None) == []


NEEDED = sorted(
    {need for app, needs in NEEDED_APPS.items() if apps.is_installed(app) for need in needs}
)


@pytest.mark.parametrize("missing", NEEDED)
def test_a_missing_app_is_named(missing: str) -> None:
    apps.set_available_apps(c.name for c in apps.get_app_configs() if c.name != missing)
    try:
        found = check_installed_apps(None)
    finally:
        apps.unset_available_apps()
    assert found
    assert all(message.id == "wagtail_privacy.E002" for message in found)
    assert all(f'needs "{missing}".' in message.msg for message in found)
    assert all(message.hint == f'Add "{missing}" to INSTALLED_APPS.' for message in found)
