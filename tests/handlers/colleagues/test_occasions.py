"""What of a ticket's log is an occasion to mail somebody of the staff."""

from __future__ import annotations

import pytest

from handlers.colleagues.occasions import Occasion, Told, may_tell, offered, told, usual
from handlers.tickets.actors import SYSTEM
from handlers.tickets.handover_log import HandoverBegan
from handlers.tickets.items import Outcome
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Assigned, Channel, CodeSent, DeadlineWarned, MessageIn, NoteAdded
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.handlers.tickets.lives import MORI, PERSON, SATO, TANAKA, TEXT, Life, answered, in_review


def wrote(life: Life) -> MessageIn:
    return MessageIn(at=life.now, by=PERSON, channel=Channel.LINE, text=TEXT)


def of_mori() -> Life:
    life = in_review()
    return life.add(Assigned(at=life.now, by=TANAKA, to=MORI.id))


def test_who_gets_a_ticket_is_told_who_gave_it() -> None:
    assert told(of_mori().events, 1) == (Told(Occasion.ASSIGNED, MORI.id, TANAKA.id),)


def test_a_ticket_that_is_put_back_into_the_common_box_is_told_to_nobody() -> None:
    life = of_mori()
    assert told(life.add(Assigned(at=life.now, by=MORI)).events, 1) == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_handed_in_is_told_to_all_and_an_incident_as_one(kind: Kind) -> None:
    life = (Life(Right.DELETION) if kind is Kind.RIGHTS else Life(kind=kind)).move(Move.SUBMIT, by=PERSON)
    occasion = Occasion.INCIDENT if kind is Kind.INCIDENT else Occasion.NEW
    assert told(life.events, len(life.events)) == (Told(occasion, None, PERSON.id),)


def test_a_proposed_decision_is_told_to_all_who_may_look_at_it() -> None:
    life = in_review().propose(Outcome.GRANTED)
    life.move(Move.PROPOSE)
    assert told(life.events, 1) == (Told(Occasion.SECOND_PERSON, None, MORI.id),)


def test_a_warning_is_told_to_whose_ticket_it_is_and_of_nobodys_ticket_to_no_one() -> None:
    for life, expected in ((of_mori(), (Told(Occasion.DEADLINE, MORI.id),)), (in_review(), ())):
        life.add(DeadlineWarned(at=life.now, by=SYSTEM, clock="work", percent=75))
        assert told(life.events, 1) == expected


def test_of_several_messages_only_the_first_is_told_until_staff_act() -> None:
    life = of_mori()
    assert told(life.add(wrote(life)).events, 1) == (Told(Occasion.WROTE, MORI.id),)
    assert told(life.add(wrote(life)).events, 1) == ()
    life.add(NoteAdded(at=life.now, by=MORI, text=TEXT))
    assert told(life.add(wrote(life)).events, 1) == (Told(Occasion.WROTE, MORI.id),)


def test_while_staff_have_the_chat_messages_are_read_there() -> None:
    life = of_mori()
    life.add(HandoverBegan(at=life.now, by=MORI))
    assert told(life.add(wrote(life)).events, 1) == ()


def test_who_objects_to_an_answer_is_heard() -> None:
    life = answered()
    life.add(Assigned(at=life.now, by=SATO, to=MORI.id))
    assert told(life.events, 1) == ()  # nothing is left to do with it
    assert told(life.add(wrote(life)).events, 1) == (Told(Occasion.WROTE, MORI.id),)


def test_what_tells_nobody_anything_does_not_need_the_rest_of_the_log() -> None:
    life = in_review()
    code = CodeSent(at=life.now, by=SYSTEM, channel=Channel.MAIL)
    assert not may_tell([code])
    assert may_tell([code, wrote(life)])


def test_each_role_may_choose_what_is_for_it() -> None:
    assert Occasion.ASSIGNED in offered(["caseworker"])
    assert Occasion.SECOND_PERSON not in offered(["caseworker"])
    assert offered(["admin"]) == (Occasion.MAIL_TROUBLE,)
    assert offered(["editor", "publisher", "auditor"]) == ()


def test_who_has_chosen_nothing_hears_of_their_own_work_and_not_of_every_new_ticket() -> None:
    assert usual(["caseworker"]) == {
        Occasion.ASSIGNED,
        Occasion.WROTE,
        Occasion.DEADLINE,
        Occasion.INCIDENT,
    }
    assert usual(["approver"]) == {Occasion.SECOND_PERSON, Occasion.INCIDENT}
    assert usual(["admin"]) == {Occasion.MAIL_TROUBLE}
