"""Staff take the conversation from the ticket's page, talk in it, and give it back."""

from __future__ import annotations

from handlers.casework.acts import GiveBack, Redirect, Reply, TakeConversation
from handlers.tickets.handover_log import HandoverBegan, HandoverEnded
from handlers.tickets.kinds import Kind
from handlers.tickets.log import MessageOut, Moved
from handlers.tickets.statuses import Move, Status
from tests.handlers.casework.desks import TANAKA, desk_of, done, ticket, written
from tests.handlers.tickets.lives import PERSON, SATO, Life, in_review


def test_who_takes_it_talks_under_the_name_of_staff_until_they_give_it_back() -> None:
    desk = done(desk_of(in_review()), TakeConversation())
    assert [type(event) for event in written(desk)] == [HandoverBegan]
    done(desk, Reply(text="Good morning."))
    assert desk.heard == "Good morning."
    assert desk.decision.notices[0].text.sender
    done(desk, GiveBack())
    assert [type(event) for event in written(desk)] == [HandoverEnded]
    assert desk.heard


def test_a_person_who_goes_on_writing_keeps_nobody_from_answering_but_a_colleague_does() -> None:
    desk = done(desk_of(in_review()), TakeConversation())
    seen = ticket(desk).version
    desk.says("Are you there?")
    assert ticket(desk).version > seen
    assert desk.staff_does(Reply(text="That is all.", answers=True), version=seen).why == "changed"
    assert desk.staff_does(Reply(text="Yes, I am."), version=seen).why == ""
    assert desk.staff_does(Reply(text="Yes, we are."), TANAKA, version=seen).why == "changed"


def test_last_words_to_a_request_for_rights_are_said_and_answer_nothing() -> None:
    desk = done(desk_of(in_review()), TakeConversation(), GiveBack(text="You will hear from us."))
    assert "You will hear from us." in desk.heard
    assert [type(event) for event in written(desk)] == [MessageOut, HandoverEnded]
    assert ticket(desk).status is Status.IN_REVIEW


def test_last_words_to_a_question_are_its_answer() -> None:
    life = Life(kind=Kind.QUESTION).move(Move.SUBMIT, by=PERSON)
    desk = done(desk_of(life), TakeConversation(), GiveBack(text="We sell nothing."))
    assert ticket(desk).status is Status.ANSWERED


def test_what_is_not_theirs_to_take_or_to_give_is_refused_with_a_reason() -> None:
    desk = desk_of(in_review())
    assert desk.staff_does(GiveBack()).why == "no_handover"
    assert desk.staff_does(TakeConversation(), by=SATO).why == "role"
    done(desk, TakeConversation())
    assert desk.staff_does(TakeConversation()).why == "handover_runs"
    done(desk, TakeConversation(), by=TANAKA)


def test_a_conversation_ends_with_its_ticket() -> None:
    desk = done(desk_of(in_review()), TakeConversation(), Redirect(text="Ask your bank."))
    assert [type(event) for event in written(desk)][:2] == [HandoverEnded, Moved]
    assert ticket(desk).handover is None
