"""Answers at rest: what opens an envelope, what does not, and what it gives away."""

# once: rules of values know no database

import base64
import datetime
import json
import string
import sys
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.checks import CheckMessage, run_checks
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.forms.at_rest import encryption
from wagtail_privacy.forms.at_rest.encryption import (
    EncryptionError,
    InvalidKeyError,
    NoKeyError,
    UnknownKeyError,
    UnreadableError,
    is_sealed,
    make_key,
    seal,
    unseal,
    usable_keys,
)

PLACE = ("wagtail_privacy_forms.submission", "5f0c", "12")
ANSWERS = {"name": "Müller-Markierung", "age": 41, "topics": ["a", "b"], "news": False, "fax": None}

scalars = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
answer_sets = st.dictionaries(st.text(), scalars | st.lists(st.text()))
places = st.lists(st.text(alphabet=string.printable), min_size=1, max_size=6)


def keys(*texts: Any, **more: Any) -> override_settings:
    return override_settings(WAGTAIL_PRIVACY={"FORMS": {"ENCRYPTION_KEYS": list(texts), **more}})


@pytest.fixture(autouse=True)
def one_key() -> Iterator[None]:
    with keys(make_key()):
        yield


@given(answers=answer_sets, place=places)
def test_answers_come_back_in_their_place(answers: dict[str, Any], place: list[str]) -> None:
    envelope = seal(answers, place)
    assert unseal(json.loads(json.dumps(envelope)), tuple(place)) == answers


def test_what_json_cannot_hold_comes_back_as_text() -> None:
    row = uuid.uuid4()
    answers = {
        "price": Decimal("9.90"),
        "day": datetime.date(2026, 11, 22),
        "moment": datetime.datetime(2026, 11, 22, 8, 30, tzinfo=datetime.UTC),
        "row": row,
        "pair": ("a", "b"),
    }
    assert unseal(seal(answers, PLACE), PLACE) == {
        "price": "9.90",
        "day": "2026-11-22",
        "moment": "2026-11-22T08:30:00Z",
        "row": str(row),
        "pair": ["a", "b"],
    }


@given(data=st.data())
def test_any_changed_byte_makes_it_unreadable(data: st.DataObject) -> None:
    envelope = seal(ANSWERS, PLACE)
    part = data.draw(st.sampled_from(["wrapped", "nonce", "data"]))
    raw = bytearray(base64.b64decode(envelope[part]))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(UnreadableError):
        unseal({**envelope, part: base64.b64encode(raw).decode()}, PLACE)


@given(data=st.data())
def test_any_changed_letter_makes_it_unreadable(data: st.DataObject) -> None:
    envelope = seal(ANSWERS, PLACE)
    part = data.draw(st.sampled_from(["format", "wrapped", "nonce", "data"]))
    text = envelope[part]
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters().filter(lambda letter: letter != text[at]))
    with pytest.raises(UnreadableError):
        unseal({**envelope, part: text[:at] + letter + text[at + 1 :]}, PLACE)


@pytest.mark.parametrize("part", ["wrapped", "nonce", "data"])
def test_another_spelling_of_the_same_bytes_is_refused(part: str) -> None:
    envelope = seal(ANSWERS, PLACE)
    with pytest.raises(UnreadableError):
        unseal({**envelope, part: envelope[part] + "\n"}, PLACE)


@given(place=places, other=places)
def test_it_opens_in_no_other_place(place: list[str], other: list[str]) -> None:
    envelope = seal(ANSWERS, place)
    if place != other:
        with pytest.raises(UnreadableError):
            unseal(envelope, other)


@pytest.mark.parametrize("other", [("ab", "c"), ("abc",), ("a", "b", "c"), ("", "a", "bc"), ()])
def test_the_parts_of_a_place_do_not_run_into_each_other(other: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableError):
        unseal(seal(ANSWERS, ("a", "bc")), other)


@pytest.mark.parametrize("part", ["wrapped", "nonce", "data"])
def test_parts_of_two_envelopes_do_not_mix(part: str) -> None:
    one, two = seal(ANSWERS, PLACE), seal(ANSWERS, PLACE)
    with pytest.raises(UnreadableError):
        unseal({**one, part: two[part]}, PLACE)


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"name": "in clear"},
        None,
        "text",
        {"format": "wp2", "key": "", "wrapped": "", "nonce": "", "data": ""},
        {"format": "wp1", "key": "", "wrapped": "", "nonce": "", "data": "", "more": ""},
    ],
)
def test_what_is_no_envelope_is_refused(damaged: Any) -> None:
    assert not is_sealed(damaged)
    with pytest.raises(UnreadableError):
        unseal(damaged, PLACE)


@pytest.mark.parametrize("part", ["wrapped", "nonce", "data"])
@pytest.mark.parametrize("value", [None, 5, "", "ä", "=", "QQ", b"QQ=="])
def test_a_part_of_another_kind_is_refused(part: str, value: Any) -> None:
    with pytest.raises(UnreadableError):
        unseal({**seal(ANSWERS, PLACE), part: value}, PLACE)


def test_two_envelopes_of_the_same_answers_share_nothing_but_the_key() -> None:
    one, two = seal(ANSWERS, PLACE), seal(ANSWERS, PLACE)
    assert is_sealed(one)
    assert is_sealed(two)
    assert one["key"] == two["key"]
    assert all(one[part] != two[part] for part in ("wrapped", "nonce", "data"))


