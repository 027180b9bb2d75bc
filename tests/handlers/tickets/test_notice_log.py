"""A notice that carries the answer lets the ticket be answered once it arrived, or was sent two ways."""

from __future__ import annotations

import pytest

from handlers.tickets import machine
from handlers.tickets.actors import SYSTEM
from handlers.tickets.log import Channel, DeliveryTried, MessageOut, TicketEvent
from handlers.tickets.notice_log import NoticeFailed, NoticeSent, NoticeWaits, of_answer
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import KeptText
from tests.handlers.tickets.lives import MORI, WEDNESDAY, Life, at


def executed() -> Life:
    """Return the life of a ticket whose answer was written and is on its way."""
    life = at(Status.EXECUTING).carry_out()
    return life.add(MessageOut(at=life.now, by=MORI, text=KeptText("answer")))


def sent(channel: Channel = Channel.LINE, *, proven: bool = False) -> NoticeSent:
    return NoticeSent(at=WEDNESDAY, by=SYSTEM, channel=channel, proven=proven)


def deliverable(life: Life) -> bool:
    return Move.DELIVER in machine.possible(life.ticket, MORI, life.now)


def test_an_answer_that_arrived_lets_the_ticket_be_answered() -> None:
    life = executed()
    life.add(*of_answer(sent(), life.events))
    assert not deliverable(life)
    life.add(*of_answer(sent(proven=True), life.events))
    assert deliverable(life)


def test_an_answer_that_was_sent_two_ways_lets_the_ticket_be_answered() -> None:
    life = executed()
    for channel in (Channel.MAIL, Channel.LINE):
        assert not deliverable(life)
        life.add(*of_answer(sent(channel), life.events))
    assert deliverable(life)


def test_the_entry_names_the_text_that_was_written_last() -> None:
    _, tried = of_answer(sent(Channel.MAIL), executed().events)
    assert tried == DeliveryTried(
        at=WEDNESDAY, by=SYSTEM, channel=Channel.MAIL, text_id="answer", proven=False
    )


@pytest.mark.parametrize(
    "event",
    [
        NoticeFailed(at=WEDNESDAY, by=SYSTEM, channel=Channel.LINE, why="quota"),
        NoticeWaits(at=WEDNESDAY, by=SYSTEM),
    ],
)
def test_what_did_not_go_out_is_no_delivery(event: TicketEvent) -> None:
    assert of_answer(event, executed().events) == (event,)
