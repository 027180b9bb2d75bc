"""Who has the conversation: since when, until when, and that it ends with the ticket at the latest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.tickets import timers
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Method
from handlers.tickets.handover import Handover
from handlers.tickets.handover_log import HandoverBegan, HandoverEnded
from handlers.tickets.log import (
    Assigned,
    Channel,
    IdentityFailed,
    MessageIn,
    MessageOut,
    NoteAdded,
    TicketEvent,
)
from handlers.tickets.notice_log import NoticeSent
from handlers.tickets.regimes import JAPAN
from handlers.tickets.statuses import Move, Status
from tests.handlers.tickets.lives import MORI, PERSON, TANAKA, TEXT, Life, at

HOUR = timedelta(hours=1)
DURING = [Status.IN_REVIEW, Status.WAITING_REQUESTER, Status.VERIFYING, Status.ANSWERED]


def taken(status: Status = Status.IN_REVIEW, japan: str | None = None) -> Life:
    life = at(status)
    if japan is not None:
        life.now = datetime.fromisoformat(japan).replace(tzinfo=JAPAN)
    return life.add(HandoverBegan(at=life.now, by=MORI))


def lapses(life: Life) -> datetime | None:
    """Return when the bot has it back, after looking that this is what happens then."""
    then = timers.next_at(life.events)
    if then is not None:
        assert timers.due(life.events, then - timedelta(seconds=1)) is None
        assert timers.due(life.events, then) == HandoverEnded(at=then, by=SYSTEM, why="timeout")
    return then


@pytest.mark.parametrize("status", DURING)
def test_after_two_hours_without_staff_the_bot_has_it_back_before_anything_else_happens(
    status: Status,
) -> None:
    life = taken(status)
    assert lapses(life) == life.now + 2 * HOUR


@pytest.mark.parametrize(
    "event",
    [
        lambda now: MessageOut(at=now, by=MORI, text=TEXT),
        lambda now: NoteAdded(at=now, by=TANAKA, text=TEXT),
        lambda now: Assigned(at=now, by=MORI, to="tanaka"),
        lambda now: HandoverBegan(at=now, by=TANAKA),
    ],
)
def test_what_staff_do_gives_them_two_hours_more(event: object) -> None:
    life = taken().wait(hours=1)
    life.add(event(life.now))  # type: ignore[operator]  # a table of what to make
    assert lapses(life) == life.now + 2 * HOUR


@pytest.mark.parametrize(
    "event",
    [
        lambda now: MessageIn(at=now, by=PERSON, channel=Channel.LINE, text=TEXT),
        lambda now: NoticeSent(at=now, by=SYSTEM, channel=Channel.LINE, proven=False),
    ],
)
def test_what_others_do_gives_them_no_time(event: object) -> None:
    life = taken()
    begun = life.now
    life.wait(hours=1).add(event(life.now))  # type: ignore[operator]  # a table of what to make
    assert lapses(life) == begun + 2 * HOUR


@pytest.mark.parametrize(
    ("taken_at", "back_at"),
    [
        ("2026-04-01T18:59", "2026-04-01T20:59"),
        ("2026-04-01T19:00", "2026-04-02T08:00"),
        ("2026-04-02T05:00", "2026-04-02T08:00"),
    ],
)
def test_at_night_nobody_is_told(taken_at: str, back_at: str) -> None:
    then = lapses(taken(japan=taken_at))
    assert then == datetime.fromisoformat(back_at).replace(tzinfo=JAPAN)


def test_nobody_is_given_up_in_the_middle_of_a_conversation() -> None:
    life = taken(Status.VERIFYING)
    failed = [IdentityFailed(at=life.now, by=SYSTEM, method=Method.CODE_TO_NAMED_MAIL)] * 3
    life.add(*failed)
    assert lapses(life) == life.now + 2 * HOUR
    life.wait(hours=2).add(HandoverEnded(at=life.now, by=SYSTEM, why="timeout"))
    moved = timers.due(life.events, life.now)
    assert getattr(moved, "move", None) is Move.END_UNIDENTIFIED


def test_until_when_we_wait_for_an_answer_is_known_during_a_conversation_too() -> None:
    alone, talked = at(Status.WAITING_REQUESTER), taken(Status.WAITING_REQUESTER)
    assert timers.gives_up_at(talked.events) == timers.gives_up_at(alone.events) is not None


def test_it_tells_who_has_it_and_whether_the_person_waits() -> None:
    life = taken()
    begun = life.now
    assert life.ticket.handover == Handover(begun, "mori", begun)
    life.wait(minutes=5).add(MessageIn(at=life.now, by=PERSON, channel=Channel.LINE, text=TEXT))
    assert life.ticket.handover == Handover(begun, "mori", begun, unanswered=True)
    life.wait(minutes=5).add(NoteAdded(at=life.now, by=MORI, text=TEXT))
    assert life.ticket.handover == Handover(begun, "mori", life.now, unanswered=True)
    life.add(HandoverBegan(at=life.now, by=TANAKA))
    assert life.ticket.handover == Handover(begun, "tanaka", life.now, unanswered=True)
    life.add(MessageOut(at=life.now, by=TANAKA, text=TEXT))
    assert life.ticket.handover == Handover(begun, "tanaka", life.now)


def test_what_is_written_later_is_said_to_the_bot() -> None:
    life = taken()
    life.add(HandoverEnded(at=life.now, by=MORI, why="staff"))
    life.add(MessageIn(at=life.now, by=PERSON, channel=Channel.LINE, text=TEXT))
    assert life.ticket.handover is None


@pytest.mark.parametrize("move", [Move.WITHDRAW, Move.REDIRECT, Move.MARK_SPAM])
def test_it_ends_with_the_ticket_whoever_ends_that(move: Move) -> None:
    life = taken()
    life.move(move, by=PERSON if move is Move.WITHDRAW else MORI)
    assert life.ticket.handover is None
    ended: list[TicketEvent] = life.events
    assert timers.due(ended, life.now + 3 * HOUR) is None
