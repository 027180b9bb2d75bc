"""Timers: reminders, giving up, closing and erasing come by themselves, in time and by day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets import timers
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.log import (
    Channel,
    CodeSent,
    ContactNamed,
    HoldSet,
    IdentityFailed,
    IdentityRaised,
    MessageIn,
    MessageOut,
    Moved,
    ReminderSent,
    TicketEvent,
)
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rules import DEFAULT, Rules
from handlers.tickets.statuses import ENDED, Move, Status
from handlers.tickets.ticket import Ticket
from tests.handlers.tickets.lives import MORI, PERSON, TEXT, Life, answered, at
from tests.handlers.tickets.walks import Walk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOON = timedelta(microseconds=1)
WAITING = {Status.VERIFYING, Status.WAITING_REQUESTER}
AT_WORK = {
    Status.RECEIVED,
    Status.IN_REVIEW,
    Status.WAITING_INTERNAL,
    Status.DECISION_PENDING,
    Status.EXECUTING,
}


def left_alone(log: list[TicketEvent], rules: Rules = DEFAULT) -> list[tuple[timedelta, str]]:
    """Let happen what happens by itself; return how long after the log's last event, and what."""
    log, begun = list(log), log[-1].at
    happened: list[tuple[timedelta, str]] = []
    for _ in range(20):
        moment = timers.next_at(log, rules=rules)
        if moment is None:
            return happened
        assert moment >= log[-1].at
        assert timers.due(log, moment - SOON, rules) is None or moment == log[-1].at
        event = timers.due(log, moment, rules)
        assert event is not None
        assert (event.at, event.by) == (moment, SYSTEM)
        happened.append((moment - begun, event.move.value if isinstance(event, Moved) else "remind"))
        log.append(event)
    raise AssertionError("there is always something to do")


def what(log: list[TicketEvent], rules: Rules = DEFAULT) -> list[str]:
    return [name for _, name in left_alone(log, rules)]


def coded(life: Life) -> Life:
    """Let the requester name an address, and a code go there."""
    life.add(ContactNamed(at=life.now, by=PERSON, channel=Channel.MAIL, address=TEXT))
    return life.add(CodeSent(at=life.now, by=SYSTEM, channel=Channel.MAIL))


@pytest.mark.parametrize(
    ("status", "end"),
    [(Status.VERIFYING, "end_unidentified"), (Status.WAITING_REQUESTER, "end_unanswered")],
)
def test_a_silent_requester_is_reminded_after_one_day_and_three_and_given_up_after_two_weeks(
    status: Status, end: str
) -> None:
    assert left_alone(at(status).events) == [
        (DAY, "remind"),
        (3 * DAY, "remind"),
        (14 * DAY, end),
        (379 * DAY, "purge"),
    ]


def test_an_answered_ticket_is_closed_when_nobody_can_object_any_more_and_erased_a_year_later() -> None:
    assert left_alone(answered().events) == [(30 * DAY, "close"), (395 * DAY, "purge")]


def test_a_draft_is_erased_after_thirty_days() -> None:
    assert left_alone(at(Status.DRAFT).events) == [(30 * DAY, "purge")]


@pytest.mark.parametrize("status", sorted(ENDED))
def test_an_ended_ticket_is_erased_after_a_year(status: Status) -> None:
    assert left_alone(at(status).events) == [(365 * DAY, "purge")]


@pytest.mark.parametrize("status", sorted(AT_WORK | {Status.PURGED}))
def test_where_staff_have_to_act_or_nobody_has_nothing_happens_by_itself(status: Status) -> None:
    assert left_alone(at(status).events) == []


@pytest.mark.parametrize("status", [Status.DRAFT, Status.CLOSED])
def test_what_is_on_hold_is_never_erased_and_at_once_when_the_hold_ends_late(status: Status) -> None:
    life = at(status)
    life.add(HoldSet(at=life.now, by=MORI, on=True))
    assert left_alone(life.events) == []
    life.wait(days=500).add(HoldSet(at=life.now, by=MORI, on=False))
    assert left_alone(life.events) == [(timedelta(), "purge")]


