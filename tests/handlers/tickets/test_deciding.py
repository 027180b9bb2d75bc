"""What is asked, proposed and carried out for a right is checked before it gets into the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from handlers.tickets import deciding
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.deciding import ItemRefused
from handlers.tickets.items import Item, Outcome, Proposal, needs_second_person, needs_work
from handlers.tickets.kinds import Kind
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.rights import Right
from handlers.tickets.rules import Rules
from handlers.tickets.statuses import Move, Status
from tests.handlers.tickets.lives import (
    MORI,
    PERSON,
    REFUSAL,
    SATO,
    TANAKA,
    TEXT,
    Life,
    answered,
    at,
    in_review,
)

GRANTED = Proposal(outcome=Outcome.GRANTED)
STRANGER = Actor(Role.REQUESTER, "stranger")


def refused(step: Callable[[], object]) -> Obstacle:
    with pytest.raises(ItemRefused) as found:
        step()
    return found.value.obstacle


@pytest.mark.parametrize(
    ("life", "by", "obstacle"),
    [
        (Life(kind=Kind.QUESTION), PERSON, Obstacle.KIND),
        (at(Status.DECISION_PENDING), PERSON, Obstacle.STATUS),
        (at(Status.EXECUTING), PERSON, Obstacle.STATUS),
        (at(Status.ANSWERED), PERSON, Obstacle.STATUS),
        (at(Status.WITHDRAWN), MORI, Obstacle.STATUS),
        (in_review(), SYSTEM, Obstacle.ROLE),
        (in_review(), SATO, Obstacle.ROLE),
        (in_review(), STRANGER, Obstacle.NOT_THEIRS),
    ],
)
def test_a_right_is_asked_for_by_who_may_and_while_it_is_not_decided(
    life: Life, by: Actor, obstacle: Obstacle
) -> None:
    assert refused(lambda: deciding.asked(life.ticket, Right.DELETION, by, life.now)) is obstacle


@pytest.mark.parametrize("by", [PERSON, MORI])
def test_the_requester_or_a_caseworker_adds_a_right(by: Actor) -> None:
    life = in_review()

    assert deciding.asked(life.ticket, Right.DELETION, by, life.now, TEXT).scope == TEXT


@pytest.mark.parametrize(
    ("life", "right", "plan", "by", "obstacle"),
    [
        (at(Status.RECEIVED), Right.DISCLOSURE, GRANTED, MORI, Obstacle.STATUS),
        (in_review(), Right.DELETION, GRANTED, MORI, Obstacle.NOT_ASKED),
        (in_review(), Right.DISCLOSURE, GRANTED, SATO, Obstacle.ROLE),
        (in_review(), Right.DISCLOSURE, GRANTED, SYSTEM, Obstacle.ROLE),
        (in_review(Right.PURPOSE_NOTICE), Right.PURPOSE_NOTICE, REFUSAL, SYSTEM, Obstacle.ROLE),
        (in_review(), Right.DISCLOSURE, Proposal(outcome=Outcome.WITHDRAWN), MORI, Obstacle.NOT_PROPOSED),
        (in_review(), Right.DISCLOSURE, replace(REFUSAL, codes=()), MORI, Obstacle.NO_REASON),
        (in_review(), Right.DISCLOSURE, replace(REFUSAL, facts=None), MORI, Obstacle.NO_FACTS),
        (in_review(), Right.DISCLOSURE, replace(REFUSAL, done=None), MORI, Obstacle.NO_MEASURE),
        (
            in_review(),
            Right.DISCLOSURE,
            replace(REFUSAL, outcome=Outcome.PARTIALLY_GRANTED, done=None),
            MORI,
            Obstacle.NO_MEASURE,
        ),
        (
            in_review(Right.CORRECTION),
            Right.CORRECTION,
            replace(REFUSAL, codes=("S9-9", "S9-1")),
            MORI,
            Obstacle.REASON_NOT_ALLOWED,
        ),
        (in_review(), Right.DISCLOSURE, replace(REFUSAL, codes=("N-1",)), MORI, Obstacle.REASON_NOT_ALLOWED),
        (
            answered(Outcome.REFUSED).move(Move.REOPEN, by=PERSON),
            Right.DISCLOSURE,
            GRANTED,
            MORI,
            Obstacle.SAME_REVIEWER,
        ),
    ],
)
def test_a_proposal_is_refused_with_its_obstacle(
    life: Life, right: Right, plan: Proposal, by: Actor, obstacle: Obstacle
) -> None:
    assert refused(lambda: deciding.proposed(life.ticket, right, plan, by, life.now)) is obstacle


def test_after_an_objection_somebody_else_proposes_or_the_team_of_one() -> None:
    life = answered(Outcome.REFUSED).move(Move.REOPEN, by=PERSON)
    alone = Rules(self_approval_after=life.now - life.now)

    assert deciding.proposed(life.ticket, Right.DISCLOSURE, GRANTED, TANAKA, life.now).by == TANAKA
    assert deciding.proposed(life.ticket, Right.DISCLOSURE, GRANTED, MORI, life.now, alone).by == MORI


def test_not_held_is_proposed_with_its_code_or_without() -> None:
    life = in_review()
    for codes in ((), ("N-1",)):
        plan = Proposal(outcome=Outcome.NOT_HELD, codes=codes)
        assert deciding.proposed(life.ticket, Right.DISCLOSURE, plan, MORI, life.now).proposal == plan


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.NOT_HELD, Outcome.REDIRECTED])
def test_a_reason_to_refuse_goes_with_no_outcome_that_nobody_else_need_approve(outcome: Outcome) -> None:
    life, plan = in_review(), Proposal(outcome=outcome, codes=("S9-9",), facts=TEXT, done=TEXT)
    found = refused(lambda: deciding.proposed(life.ticket, Right.DISCLOSURE, plan, MORI, life.now))
    assert found is Obstacle.REASON_NOT_ALLOWED


@pytest.mark.parametrize(
    ("life", "by", "obstacle"),
    [
        (in_review().propose(Outcome.GRANTED), MORI, Obstacle.STATUS),
        (at(Status.EXECUTING), SATO, Obstacle.ROLE),
        (at(Status.EXECUTING).carry_out(), MORI, Obstacle.NO_WORK),
        (at(Status.DECISION_PENDING).move(Move.APPROVE, by=SATO), MORI, Obstacle.NO_WORK),
    ],
    ids=["undecided", "by an approver", "done already", "a refusal"],
)
def test_only_what_is_decided_and_left_to_do_is_carried_out(
    life: Life, by: Actor, obstacle: Obstacle
) -> None:
    assert refused(lambda: deciding.carried_out(life.ticket, Right.DISCLOSURE, by, life.now)) is obstacle


@pytest.mark.parametrize(
    ("right", "plan", "two"),
    [
        (Right.DISCLOSURE, None, False),
        (Right.DISCLOSURE, GRANTED, False),
        (Right.DISCLOSURE, replace(GRANTED, third_party_data=True), True),
        (Right.DELETION, GRANTED, True),
        (Right.DELETION, Proposal(outcome=Outcome.NOT_HELD), False),
        (Right.CORRECTION, REFUSAL, True),
        (Right.CORRECTION, replace(REFUSAL, outcome=Outcome.PARTIALLY_GRANTED), True),
        (Right.CORRECTION, Proposal(outcome=Outcome.REDIRECTED), False),
    ],
)
def test_grave_decisions_need_a_second_person(right: Right, plan: Proposal | None, two: bool) -> None:
    assert needs_second_person(Item(right=right, proposal=plan)) is two


@pytest.mark.parametrize(
    ("right", "plan", "work"),
    [
        (Right.DISCLOSURE, None, False),
        (Right.DISCLOSURE, GRANTED, True),
        (Right.CORRECTION, replace(REFUSAL, outcome=Outcome.PARTIALLY_GRANTED), True),
        (Right.PURPOSE_NOTICE, GRANTED, False),
        (Right.DISCLOSURE, REFUSAL, False),
        (Right.DISCLOSURE, Proposal(outcome=Outcome.NOT_HELD), False),
    ],
)
def test_only_what_changes_or_hands_out_data_is_work(right: Right, plan: Proposal | None, work: bool) -> None:
    assert needs_work(Item(right=right, proposal=plan)) is work
