"""A log tells which objection is being worked on, what was sent back, and who approved what is decided."""

from __future__ import annotations

import pytest

from handlers.tickets.items import Outcome
from handlers.tickets.log import Channel
from handlers.tickets.rights import Right
from handlers.tickets.rounds import approval, decided_before, objection, sent_back
from handlers.tickets.statuses import Move
from tests.handlers.tickets.lives import MORI, PERSON, SATO, TANAKA, Life, answered, in_review


def objected() -> Life:
    return answered(Outcome.REFUSED).wait(days=1).move(Move.REOPEN, by=PERSON)


def handed_over() -> Life:
    return in_review().propose(Outcome.REFUSED).move(Move.PROPOSE)


def test_an_objection_is_worked_on_until_the_next_answer() -> None:
    life = objected()
    begun = life.events[-1]
    assert objection(life.events) == begun
    life.propose(Outcome.GRANTED, by=TANAKA).move(Move.DECIDE, by=TANAKA)
    assert objection(life.events) == begun
    life.carry_out().delivered(Channel.MAIL).move(Move.DELIVER)
    assert objection(life.events) is None


def test_what_was_answered_before_an_objection_is_known_for_the_right_it_was_about() -> None:
    life = objected()
    before = decided_before(life.events, Right.DISCLOSURE)
    assert before is not None
    assert (before.proposal.outcome, before.by.id) == (Outcome.REFUSED, MORI.id)
    life.propose(Outcome.GRANTED, by=TANAKA)
    assert decided_before(life.events, Right.DISCLOSURE) == before
    assert decided_before(life.events, Right.DELETION) is None


@pytest.mark.parametrize("life", [in_review(), handed_over(), answered()])
def test_in_the_first_round_nothing_was_answered_before(life: Life) -> None:
    assert decided_before(life.events, Right.DISCLOSURE) is None


def test_proposals_that_were_never_answered_are_no_answer() -> None:
    life = in_review().propose(Outcome.REFUSED).move(Move.ASK_REQUESTER).reminded().wait(days=14)
    life.move(Move.END_UNANSWERED).move(Move.REOPEN, by=PERSON)
    assert decided_before(life.events, Right.DISCLOSURE) is None


@pytest.mark.parametrize(
    "life", [in_review(), answered(), answered().wait(days=1).move(Move.REOPEN, by=MORI)]
)
def test_where_nobody_objected_no_objection_is_worked_on(life: Life) -> None:
    assert objection(life.events) is None


def test_what_was_sent_back_is_told_until_it_goes_on() -> None:
    life = handed_over()
    assert sent_back(life.events) is None
    life.move(Move.SEND_BACK, by=SATO)
    assert sent_back(life.events) == life.events[-1]
    life.propose(Outcome.REFUSED)
    assert sent_back(life.events) == life.events[-2]
    life.move(Move.PROPOSE)
    assert sent_back(life.events) is None


def test_an_approval_holds_for_its_own_round_alone() -> None:
    life = handed_over()
    assert approval(life.events) is None
    life.move(Move.APPROVE, by=SATO)
    approved = life.events[-1]
    assert approval(life.events) == approved
    assert approval(answered(Outcome.REFUSED).events) is not None
    assert approval(objected().events) is None
    assert approval(answered(Outcome.GRANTED).events) is None