@pytest.mark.parametrize(
    ("local", "morning"),
    [
        ("2026-04-01 20:59:59", "2026-04-01 20:59:59"),
        ("2026-04-01 21:00:00", "2026-04-02 08:00:00"),
        ("2026-04-01 23:30:00", "2026-04-02 08:00:00"),
        ("2026-04-02 00:00:00", "2026-04-02 08:00:00"),
        ("2026-04-02 07:59:59", "2026-04-02 08:00:00"),
        ("2026-04-02 08:00:00", "2026-04-02 08:00:00"),
        ("2026-12-31 21:00:00", "2027-01-01 08:00:00"),
    ],
)
def test_what_falls_into_the_night_of_japan_waits_for_eight_in_the_morning(local: str, morning: str) -> None:
    moment = datetime.fromisoformat(local).replace(tzinfo=JAPAN).astimezone(UTC)
    assert timers.awake(moment).astimezone(JAPAN).replace(tzinfo=None) == datetime.fromisoformat(morning)


def test_nothing_reaches_a_requester_at_night_but_closing_and_erasing_need_not_wait() -> None:
    life = at(Status.RECEIVED).wait(hours=14).move(Move.VERIFY, by=SYSTEM)  # 23:00
    spans = left_alone(life.events)
    assert spans[:3] == [
        (DAY + 9 * HOUR, "remind"),
        (3 * DAY + 9 * HOUR, "remind"),
        (14 * DAY + 9 * HOUR, "end_unidentified"),
    ]
    life = answered().wait(hours=14)
    life.events[-1] = moved_at(life.events[-1], life.now)
    assert left_alone(life.events) == [(30 * DAY, "close"), (395 * DAY, "purge")]


def moved_at(event: TicketEvent, when: datetime) -> Moved:
    assert isinstance(event, Moved)
    return Moved(at=when, by=event.by, move=event.move, to=event.to)


def test_a_reminder_that_is_due_in_the_evening_and_looked_at_by_night_waits_for_the_morning() -> None:
    log = at(Status.RECEIVED).wait(hours=11).move(Move.VERIFY, by=SYSTEM).events  # 20:00
    late = log[-1].at + DAY + 2 * HOUR
    assert timers.due(log, late) is None
    assert timers.next_at(log, late) == log[-1].at + DAY + 12 * HOUR


def test_who_was_reminded_late_has_two_days_before_the_next_word() -> None:
    log = list(at(Status.VERIFYING).events)
    log.append(ReminderSent(at=log[-1].at + 20 * DAY, by=SYSTEM))
    assert left_alone(log)[:2] == [(2 * DAY, "remind"), (4 * DAY, "end_unidentified")]


def test_who_does_something_is_not_reminded_for_another_day() -> None:
    life = coded(at(Status.VERIFYING).wait(hours=4))
    assert left_alone(life.events)[:3] == [
        (DAY, "remind"),
        (3 * DAY, "remind"),
        (14 * DAY - 4 * HOUR, "end_unidentified"),
    ]


def test_who_does_something_on_the_last_day_is_not_given_up_on_it() -> None:
    life = coded(at(Status.VERIFYING).reminded().wait(days=13, hours=23))
    assert left_alone(life.events)[0] == (DAY, "end_unidentified")


def test_a_question_asked_again_by_staff_begins_the_patience_anew() -> None:
    life = at(Status.WAITING_REQUESTER).wait(hours=23)
    life.add(MessageOut(at=life.now, by=MORI, text=TEXT))
    assert left_alone(life.events)[0] == (DAY, "remind")


def test_who_confirmed_an_address_waits_for_us_and_is_neither_reminded_nor_given_up() -> None:
    life = coded(at(Status.VERIFYING))
    life.add(IdentityRaised(at=life.now, by=SYSTEM, method=Method.CODE_TO_NAMED_MAIL, level=Level.CONTACT))
    assert left_alone(life.events) == []


