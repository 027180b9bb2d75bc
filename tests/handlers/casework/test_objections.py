"""Who objects has read the answer: the ticket is open again, for another reviewer."""

from __future__ import annotations

from handlers.casework.acts import Answer, Approve, Deliver, Present, Reopen
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import Level
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import Channel, DeliveryTried, Moved
from handlers.tickets.statuses import Move, Status
from tests.builders import pressed
from tests.handlers.casework.answers import WORDS
from tests.handlers.casework.desks import REFUSAL, TANAKA, arrived, done, refused_desk, ticket, written
from tests.handlers.tickets.lives import NUMBER


def test_who_objects_before_staff_noted_the_arrival_has_it() -> None:
    desk = done(refused_desk(), Answer(text=WORDS))
    assert "is open again" in desk.presses("reopen")
    assert ticket(desk).status is Status.IN_REVIEW
    moves = [event.move for event in written(desk) if isinstance(event, Moved)]
    assert moves == [Move.DELIVER, Move.REOPEN]
    assert desk.staff_does(REFUSAL).why == "same_reviewer"
    done(desk, REFUSAL, by=TANAKA)


def test_an_objection_to_what_went_by_mail_alone_does_not_tell_of_the_chat() -> None:
    desk = done(refused_desk(), Answer(text=WORDS))
    sent = DeliveryTried(at=desk.now, by=SYSTEM, channel=Channel.MAIL, text_id="t1", proven=False)
    desk._keep(TicketChange(NUMBER, ticket(desk).version, (sent,)))
    desk.presses("reopen")
    (proof,) = [event for event in written(desk) if isinstance(event, DeliveryTried)]
    assert (proof.channel, proof.proven) == (Channel.MAIL, True)


def test_an_old_button_to_object_does_nothing_to_a_decision_nobody_has_heard_of() -> None:
    desk = refused_desk()
    done(desk, Answer(text=WORDS))
    desk.presses("reopen")
    done(desk, REFUSAL, Present(), by=TANAKA)
    done(desk, Approve(), by=Actor(Role.APPROVER, "kato"))
    assert "not possible" in desk.meets(pressed("reopen", NUMBER))
    assert ticket(desk).status is Status.EXECUTING


def test_staff_work_on_an_answer_again_and_the_requester_hears_of_it() -> None:
    desk = arrived(done(refused_desk(), Answer(text=WORDS)))
    done(desk, Deliver(), Reopen(text="A new fact."))
    assert "open again" in desk.heard
    assert "A new fact." not in desk.heard
    assert ticket(desk).level is Level.KNOWN_FACTS
