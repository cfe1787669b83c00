"""What a consent is worth: a pure rule over the acts on record, and the same rule in SQL."""

# once: rules of values know no database

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import factories
from wagtail_privacy.forms.consents.proof.periods import Channel, proof_until
from wagtail_privacy.forms.consents.proof.states import Act, State, Terms, is_allowed, state_of
from wagtail_privacy.forms.models import ConsentRecord

NOW = datetime.datetime(2027, 3, 3, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
FOLLOWING = [Act.REQUESTED, Act.CONFIRMED, Act.REFUSED, Act.WITHDRAWN]

days = st.integers(-10, 10).map(lambda n: NOW + n * DAY)
terms = st.builds(Terms, needs_confirmation=st.booleans(), confirm_by=days, use_until=days)
histories = st.lists(st.sampled_from(FOLLOWING), unique=True)


@given(terms, histories)
def test_a_withdrawal_ends_it_whatever_else_is_on_record(made: Terms, acts: list[Act]) -> None:
    assert state_of(made, {Act.GIVEN, *acts, Act.WITHDRAWN}, NOW) is State.WITHDRAWN


@given(terms, histories)
def test_nothing_is_in_force_unconfirmed_refused_or_over(made: Terms, acts: list[Act]) -> None:
    if state_of(made, {Act.GIVEN, *acts}, NOW) is not State.IN_FORCE:
        return
    assert Act.CONFIRMED in acts or not made.needs_confirmation
    assert not {Act.REFUSED, Act.WITHDRAWN} & set(acts)
    assert made.use_until > NOW


@given(terms, histories, st.randoms())
def test_the_order_of_the_rows_does_not_matter(made: Terms, acts: list[Act], dice: Any) -> None:
    rows = [Act.GIVEN, *acts]
    shuffled = list(rows)
    dice.shuffle(shuffled)
    assert state_of(made, rows, NOW) is state_of(made, shuffled, NOW)


@given(terms, histories, st.sampled_from(FOLLOWING))
def test_what_has_ended_never_comes_back(made: Terms, acts: list[Act], act: Act) -> None:
    over = {State.REFUSED, State.WITHDRAWN, State.LAPSED, State.ENDED}
    state = state_of(made, {Act.GIVEN, *acts}, NOW)
    if state in over:
        assert not is_allowed(act, state)
        later = state_of(made, {Act.GIVEN, *acts}, NOW + 100 * DAY)
        assert later in over


@given(terms, st.integers(0, 100))
def test_time_alone_confirms_nothing(made: Terms, wait: int) -> None:
    if made.needs_confirmation:
        assert state_of(made, {Act.GIVEN}, NOW + wait * DAY) in (State.PENDING, State.LAPSED)


class TheDatabaseKnowsTheSameRule(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(terms, histories)
    def test_in_force(self, made: Terms, acts: list[Act]) -> None:
        purpose = factories.create_purpose()
        consent = uuid.uuid4()
        rows = [
            ConsentRecord(
                consent=consent,
                act=act,
                purpose=purpose,
                sending=consent,
                submission=consent,
                form_page=1,
                needs_confirmation=made.needs_confirmation,
                confirm_by=made.confirm_by,
                use_until=made.use_until,
                expires_at=made.use_until,
            )
            for act in (Act.GIVEN, *acts)
        ]
        ConsentRecord.objects.bulk_create(rows)
        state = state_of(made, {Act.GIVEN, *acts}, NOW)
        mine = ConsentRecord.objects.filter(consent=consent)
        assert mine.in_force(NOW).exists() == (state is State.IN_FORCE)
        if state is State.LAPSED:
            assert mine.unconfirmed(NOW).exists()
        if state in (State.IN_FORCE, State.PENDING):
            assert not mine.unconfirmed(NOW).exists()


def proof(end: datetime.datetime, channel: str = Channel.EMAIL) -> datetime.datetime:
    return proof_until(end, channel, years=3, phone_years=5)


def test_the_proof_is_kept_to_the_end_of_the_third_year_after() -> None:
    assert timezone.localtime(proof(NOW)).isoformat() == "2031-01-01T00:00:00+01:00"
    # Half past midnight in Berlin belongs to the new year there, though not in London.
    late = datetime.datetime(2027, 12, 31, 23, 30, tzinfo=datetime.UTC)
    assert timezone.localtime(proof(late)).year == 2032


def test_the_proof_for_calls_is_kept_five_years_from_the_last_use() -> None:
    assert proof(NOW, Channel.PHONE) == NOW.replace(year=2032)


@given(st.datetimes(timezones=st.just(datetime.UTC)), st.sampled_from(Channel.values))
def test_a_proof_never_ends_before_its_consent(end: datetime.datetime, channel: str) -> None:
    if datetime.MINYEAR < end.year < datetime.MAXYEAR - 6:
        assert proof(end, channel) > end


@pytest.mark.parametrize("act", [Act.CONFIRMED, Act.REFUSED, Act.REQUESTED])
def test_only_what_waits_can_be_confirmed_or_refused(act: Act) -> None:
    assert [state for state in State if is_allowed(act, state)] == [State.PENDING]
