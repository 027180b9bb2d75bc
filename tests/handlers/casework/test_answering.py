"""A caseworker answers what is decided and done, a question in one step; how it stands tells of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.casework.acts import Answer, Approve, Decide, Execute, Present, Propose, Reply
from handlers.tickets.desk_log import AnswerSent
from handlers.tickets.items import Outcome
from handlers.tickets.log import MessageOut, Moved
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from handlers.wording import say
from knowledge.language import Language
from tests.desk import MORI
from tests.handlers.casework.answers import WORDS, question
from tests.handlers.casework.desks import REFUSAL, desk_of, done, reachable, refused_desk, ticket, written
from tests.handlers.tickets.lives import SATO, in_review


def test_an_answer_before_the_decision_or_before_it_is_carried_out_is_refused() -> None:
    desk = desk_of(in_review())
    assert desk.staff_does(Answer(text=WORDS)).why == "outcome_missing"
    done(done(desk, REFUSAL, Present()), Approve(), by=SATO)
    desk = desk_of(in_review(Right.CORRECTION))
    done(desk, Propose(right=Right.CORRECTION, outcome=Outcome.GRANTED), Decide())
    assert desk.staff_does(Answer(text=WORDS)).why == "work_left"
    done(desk, Execute(right=Right.CORRECTION), Answer(text=WORDS))
    assert "■ correcting your data: done as you asked" in desk.heard


def test_what_needs_no_work_and_no_second_person_is_answered_in_one_step() -> None:
    desk = reachable(in_review())
    held = Propose(right=Right.DISCLOSURE, outcome=Outcome.NOT_HELD, codes=("N-1",), facts="All mailboxes.")
    done(desk, held, Answer(text=WORDS))
    assert ticket(desk).status is Status.ANSWERED
    assert [type(event) for event in written(desk)] == [MessageOut, AnswerSent, Moved]
    for part in ("we hold no such data", "We do not hold the data in question.", "All mailboxes."):
        assert part in desk.heard
    assert {"survey"} <= {one.command for one in desk.buttons()}
    assert "reopen" not in {one.command for one in desk.buttons()}


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.IN_REVIEW])
def test_a_question_is_answered_in_one_step_also_where_nobody_had_begun(status: Status) -> None:
    for act in (Answer(text=WORDS), Reply(text=WORDS, answers=True)):
        desk = done(question(status), act)
        assert ticket(desk).status is Status.ANSWERED
        assert WORDS in desk.heard


def test_a_request_for_rights_is_not_answered_by_a_message() -> None:
    assert desk_of(in_review()).staff_does(Reply(text=WORDS, answers=True)).why == "only_answer"


@pytest.mark.parametrize(
    ("language", "sent"), [("en", "We have sent you our answer."), ("ja", "回答をお送りしました。")]
)
def test_how_it_stands_tells_of_an_answer_that_went_into_chat_and_mail(language: Language, sent: str) -> None:
    desk = refused_desk(language)
    status = {"en": "status", "ja": "状況"}[language]
    assert say("status.next.executing", language) in desk.says(status)
    done(desk, Answer(text=WORDS))
    told = desk.says(status)
    assert sent in told
    assert say("status.next.executing", language) not in told
    desk.now += timedelta(days=40)
    assert desk.says(status) == told  # no day is counted any more


def test_only_a_caseworker_answers() -> None:
    assert refused_desk().staff_does(Answer(text=WORDS), by=SATO).why == "role"
    assert refused_desk().staff_does(Answer(text=" \n"), by=MORI).why == "text_missing"
    assert refused_desk().staff_does(Answer(text="x" * 4_001)).why == "text_too_long"
