"""An answer is delivered once it has arrived, or once a second way was tried."""

from __future__ import annotations

from handlers.casework.acts import Answer, Approve, Deliver, Present
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import Channel, DeliveryTried, LinkGiven, Moved, MoveDenied, NoteAdded
from handlers.tickets.statuses import Status
from tests.desk import Desk
from tests.handlers.casework.answers import WORDS
from tests.handlers.casework.desks import (
    ANSWER,
    REFUSAL,
    arrived,
    desk_of,
    done,
    granted_desk,
    refused_desk,
    ticket,
    written,
)
from tests.handlers.tickets.lives import NUMBER, SATO, in_review


def tried(desk: Desk, channel: Channel) -> None:
    """Note that the answer was sent a way, of which nobody knows whether it arrived."""
    event = DeliveryTried(at=desk.now, by=SYSTEM, channel=channel, text_id="t1", proven=False)
    desk._keep(TicketChange(NUMBER, ticket(desk).version, (event,)))


def test_an_answer_is_not_delivered_before_it_has_arrived_nor_before_it_was_sent() -> None:
    desk = refused_desk()
    assert desk.staff_does(Deliver()).why == "undelivered"
    assert [type(event) for event in written(desk)] == [MoveDenied]
    arrived(desk)
    assert desk.staff_does(Deliver()).why == "not_answered"
    done(desk, Answer(text=WORDS))
    done(desk, Deliver())
    assert ticket(desk).status is Status.ANSWERED


def test_an_answer_that_is_sent_once_more_goes_the_other_way_so_that_two_were_tried() -> None:
    desk = done(refused_desk(), Answer(text=WORDS))
    assert desk.decision.notices[0].mail_first
    tried(desk, Channel.MAIL)
    assert desk.staff_does(Deliver()).why == "undelivered"
    done(desk, Answer(text=WORDS))
    assert not desk.decision.notices[0].mail_first
    tried(desk, Channel.LINE)
    done(desk, Deliver())


def test_a_letter_by_post_is_the_other_way_for_who_has_no_address() -> None:
    desk = done(done(desk_of(in_review()), REFUSAL, Present()), Approve(), by=SATO)
    posted = Deliver(posted="Registered letter, 3 April.")
    assert desk.staff_does(posted).why == "undelivered"
    done(desk, Answer(text=WORDS))
    tried(desk, Channel.LINE)
    assert desk.staff_does(Deliver()).why == "undelivered"
    done(desk, posted)
    assert [type(event) for event in written(desk)] == [NoteAdded, DeliveryTried, Moved]
    assert ticket(desk).status is Status.ANSWERED


def test_who_presses_the_button_of_the_answer_has_it() -> None:
    desk = done(granted_desk(), ANSWER)
    desk.presses("get_answer")
    assert [type(event) for event in written(desk)] == [DeliveryTried, LinkGiven]
    done(desk, Deliver())
    desk.says("status")
    desk.presses("get_answer")
    assert [type(event) for event in written(desk)] == [LinkGiven]
