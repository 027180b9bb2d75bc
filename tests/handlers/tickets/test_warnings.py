"""Staff are warned of deadlines once each, when they are at work, and every day when one is over."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.tickets import warnings
from handlers.tickets.actors import SYSTEM
from handlers.tickets.kinds import Kind
from handlers.tickets.log import ClockExtended, TicketEvent
from handlers.tickets.regimes import JAPAN
from handlers.tickets.statuses import ENDED, Move, Status
from tests.handlers.tickets.lives import MORI, PERSON, TEXT, Life, at, in_review

Told = tuple[str, str, int]


def open_ticket(kind: Kind) -> Life:
    return Life(kind=kind).move(Move.SUBMIT, by=PERSON).move(Move.TAKE_UP, by=SYSTEM)


def warned(log: list[TicketEvent], until: timedelta) -> list[Told]:
    """Warn whenever it is due; return when (in Japan), of which period, and how much of it was used up."""
    log, end = list(log), log[-1].at + until
    found: list[Told] = []
    while (then := warnings.next_at(log)) is not None and then <= end:
        event = warnings.due(log, then)
        assert event is not None
        assert warnings.due([*log, event], then) != event
        log.append(event)
        found.append((f"{event.at.astimezone(JAPAN):%m-%d %H:%M}", event.clock, event.percent))
    return found


def test_a_rights_ticket_is_warned_of_at_each_part_of_both_periods_by_day() -> None:
    assert warned(in_review().events, timedelta(days=14, hours=1)) == [
        ("04-06 09:00", "work", 50),
        ("04-08 09:00", "legal", 50),
        ("04-09 09:00", "work", 75),  # it was reached at 21:00
        ("04-10 09:00", "work", 90),
        ("04-13 09:00", "legal", 75),  # it was reached on a Saturday
        ("04-13 09:00", "work", 100),
        ("04-14 09:00", "legal", 90),
        ("04-14 09:00", "work", 100),
        ("04-15 09:00", "legal", 100),
    ]


def test_once_the_legal_period_is_over_it_is_warned_of_every_business_day_until_the_end() -> None:
    life = in_review().wait(days=14)
    told = warned(life.events, timedelta(days=20))[-5:]
    assert told == [
        ("04-15 09:00", "legal", 100),
        ("04-16 09:00", "legal", 100),
        ("04-17 09:00", "legal", 100),
        ("04-20 09:00", "legal", 100),
        ("04-21 09:00", "legal", 100),
    ]


def test_a_question_has_three_business_days() -> None:
    told = warned(open_ticket(Kind.QUESTION).events, timedelta(days=5, hours=1))
    assert [one for one in told if one[1] == "work"][-1] == ("04-06 09:00", "work", 100)


def test_of_an_incident_staff_are_warned_at_any_hour() -> None:
    told = warned(open_ticket(Kind.INCIDENT).events, timedelta(days=8))
    assert told == [
        ("04-06 09:00", "work", 50),
        ("04-08 09:00", "legal", 50),
        ("04-08 21:00", "work", 75),
    ]


def test_what_was_missed_meanwhile_is_told_once_with_what_it_is_by_now() -> None:
    life = in_review()
    late = life.now + timedelta(days=9, hours=3)
    event = warnings.due(life.events, late)
    assert event is not None
    assert (event.clock, event.percent) == ("legal", 50)
    after = warnings.due([*life.events, event], late)
    assert after is not None
    assert (after.clock, after.percent) == ("work", 90)
    assert warnings.due([*life.events, event, after], late) is None


def test_nothing_is_told_of_our_own_target_while_we_wait_for_the_requester() -> None:
    told = warned(at(Status.WAITING_REQUESTER).events, timedelta(days=30))
    assert {clock for _, clock, _ in told} == {"legal"}


def test_a_longer_period_is_not_warned_of_twice_at_the_same_part() -> None:
    life = in_review()
    life.wait(days=7, hours=3)
    first = warnings.due(life.events, life.now)
    assert first is not None
    longer = ClockExtended(at=life.now, by=MORI, until=life.now + timedelta(days=20), reason=TEXT)
    told = warned([*life.events, first, longer], timedelta(days=30))
    assert [percent for _, clock, percent in told if clock == "legal"][:2] == [75, 90]


@pytest.mark.parametrize("status", sorted(ENDED | {Status.ANSWERED, Status.PURGED, Status.DRAFT}))
def test_of_a_ticket_that_rests_nobody_is_warned(status: Status) -> None:
    life = at(status)
    assert warnings.next_at(life.events) is None
    assert warnings.due(life.events, life.now + timedelta(days=400)) is None


def test_nothing_is_due_before_its_time() -> None:
    life = in_review()
    then = warnings.next_at(life.events)
    assert isinstance(then, datetime)
    assert warnings.due(life.events, then - timedelta(microseconds=1)) is None