def test_an_envelope_shows_neither_text_nor_length_nor_key() -> None:
    key = make_key()
    with keys(key):
        envelope = seal({"answer": "Markierung"}, ("Ort-der-Ablage",))
        shown = json.dumps(envelope) + repr(usable_keys())
        wrapping_key = encryption.derive(base64.b64decode(key), encryption._WRAPPING_LABEL, 32)
        assert not wrapping_key.hex().startswith(envelope["key"][:4])
        raw = b"".join(base64.b64decode(envelope[p]) for p in ("wrapped", "nonce", "data"))
        assert len(envelope["data"]) == len(seal({"answer": "no"}, PLACE)["data"])
    for secret in (b"Markierung", b"answer", b"Ort-der-Ablage", base64.b64decode(key)):
        assert secret not in raw
        assert base64.b64encode(secret).decode().rstrip("=") not in shown
        assert secret.hex() not in shown


def test_an_old_key_still_reads_and_the_first_one_writes() -> None:
    old, new = make_key(), make_key()
    with keys(old):
        envelope = seal(ANSWERS, PLACE)
    with keys(new, old):
        assert unseal(envelope, PLACE) == ANSWERS
        assert seal(ANSWERS, PLACE)["key"] == usable_keys()[0].id != envelope["key"]
    with keys(new), pytest.raises(UnknownKeyError):
        unseal(envelope, PLACE)


def test_an_envelope_under_the_id_of_another_key_is_unreadable() -> None:
    first, second = make_key(), make_key()
    with keys(first, second):
        other_id = usable_keys()[1].id
        with pytest.raises(UnreadableError):
            unseal({**seal(ANSWERS, PLACE), "key": other_id}, PLACE)


def test_without_a_key_nothing_is_sealed_and_nothing_read() -> None:
    envelope = seal(ANSWERS, PLACE)
    with keys():
        assert usable_keys() == ()
        with pytest.raises(NoKeyError):
            seal(ANSWERS, PLACE)
        with pytest.raises(NoKeyError):
            unseal(envelope, PLACE)


BAD_KEYS = ["", "secret", "MDEy", "QUJD" * 10, "QUJD" * 12, "ä" * 44, "*" * 44, 7, None]


@pytest.mark.parametrize("bad", BAD_KEYS)
def test_a_malformed_key_is_named_by_its_line_only(bad: Any) -> None:
    with keys(make_key(), bad), pytest.raises(InvalidKeyError) as caught:
        seal(ANSWERS, PLACE)
    assert 'WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"][1]' in str(caught.value)
    assert not bad or str(bad) not in str(caught.value)


def test_a_key_may_end_in_a_line_break() -> None:
    key = make_key()
    with keys(key):
        envelope = seal(ANSWERS, PLACE)
    with keys(key + "\n"):
        assert unseal(envelope, PLACE) == ANSWERS


def test_every_error_is_one_kind_and_names_no_data() -> None:
    envelope = seal(ANSWERS, PLACE)
    for changed, place in (({**envelope, "key": "00"}, PLACE), (envelope, ("Markierung",))):
        with pytest.raises(EncryptionError) as caught:
            unseal(changed, place)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__ or caught.value.__context__ is None
        assert "Markierung" not in str(caught.value)


def test_keys_made_anew_differ_and_fit() -> None:
    made = {make_key() for _ in range(5)}
    assert len(made) == 5
    with keys(*made):
        assert len({key.id for key in encryption.usable_keys()}) == 5


def found(**forms: Any) -> list[CheckMessage]:
    own = {f"wagtail_privacy.{number}" for number in ("E010", "E011", "E012", "W010")}
    with override_settings(WAGTAIL_PRIVACY={"FORMS": forms}):
        return [
            message
            for message in run_checks(tags=["wagtail_privacy"], databases=[])
            if message.id in own
        ]


def ids(messages: list[CheckMessage]) -> list[str]:
    return [str(message.id).removeprefix("wagtail_privacy.") for message in messages]


def test_checks_are_silent_with_a_key() -> None:
    assert found(ENCRYPTION_KEYS=[make_key(), make_key()]) == []


def test_a_missing_key_names_the_command_and_the_line() -> None:
    messages = found()
    assert ids(messages) == ["E010"]
    assert "python manage.py privacy_make_key" in str(messages[0].hint)
    assert 'WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"]' in str(messages[0].hint)


def test_a_malformed_key_names_its_place_and_not_itself() -> None:
    messages = found(ENCRYPTION_KEYS=[make_key(), "geheim", make_key(), ""])
    assert ids(messages) == ["E011", "E011"]
    assert '["ENCRYPTION_KEYS"][1]' in messages[0].msg
    assert '["ENCRYPTION_KEYS"][3]' in messages[1].msg
    assert "geheim" not in str(messages)


@pytest.mark.parametrize("wrong", ["a text", 5, {"a": "b"}])
def test_keys_that_are_no_list_are_left_to_the_check_of_types(wrong: Any) -> None:
    assert found(ENCRYPTION_KEYS=wrong) == []
    with keys(), override_settings(WAGTAIL_PRIVACY={"FORMS": {"ENCRYPTION_KEYS": wrong}}):
        assert "wagtail_privacy.E001" in [
            m.id for m in run_checks(tags=["wagtail_privacy"], databases=[])
        ]
        with pytest.raises(InvalidKeyError):
            seal(ANSWERS, PLACE)


def test_clear_storage_is_warned_of() -> None:
    assert ids(found(STORE_UNENCRYPTED=True)) == ["W010"]
    assert ids(found(STORE_UNENCRYPTED=True, ENCRYPTION_KEYS=[make_key()])) == ["W010"]
    assert ids(found(STORE_UNENCRYPTED=True, ENCRYPTION_KEYS=["bad"])) == ["W010", "E011"]


def test_a_missing_library_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    messages = found(ENCRYPTION_KEYS=[make_key()])
    assert ids(messages) == ["E012"]
    assert messages[0].hint == 'pip install "wagtail-privacy[forms]"'
    assert ids(found(STORE_UNENCRYPTED=True)) == ["W010"]
