"""The machine allows exactly what its table says, and names what stands in the way of everything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from handlers.tickets import deciding, machine
from handlers.tickets.actors import SYSTEM, Actor, Role, Standing
from handlers.tickets.assurance import Level, Method
from handlers.tickets.guards import Act
from handlers.tickets.items import Outcome
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Absorbed, Channel, IdentityFailed, ItemAsked, Moved
from handlers.tickets.machine import MoveRefused
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.rights import Right
from handlers.tickets.rules import Rules
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.transitions import BY_MOVE, TRANSITIONS, Transition
from tests.handlers.tickets.lives import (
    AGENT,
    MORI,
    PERSON,
    SATO,
    TANAKA,
    Life,
    another,
    answered,
    at,
    in_review,
)

ACTORS = {
    Role.REQUESTER: PERSON,
    Role.REPRESENTATIVE: AGENT,
    Role.CASEWORKER: MORI,
    Role.APPROVER: SATO,
    Role.SYSTEM: SYSTEM,
}
PREPARED: dict[Move, Callable[[Life], Life]] = {
    Move.TAKE_UP: Life.identified,
    Move.IDENTIFY: Life.identified,
    Move.MERGE: Life.identified,
    Move.END_UNIDENTIFIED: lambda life: life.reminded().wait(days=14),
    Move.END_UNANSWERED: lambda life: life.reminded().wait(days=14),
    Move.PROPOSE: lambda life: life.propose(Outcome.GRANTED),
    Move.DECIDE: lambda life: life.propose(Outcome.GRANTED),
    Move.ANSWER: lambda life: life.propose(Outcome.NOT_HELD),
    Move.DELIVER: lambda life: life.carry_out().delivered(Channel.MAIL),
    Move.CLOSE: lambda life: life.wait(days=30),
    Move.PURGE: lambda life: life.wait(days=365),
}


def ready(row: Transition, start: Status) -> Life:
    """Return a ticket in this status from which the move is possible."""
    life = at(start)
    if (row.move, start) == (Move.VERIFY, Status.IN_REVIEW):
        return life.identified(Level.ON_FILE).add(ItemAsked(at=life.now, by=PERSON, right=Right.DELETION))
    prepare = PREPARED.get(row.move)
    return prepare(life) if prepare else life


def act(life: Life, move: Move, by: Actor) -> Act:
    return life.act(move, by, into=another().ticket)


def refusal(life: Life, wish: Act) -> Obstacle:
    with pytest.raises(MoveRefused) as refused:
        machine.move(life.ticket, wish, life.rules)
    return refused.value.obstacle


@pytest.mark.parametrize(
    ("row", "start", "role"),
    [
        pytest.param(row, start, role, id=f"{row.move}-{start}-{role}")
        for row in TRANSITIONS
        for start in sorted(row.start)
        for role in sorted(row.roles - {Role.REPRESENTATIVE})
    ],
)
def test_every_move_of_the_table_can_be_made(row: Transition, start: Status, role: Role) -> None:
    life = ready(row, start)
    life.add(machine.move(life.ticket, act(life, row.move, ACTORS[role])))

    assert life.ticket.status is row.to


@pytest.mark.parametrize(
    ("row", "start"),
    [
        pytest.param(row, start, id=f"{row.move}-{start}")
        for row in TRANSITIONS
        for start in sorted(set(Status) - row.start)
    ],
)
def test_a_move_from_a_status_that_is_not_in_its_row_is_refused(row: Transition, start: Status) -> None:
    life = at(start)

    assert refusal(life, act(life, row.move, ACTORS[min(row.roles)])) is Obstacle.STATUS


@pytest.mark.parametrize(
    ("row", "role"),
    [
        pytest.param(row, role, id=f"{row.move}-{role}")
        for row in TRANSITIONS
        for role in sorted(set(Role) - row.roles)
    ],
)
def test_a_move_by_a_role_that_is_not_in_its_row_is_refused(row: Transition, role: Role) -> None:
    life = ready(row, min(row.start))

    assert refusal(life, act(life, row.move, ACTORS[role])) is Obstacle.ROLE


def test_every_move_has_one_row_with_a_letter_of_its_own() -> None:
    assert set(BY_MOVE) == set(Move)
    assert len({row.letter for row in TRANSITIONS}) == len(TRANSITIONS) == len(Move)


def test_every_status_can_be_reached() -> None:
    assert {status: at(status).ticket.status for status in Status} == {status: status for status in Status}


@pytest.mark.parametrize(
    "row", [row for row in TRANSITIONS if Role.REQUESTER in row.roles], ids=lambda row: row.move.value
)
def test_nobody_moves_the_ticket_of_somebody_else(row: Transition) -> None:
    life = ready(row, min(row.start))

    for stranger in (Actor(Role.REQUESTER, "stranger"), Actor(Role.REPRESENTATIVE, PERSON.id)):
        assert refusal(life, act(life, row.move, stranger)) is Obstacle.NOT_THEIRS


def test_a_representative_moves_the_ticket_they_opened_in_no_other_role() -> None:
    life = Life(Right.DISCLOSURE, standing=Standing.MANDATED)

    assert refusal(life, act(life, Move.SUBMIT, Actor(Role.REQUESTER, AGENT.id))) is Obstacle.NOT_THEIRS
    assert life.move(Move.SUBMIT, by=AGENT).ticket.status is Status.RECEIVED


def test_a_refusal_is_an_event_that_names_move_and_obstacle() -> None:
    life = at(Status.DECISION_PENDING)
    with pytest.raises(MoveRefused, match="approve is refused: own_proposal") as refused:
        machine.move(life.ticket, life.act(Move.APPROVE, Actor(Role.APPROVER, MORI.id)))
    life.add(refused.value.event)

    assert (refused.value.event.move, refused.value.event.reason) == (Move.APPROVE, "own_proposal")
    assert life.ticket.status is Status.DECISION_PENDING


def test_a_team_of_one_approves_after_the_pause_and_the_log_marks_it() -> None:
    alone = Rules(self_approval_after=timedelta(hours=12))
    life = in_review(rules=alone).propose(Outcome.REFUSED).move(Move.PROPOSE)
    mori = Actor(Role.APPROVER, MORI.id)

    assert refusal(life.wait(hours=11), life.act(Move.APPROVE, mori)) is Obstacle.OWN_PROPOSAL
    life.wait(hours=1).move(Move.APPROVE, by=mori)
    assert isinstance(life.events[-1], Moved)
    assert life.events[-1].alone


def test_what_a_second_person_approves_is_not_marked() -> None:
    life = at(Status.DECISION_PENDING).move(Move.APPROVE, by=SATO)

    assert isinstance(life.events[-1], Moved)
    assert not life.events[-1].alone


def test_three_failed_ways_to_identify_end_it_at_once() -> None:
    life = at(Status.VERIFYING)
    failed = IdentityFailed(at=life.now, by=SYSTEM, method=Method.CODE_TO_MAIL_ON_FILE)
    life.add(failed, failed)

    assert refusal(life, life.act(Move.END_UNIDENTIFIED, SYSTEM)) is Obstacle.TOO_EARLY
    assert life.add(failed).move(Move.END_UNIDENTIFIED, by=SYSTEM).ticket.status is Status.UNVERIFIED


def test_staff_may_stop_identifying_after_one_reminder() -> None:
    life = at(Status.VERIFYING).reminded(1)

    assert life.move(Move.END_UNIDENTIFIED).ticket.status is Status.UNVERIFIED


def test_two_channels_without_proof_are_enough_to_have_answered() -> None:
    life = at(Status.EXECUTING).carry_out().delivered(Channel.LINE, Channel.MAIL, proven=False)

    assert life.move(Move.DELIVER).ticket.status is Status.ANSWERED


def test_the_requester_closes_what_is_answered_at_once() -> None:
    assert answered().move(Move.CLOSE, by=PERSON).ticket.status is Status.CLOSED


@pytest.mark.parametrize("start", [Status.ANSWERED, Status.CLOSED, Status.NONRESPONSIVE, Status.REDIRECTED])
def test_the_last_moment_of_thirty_days_still_reopens(start: Status) -> None:
    life = at(start).wait(days=30)

    assert life.move(Move.REOPEN, by=PERSON).ticket.status is Status.IN_REVIEW


def test_somebody_else_decides_after_an_objection() -> None:
    life = answered(Outcome.REFUSED).move(Move.REOPEN, by=PERSON)
    life.propose(Outcome.GRANTED, by=TANAKA).move(Move.DECIDE, by=TANAKA)

    assert life.ticket.status is Status.EXECUTING


def test_a_further_right_that_needs_more_sends_the_ticket_back_to_identifying() -> None:
    life = another()
    life.add(deciding.asked(life.ticket, Right.DELETION, PERSON, life.now)).move(Move.VERIFY)

    assert life.ticket.status is Status.VERIFYING


def test_the_policy_itself_answers_a_question_for_the_purposes_at_once() -> None:
    life = Life(Right.PURPOSE_NOTICE).move(Move.SUBMIT, by=PERSON).move(Move.TAKE_UP, by=SYSTEM)
    life.propose(Outcome.GRANTED, by=SYSTEM).move(Move.ANSWER, by=SYSTEM)

    assert life.ticket.status is Status.ANSWERED
    assert [item.outcome for item in life.ticket.items] == [Outcome.GRANTED]


def test_a_question_is_answered_without_items_or_identity() -> None:
    life = Life(kind=Kind.QUESTION).move(Move.SUBMIT, by=PERSON).move(Move.TAKE_UP, Move.ANSWER)

    assert life.ticket.status is Status.ANSWERED


def test_what_a_merger_leaves_goes_on_with_the_earlier_receipt() -> None:
    early, late = in_review(), another().wait(days=2)
    late.add(machine.absorbed(early.ticket, MORI, late.now))

    assert isinstance(late.events[-1], Absorbed)
    assert late.ticket.received_at == early.ticket.received_at
    assert at(Status.MERGED).ticket.into == another().ticket.number


def test_a_caseworker_sees_the_moves_they_can_make() -> None:
    life = in_review()

    assert set(machine.possible(life.ticket, MORI, life.now)) == {
        Move.ASK_REQUESTER,
        Move.ASK_INSIDE,
        Move.WITHDRAW,
        Move.REDIRECT,
        Move.MERGE,
        Move.MARK_SPAM,
    }


def test_a_requester_is_offered_what_they_can_do_and_no_more() -> None:
    offered = {status: machine.possible(at(status).ticket, PERSON, at(status).now) for status in Status}

    assert {status: moves for status, moves in offered.items() if moves} == {
        Status.DRAFT: (Move.SUBMIT, Move.WITHDRAW),
        Status.WAITING_REQUESTER: (Move.HEAR_REQUESTER, Move.WITHDRAW),
        Status.ANSWERED: (Move.CLOSE, Move.REOPEN),
        **dict.fromkeys((Status.CLOSED, Status.NONRESPONSIVE, Status.REDIRECTED), (Move.REOPEN,)),
        **dict.fromkeys(OPEN - {Status.DRAFT, Status.WAITING_REQUESTER}, (Move.WITHDRAW,)),
    }