def test_who_named_an_address_where_no_codes_are_sent_waits_for_the_privacy_center() -> None:
    life = at(Status.VERIFYING)
    life.add(ContactNamed(at=life.now, by=PERSON, channel=Channel.MAIL, address=TEXT))
    assert left_alone(life.events) == []


def test_who_named_another_address_and_got_no_code_there_is_still_waited_for() -> None:
    life = coded(at(Status.VERIFYING))
    life.add(ContactNamed(at=life.now, by=PERSON, channel=Channel.MAIL, address=TEXT))
    assert what(life.events) == ["remind", "remind", "end_unidentified", "purge"]


def test_when_every_way_to_identify_somebody_failed_it_ends_at_once_but_not_at_night() -> None:
    life = coded(at(Status.VERIFYING)).wait(hours=14)
    failed = IdentityFailed(at=life.now, by=SYSTEM, method=Method.CODE_TO_NAMED_MAIL)
    life.add(*[failed] * DEFAULT.failures)
    assert left_alone(life.events)[0] == (9 * HOUR, "end_unidentified")


def test_who_is_known_by_now_is_not_ended_as_unknown() -> None:
    life = at(Status.VERIFYING).identified(Level.KNOWN_FACTS)
    assert left_alone(life.events) == []


def test_an_answer_of_the_requester_ends_the_waiting() -> None:
    life = at(Status.WAITING_REQUESTER)
    life.add(MessageIn(at=life.now, by=PERSON, channel=Channel.LINE, text=TEXT))
    life.move(Move.HEAR_REQUESTER, by=PERSON)
    assert left_alone(life.events) == []


def test_a_company_may_remind_more_often_and_wait_longer() -> None:
    rules = Rules(reminders=3, remind_after=2 * DAY, remind_again_after=5 * DAY, identify_within=30 * DAY)
    assert left_alone(at(Status.VERIFYING).events, rules)[:4] == [
        (2 * DAY, "remind"),
        (7 * DAY, "remind"),
        (12 * DAY, "remind"),
        (30 * DAY, "end_unidentified"),
    ]


def test_a_company_that_never_reminds_waits_all_the_same() -> None:
    assert left_alone(at(Status.VERIFYING).events, Rules(reminders=0))[0] == (14 * DAY, "end_unidentified")


@pytest.mark.parametrize("status", Status)
def test_when_we_give_up_is_known_ahead_where_we_wait_for_the_requester_only(status: Status) -> None:
    log = at(status).events
    assert timers.gives_up_at(log) == (log[-1].at + 14 * DAY if status in WAITING else None)


def test_the_day_on_which_we_give_up_is_the_day_on_which_it_comes() -> None:
    log = list(at(Status.VERIFYING).events)
    told = timers.gives_up_at(log)
    log.append(ReminderSent(at=log[-1].at + 13 * DAY, by=SYSTEM))
    assert timers.gives_up_at(log) != told
    ended = log[-1].at + left_alone(log)[1][0]
    assert left_alone(log)[1][1] == "end_unidentified"
    assert timers.gives_up_at(log) == ended


@given(st.integers(0, 10_000), st.integers(0, 60))
def test_any_ticket_left_alone_comes_to_rest_and_nothing_happens_earlier_than_allowed(
    seed: int, steps: int
) -> None:
    """`left_alone` lets nothing be refused, and looks a moment earlier, too."""
    walk = Walk(seed, steps)
    begun = walk.ticket
    happened = what(walk.events)
    assert len(happened) <= DEFAULT.reminders + 2
    assert ("purge" in happened) == (not begun.hold and rests_in_the_end(begun, happened))


def rests_in_the_end(ticket: Ticket, happened: list[str]) -> bool:
    ends = {"close", "end_unidentified", "end_unanswered"}
    return ticket.status in ENDED | {Status.DRAFT} or bool(ends.intersection(happened))
