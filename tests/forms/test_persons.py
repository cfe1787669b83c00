"""A person is found by any spelling of their address, and by nobody who has only the database."""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import idna
import pytest
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wagtail_privacy.forms.at_rest.encryption import (
    InvalidKeyError,
    NoKeyError,
    UnknownKeyError,
    UnreadableError,
    make_key,
)
from wagtail_privacy.forms.models import SealedKey
from wagtail_privacy.forms.submissions import persons
from wagtail_privacy.forms.submissions.persons import (
    derived_key,
    forget_secret,
    normalised,
    person_key,
)

pytestmark = pytest.mark.django_db

SAME = [
    "Müller@Straße.de",
    "MÜLLER@STRASSE.DE".replace("SS", "ß"),
    "  müller@straße.de\n",
    "mu\u0308ller@straße.de",
    "müller@xn--strae-oqa.de",
    "müller@straße.de.",
    "mü\u200bller@straße.de\u202e",
    "mü\x00ller@straße.de",
    "müller@straße。de",
]


def keys(*texts: Any, **more: Any) -> override_settings:
    return override_settings(WAGTAIL_PRIVACY={"FORMS": {"ENCRYPTION_KEYS": list(texts), **more}})


@pytest.mark.parametrize("email", SAME)
def test_every_spelling_of_an_address_is_one_person(email: str) -> None:
    assert normalised(email) == "müller@xn--strae-oqa.de"
    assert person_key(email) == person_key("müller@straße.de")


@pytest.mark.parametrize(
    "email",
    [
        "müller@strasse.de",
        "muller@straße.de",
        "mueller@straße.de",
        "müller+news@straße.de",
        "m.üller@straße.de",
        "müller@straße.de@x",
        "müller",
    ],
)
def test_another_mailbox_is_another_person(email: str) -> None:
    assert person_key(email) != person_key("müller@straße.de")


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_normalising_is_done_once_for_all_and_never_fails(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    once.encode()


@given(st.from_regex(r"[a-z0-9.-]{0,70}", fullmatch=True))
@example("xn--strae-oqa.de")
@example("xn--a")
@example("a..b")
@example("-a.de.")
def test_a_plain_domain_is_what_the_library_makes_of_it(domain: str) -> None:
    try:
        expected = idna.encode(domain.rstrip("."), uts46=True).decode()
    except idna.IDNAError:
        expected = domain
    assert normalised(f"erika@{domain}") == f"erika@{expected}"


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b"])
def test_nobody_is_known_by_an_empty_address(nothing: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        person_key(nothing)


def test_the_key_is_hexadecimal_and_does_not_show_the_address() -> None:
    key = person_key("erika@example.com")
    assert len(bytes.fromhex(key)) * 2 == len(key) == persons.PERSON_KEY_LENGTH
    assert key != sha256(b"erika@example.com").hexdigest()


def test_every_use_has_a_key_of_its_own() -> None:
    assert len({derived_key("a"), derived_key("b"), derived_key("")}) == 3
    assert derived_key("a") == derived_key("a")
    assert len(derived_key("a")) == 32


def test_the_secret_lies_sealed_in_the_database() -> None:
    derived_key("a")
    secret = SealedKey.objects.get().unsealed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wagtail_privacy_forms_sealedkey")
        row = str(cursor.fetchone())
    assert secret.hex() not in row
    assert b64encode(secret).decode() not in row
    assert "a key" not in str(SealedKey.objects.get())


def test_a_new_key_in_the_settings_changes_nobody() -> None:
    old, new = make_key(), make_key()
    with keys(old):
        before = person_key("erika@example.com")
    with keys(new, old):
        assert person_key("erika@example.com") == before
    with keys(new), pytest.raises(UnknownKeyError):
        person_key("erika@example.com")


def test_the_secret_of_another_name_is_unreadable() -> None:
    derived_key("a")
    SealedKey.objects.update(name="other")
    with pytest.raises(UnreadableError):
        SealedKey.objects.get().unsealed()


def test_without_a_key_nobody_is_known() -> None:
    with keys(), pytest.raises(NoKeyError):
        person_key("erika@example.com")
    assert not SealedKey.objects.exists()
    with keys("geheim"), pytest.raises(InvalidKeyError):
        person_key("erika@example.com")


def test_where_answers_may_lie_in_clear_persons_are_known_too() -> None:
    with keys(STORE_UNENCRYPTED=True):
        before = person_key("erika@example.com")
    with keys(make_key()):
        assert person_key("erika@example.com") == before


def test_a_secret_that_was_never_stored_is_not_remembered(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    class FailedError(Exception):
        pass

    def fail() -> None:
        with transaction.atomic():
            lost.append(person_key("erika@example.com"))
            raise FailedError

    lost: list[str] = []
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(FailedError):
        fail()
    assert not SealedKey.objects.exists()
    assert person_key("erika@example.com") not in lost


def test_it_is_read_once_in_a_process(
    django_capture_on_commit_callbacks: Callable[..., Any], django_assert_num_queries: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        before = person_key("erika@example.com")
    with django_assert_num_queries(0):
        assert person_key("erika@example.com") == before
    forget_secret()
    with django_assert_num_queries(1):
        assert person_key("erika@example.com") == before
