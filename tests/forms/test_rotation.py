"""A change of keys: everything is wrapped anew, a kill costs nothing, a lost key is loud."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.checks import CheckMessage, run_checks
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from tests.forms.pages import ANSWERS
from wagtail_privacy.forms.at_rest import encryption, rotation
from wagtail_privacy.forms.at_rest.encryption import make_key, rewrap, seal, unseal, usable_keys
from wagtail_privacy.forms.models import PrivacyFormSubmission, SealedKey
from wagtail_privacy.forms.submissions.persons import person_key

OLD, NEW = make_key(), make_key()


def keys(*texts: str, **more: Any) -> override_settings:
    no_guard = {"MIN_SECONDS": 0, "MAX_HOURS": 0}
    forms = {"ENCRYPTION_KEYS": list(texts), **no_guard, **more}
    return override_settings(WAGTAIL_PRIVACY={"FORMS": forms})


@pytest.fixture
def person() -> str:
    with keys(OLD):
        return person_key("erika@example.com")


@pytest.fixture
def answered(db: None, client: Client, form_page: Any, person: str) -> Iterator[Any]:
    """Give a form with three submissions, sealed by the old key, while the new one comes first."""
    with keys(OLD):
        for _ in range(3):
            client.post(form_page.url, ANSWERS)
    with keys(NEW, OLD):
        yield form_page


def rotate(**options: Any) -> str:
    out = StringIO()
    call_command("privacy_rotate_keys", stdout=out, **options)
    return out.getvalue()


def answers(page: Any) -> list[dict[str, Any]]:
    return [row.get_answers() for row in PrivacyFormSubmission.objects.usable_for(page.purpose)]


def test_everything_is_wrapped_anew_and_stays_what_it_was(answered: Any, person: str) -> None:
    before = dict(PrivacyFormSubmission.objects.values_list("pk", "form_data"))
    assert "4 envelopes wrapped anew" in rotate()
    for pk, old in before.items():
        new = PrivacyFormSubmission.objects.get(pk=pk).form_data
        assert new["key"] != old["key"]
        assert (new["nonce"], new["data"]) == (old["nonce"], old["data"])
    with keys(NEW):
        assert answers(answered) == [ANSWERS] * 3
        assert person_key("erika@example.com") == person
    assert "0 envelopes wrapped anew" in rotate()


def test_a_dry_run_counts_per_key_and_changes_nothing(answered: Any) -> None:
    output = rotate(dry_run=True)
    assert f"4 envelopes: {usable_keys()[1].id} (key 2)" in output
    assert set(rotation.key_ids()) == {usable_keys()[1].id}


def test_killed_anywhere_it_goes_on(answered: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "CHUNK", 1)
    seen: list[int] = []

    def die(done: int) -> None:
        seen.append(done)
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(die)
    assert sorted(rotation.key_ids().values()) == [2, 2]
    assert answers(answered) == [ANSWERS] * 3
    assert rotation.rotate().done == 2
    assert list(rotation.key_ids()) == [usable_keys()[0].id]


def test_a_row_deleted_in_between_does_not_come_back(
    answered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def delete_first(envelope: Any, place: Any) -> Any:
        PrivacyFormSubmission.objects.all().delete()
        return rewrap(envelope, place)

    monkeypatch.setattr(encryption, "rewrap", delete_first)
    rotation.rotate()
    assert not PrivacyFormSubmission.objects.exists()


@pytest.mark.parametrize(
    ("sent_with", "erased_with"),
    [(keys(OLD), keys(OLD)), (keys(STORE_UNENCRYPTED=True), keys(NEW))],
)
def test_an_answer_erased_in_between_does_not_come_back(
    client: Client,
    form_page: Any,
    monkeypatch: pytest.MonkeyPatch,
    sent_with: override_settings,
    erased_with: override_settings,
) -> None:
    """By a process that has not been started anew, too, and still seals by the old key."""
    with sent_with:
        client.post(form_page.url, ANSWERS)
    seal_anew = rotation._sealed_anew

    def erase_first(stored: Any, place: Any) -> Any:
        with erased_with:
            submission = PrivacyFormSubmission.objects.get()
            submission.set_answers({"name": "Erika"})
            submission.save()
        return seal_anew(stored, place)

    with keys(NEW, OLD):
        monkeypatch.setattr(rotation, "_sealed_anew", erase_first)
        rotation.rotate()
        assert answers(form_page) == [{"name": "Erika"}]


def test_a_lost_key_is_loud_and_the_rest_is_done(answered: Any) -> None:
    first = PrivacyFormSubmission.objects.first()
    with keys(make_key()):
        lost_id = usable_keys()[0].id
        first.set_answers(ANSWERS)
        first.save()
    with pytest.raises(CommandError, match=f"1 envelope cannot be opened: the key {lost_id}"):
        rotate()
    assert rotation.key_ids() == {usable_keys()[0].id: 3, lost_id: 1}


def test_a_damaged_envelope_is_named_and_left(answered: Any) -> None:
    first = PrivacyFormSubmission.objects.first()
    first.form_data = {**first.form_data, "wrapped": first.form_data["nonce"]}
    first.save()
    with pytest.raises(CommandError, match=f"PrivacyFormSubmission {first.pk}"):
        rotate()


def test_without_a_key_it_says_so(answered: Any) -> None:
    with keys(), pytest.raises(CommandError, match="is empty"):
        rotate()


def test_what_lay_in_clear_is_sealed(client: Client, form_page: Any) -> None:
    with keys(STORE_UNENCRYPTED=True):
        client.post(form_page.url, ANSWERS)
    with keys(NEW):
        assert "1 envelope: - (in clear)" in rotate(dry_run=True)
        assert "1 envelope wrapped anew" in rotate()
        assert encryption.is_sealed(PrivacyFormSubmission.objects.get().form_data)
        assert answers(form_page) == [ANSWERS]


def test_an_envelope_is_wrapped_anew_in_its_own_place_only() -> None:
    with keys(OLD):
        envelope = seal(ANSWERS, ("a",))
    with keys(NEW, OLD):
        with pytest.raises(encryption.UnreadableError):
            rewrap(envelope, ("b",))
        with pytest.raises(encryption.UnreadableError):
            rewrap({}, ("a",))
        assert unseal(rewrap(envelope, ("a",)), ("a",)) == ANSWERS


def found() -> list[CheckMessage]:
    messages = run_checks(tags=["wagtail_privacy"], databases=["default"])
    return [m for m in messages if m.id in ("wagtail_privacy.E015", "wagtail_privacy.W015")]


def test_a_check_says_which_keys_are_still_needed(answered: Any) -> None:
    [message] = found()
    assert message.id == "wagtail_privacy.W015"
    assert '["ENCRYPTION_KEYS"][1]' in message.msg
    rotate()
    assert found() == []
    with keys(OLD):
        [message] = found()
        assert message.id == "wagtail_privacy.E015"
        assert message.msg.startswith("4 envelopes cannot")


def test_a_check_says_that_something_lies_in_clear(client: Client, form_page: Any) -> None:
    with keys(STORE_UNENCRYPTED=True):
        client.post(form_page.url, ANSWERS)
        assert found() == []
    [message] = found()
    assert "no key at all" in message.msg


def test_every_model_that_seals_can_be_rotated() -> None:
    for store in rotation.sealed_stores():
        assert hasattr(store.model, "bound_to"), store.model
    assert SealedKey in [store.model for store in rotation.sealed_stores()]


@pytest.mark.parametrize("label", ["key", "format"])
def test_an_answer_in_clear_is_not_taken_for_a_key(db: None, form_page: Any, label: str) -> None:
    with keys(STORE_UNENCRYPTED=True):
        row = PrivacyFormSubmission(
            page=form_page, purpose=form_page.purpose, expires_at=timezone.now()
        )
        row.latest_expiry = row.expires_at
        row.set_answers({label: "Erika Mustermann"})
        row.save()
        assert "Erika" not in rotate(dry_run=True)
        assert rotation.key_ids() == {rotation.IN_CLEAR: 1}
