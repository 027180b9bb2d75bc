"""The clocks run from receipt, stand still and stop as promised, and depend on the log alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets.actors import SYSTEM
from handlers.tickets.business_days import NONE
from handlers.tickets.clocks import WARNINGS, Clock, Clocks, Pause, clocks
from handlers.tickets.items import Outcome
from handlers.tickets.kinds import Kind, Regime
from handlers.tickets.log import Absorbed, ClockExtended
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from tests.handlers.tickets.lives import MORI, PERSON, TEXT, WEDNESDAY, Life, answered, at, in_review

DAY = timedelta(days=1)


def running(life: Life) -> Clocks:
    found = clocks(life.events)
    assert found is not None
    return found


def test_no_clock_runs_for_a_draft() -> None:
    assert clocks(at(Status.DRAFT).wait(days=20).events) is None


@pytest.mark.parametrize(
    ("regime", "legal", "work"),
    [
        (Regime.JP_APPI, datetime(2026, 4, 15, tzinfo=UTC), datetime(2026, 4, 11, tzinfo=UTC)),
        (Regime.EU_GDPR, datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 4, 21, tzinfo=UTC)),
        (Regime.US_CCPA, datetime(2026, 5, 16, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)),
    ],
)
def test_each_law_has_its_periods(regime: Regime, legal: datetime, work: datetime) -> None:
    life = Life(Right.DISCLOSURE, regime=regime).move(Move.SUBMIT, by=PERSON)

    assert running(life).legal.due_at(life.now) == legal
    assert running(life).work.due_at(life.now) == work


def test_the_legal_clock_runs_on_while_we_wait_for_the_requester() -> None:
    life = in_review().move(Move.ASK_REQUESTER).wait(days=7)

    assert running(life).legal.percent(life.now) == 50
    assert running(life).legal.due_at(life.now) == WEDNESDAY + 14 * DAY


def test_the_work_clock_stands_still_while_we_wait_for_the_requester() -> None:
    life = in_review().wait(days=1).move(Move.ASK_REQUESTER).wait(days=4)

    assert running(life).work.percent(life.now) == 10
    assert running(life).work.due_at(life.now) == WEDNESDAY + 14 * DAY

    life.move(Move.HEAR_REQUESTER, by=PERSON).wait(days=1)
    assert running(life).work.percent(life.now) == 20
    assert running(life).work.due_at(life.now) == WEDNESDAY + 14 * DAY


def test_the_work_clock_runs_on_while_we_ask_inside() -> None:
    life = in_review().move(Move.ASK_INSIDE).wait(days=5)

    assert running(life).work.percent(life.now) == 50


def test_both_clocks_stop_with_the_answer() -> None:
    life = in_review().propose(Outcome.NOT_HELD).wait(days=7).move(Move.ANSWER).wait(days=60)

    assert running(life).legal.percent(life.now) == 50
    assert running(life).work.percent(life.now) == 70
    assert not running(life).legal.missed(life.now)


def test_an_answer_a_day_late_stays_late() -> None:
    life = in_review().propose(Outcome.NOT_HELD).wait(days=15).move(Move.ANSWER).wait(days=60)

    assert running(life).legal.missed(life.now)
    assert running(life).legal.reached(life.now) == WARNINGS


def test_an_objection_begins_a_new_work_period_and_leaves_the_legal_one_met() -> None:
    life = answered(Outcome.REFUSED).wait(days=20).move(Move.REOPEN, by=PERSON).wait(days=5)

    assert running(life).work.percent(life.now) == 50
    assert running(life).legal.stopped_at == WEDNESDAY


def test_each_objection_begins_a_work_period_of_its_own() -> None:
    life = at(Status.REDIRECTED).wait(days=3).move(Move.REOPEN, by=PERSON).move(Move.REDIRECT)
    life.wait(days=4).move(Move.REOPEN, by=PERSON).wait(days=1)

    assert running(life).work.percent(life.now) == 10


def test_waiting_before_an_objection_does_not_lengthen_the_period_after_it() -> None:
    life = in_review().move(Move.ASK_REQUESTER).wait(days=4).move(Move.HEAR_REQUESTER, by=PERSON)
    life.move(Move.REDIRECT).move(Move.REOPEN, by=PERSON).wait(days=5)

    assert running(life).work.percent(life.now) == 50
    assert running(life).work.due_at(life.now) == life.now + 5 * DAY


def test_an_end_that_is_taken_back_never_stopped_the_legal_clock() -> None:
    life = at(Status.REDIRECTED).wait(days=7).move(Move.REOPEN, by=PERSON)

    assert running(life).legal.stopped_at is None
    assert running(life).legal.percent(life.now) == 50


def test_closing_does_not_stop_a_clock_that_the_answer_stopped() -> None:
    life = answered().wait(days=5).move(Move.CLOSE, by=PERSON)

    assert running(life).work.stopped_at == WEDNESDAY


def test_a_question_is_to_be_answered_in_three_business_days() -> None:
    friday = datetime(2026, 4, 3, 6, tzinfo=UTC)  # 15:00 in Japan
    life = Life(kind=Kind.QUESTION, start=friday).move(Move.SUBMIT, by=PERSON)

    assert running(life).work.due_at(life.now) == datetime(2026, 4, 8, 6, tzinfo=UTC)


def test_business_days_are_those_of_japan_not_of_utc() -> None:
    saturday = datetime(2026, 4, 3, 16, tzinfo=UTC)  # Saturday 01:00 in Japan, Friday in UTC
    life = Life(kind=Kind.QUESTION, start=saturday).move(Move.SUBMIT, by=PERSON)

    assert running(life).work.due_at(life.now) == datetime(2026, 4, 7, 16, tzinfo=UTC)


def test_the_companys_closing_days_do_not_count() -> None:
    start = datetime(2026, 12, 28, 1, tzinfo=UTC)
    life = Life(kind=Kind.QUESTION, start=start).move(Move.SUBMIT, by=PERSON)
    always_open = clocks(life.events, NONE)
    assert always_open is not None

    assert running(life).work.due_at(life.now) == datetime(2027, 1, 6, 1, tzinfo=UTC)
    assert always_open.work.due_at(life.now) == datetime(2026, 12, 31, 1, tzinfo=UTC)


def test_a_person_of_ours_is_to_do_something_within_two_business_days() -> None:
    life = at(Status.RECEIVED)
    assert running(life).touch.due_at(life.now) == WEDNESDAY + 2 * DAY

    life.identified().wait(hours=12).move(Move.TAKE_UP, by=SYSTEM)
    assert running(life).touch.stopped_at is None
    assert running(life.move(Move.ASK_INSIDE, by=MORI)).touch.stopped_at == life.now


def test_nobody_needs_to_touch_what_was_withdrawn_first() -> None:
    life = at(Status.RECEIVED).wait(hours=5).move(Move.WITHDRAW, by=PERSON).wait(days=9)

    assert running(life).touch.stopped_at == WEDNESDAY + timedelta(hours=5)
    assert not running(life).touch.missed(life.now)


def test_an_incident_warns_at_once() -> None:
    life = Life(kind=Kind.INCIDENT).move(Move.SUBMIT, by=PERSON)

    assert running(life).touch.reached(life.now) == WARNINGS


def test_a_merged_ticket_counts_from_the_earlier_receipt() -> None:
    life = at(Status.RECEIVED)
    earlier = WEDNESDAY - 5 * DAY
    life.add(Absorbed(at=life.now, by=MORI, number="PR-2026-000123", received_at=earlier))

    assert running(life).legal.due_at(life.now) == earlier + 14 * DAY


def test_an_extension_makes_the_legal_period_longer() -> None:
    life = in_review()
    until = WEDNESDAY + 28 * DAY
    life.add(ClockExtended(at=life.now, by=MORI, until=until, reason=TEXT))

    assert running(life).legal.due_at(life.now) == until
    assert running(life).legal.percent(WEDNESDAY + 14 * DAY) == 50


@pytest.mark.parametrize(
    ("days", "reached"),
    [(6.9, ()), (7, (50,)), (10.5, (50, 75)), (12.6, (50, 75, 90)), (14, WARNINGS), (20, WARNINGS)],
)
def test_warnings_fall_due_at_50_75_90_and_100_percent(days: float, reached: tuple[int, ...]) -> None:
    life = at(Status.RECEIVED).wait(days=days)

    assert running(life).legal.reached(life.now) == reached


def test_a_timer_can_be_set_for_each_warning() -> None:
    legal = running(at(Status.RECEIVED)).legal

    assert [legal.warns_at(percent, WEDNESDAY) for percent in WARNINGS] == [
        WEDNESDAY + days * DAY for days in (7, 10.5, 12.6, 14)
    ]


def test_no_timer_is_set_while_the_clock_stands_still_or_after_it_stopped() -> None:
    paused = in_review().wait(days=1).move(Move.ASK_REQUESTER).wait(days=1)
    done = answered()

    assert running(paused).work.warns_at(50, paused.now) is None
    assert running(done).legal.warns_at(50, done.now) is None


spans = st.lists(st.integers(1, 5_000), max_size=6).map(lambda hours: [timedelta(hours=one) for one in hours])


@given(spans=spans, length=st.integers(1, 2_000), later=st.integers(0, 50_000))
def test_a_clock_has_run_out_exactly_when_it_is_due(spans: list[timedelta], length: int, later: int) -> None:
    moment, pauses = WEDNESDAY, []
    for span in spans:
        pauses.append(Pause(moment + span, moment + 2 * span))
        moment += 2 * span
    clock = Clock(start=WEDNESDAY, length=timedelta(hours=length), pauses=tuple(pauses))
    now = moment + timedelta(hours=later)
    due = clock.due_at(now)

    assert (clock.percent(now) >= 100) == (now >= due)
    for percent in WARNINGS:
        warned = clock.warns_at(percent, now)
        assert warned is not None
        assert clock.percent(warned) == percent
        assert clock.percent(warned - timedelta(seconds=1)) < percent
