"""What stands in the way of a move: each guard of each row blocks in the case it is there for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from handlers.tickets import deciding, machine
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import Level
from handlers.tickets.items import Outcome, Proposal
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel, HoldSet, ItemProposed
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.transitions import TRANSITIONS
from tests.handlers.tickets.lives import MORI, PERSON, SATO, TANAKA, Life, another, answered, at, in_review

MORI_APPROVES, TANAKA_APPROVES = (Actor(Role.APPROVER, who.id) for who in (MORI, TANAKA))
CLOSED_ONE = another().move(Move.MARK_SPAM).ticket
DRAFT_ONE = Life(Right.DISCLOSURE, number="PR-2026-000123").ticket


def ready() -> Life:
    """Return a ticket that could be proposed, decided and, having nothing to carry out, answered."""
    return in_review().propose(Outcome.NOT_HELD)


def doubted(life: Life) -> Life:
    """Return the life after what its identity rested on turned out to be worth less."""
    return life.identified(Level.CONTACT)


def one_more(life: Life) -> Life:
    return life.add(deciding.asked(life.ticket, Right.CORRECTION, PERSON, life.now))


def unexplained() -> Life:
    """Return a ticket whose log holds a refusal without facts, as no caseworker can propose it."""
    life, plan = in_review(), Proposal(outcome=Outcome.REFUSED, codes=("S9-9",))
    return life.add(ItemProposed(at=life.now, by=MORI, right=Right.DISCLOSURE, proposal=plan))


def objected() -> Life:
    """Return a ticket that Mori decided before the objection and Tanaka proposed after it."""
    return answered(Outcome.REFUSED).move(Move.REOPEN, by=PERSON).propose(Outcome.NOT_HELD, by=TANAKA)


def handed_in() -> Life:
    """Return a refusal that Mori proposed and Tanaka handed in."""
    return in_review().propose(Outcome.REFUSED).move(Move.PROPOSE, by=TANAKA)


def deleting() -> Life:
    life = in_review(Right.DELETION).propose(Outcome.GRANTED).move(Move.PROPOSE)
    return life.move(Move.APPROVE, by=SATO)


def held() -> Life:
    life = at(Status.WITHDRAWN)
    return life.add(HoldSet(at=life.now, by=MORI, on=True)).wait(days=400)


def without_items() -> Life:
    """Return a rights ticket in review whose log names no right, as the table lets none come so far."""
    life = Life(kind=Kind.COMPLAINT).move(Move.SUBMIT, by=PERSON).move(Move.TAKE_UP)
    return Life(kind=Kind.RIGHTS).add(*life.events[1:])


Case = tuple[str, Callable[[], Life], Move, dict[str, Any], Obstacle]


def while_deciding(move: Move) -> list[Case]:
    return [
        (f"{move} for somebody unknown", lambda: doubted(ready()), move, {}, Obstacle.UNIDENTIFIED),
        (f"{move} without a right", without_items, move, {}, Obstacle.NOTHING_ASKED),
        (f"{move} one of two rights", lambda: one_more(ready()), move, {}, Obstacle.OUTCOME_MISSING),
        (f"{move} a refusal without facts", unexplained, move, {}, Obstacle.REASON_MISSING),
        (f"{move} again after an objection", objected, move, {}, Obstacle.SAME_REVIEWER),
    ]


WHILE_DECIDING = [case for move in (Move.PROPOSE, Move.DECIDE, Move.ANSWER) for case in while_deciding(move)]
UNTIL_REVIEW: list[Case] = [
    ("submit nothing", Life, Move.SUBMIT, {"by": PERSON}, Obstacle.NOTHING_ASKED),
    ("identify somebody known", in_review, Move.VERIFY, {}, Obstacle.IDENTIFIED),
    ("take up unknown", lambda: at(Status.RECEIVED), Move.TAKE_UP, {}, Obstacle.UNIDENTIFIED),
    (
        "go on with an address they only named",
        lambda: doubted(at(Status.VERIFYING)),
        Move.IDENTIFY,
        {},
        Obstacle.UNIDENTIFIED,
    ),
    (
        "give up on somebody known",
        lambda: at(Status.VERIFYING).reminded().wait(days=14).identified(),
        Move.END_UNIDENTIFIED,
        {},
        Obstacle.IDENTIFIED,
    ),
    (
        "give up on identifying a second early",
        lambda: at(Status.VERIFYING).reminded().wait(days=14, seconds=-1),
        Move.END_UNIDENTIFIED,
        {"by": SYSTEM},
        Obstacle.TOO_EARLY,
    ),
    (
        "give up on identifying after one reminder",
        lambda: at(Status.VERIFYING).reminded(1).wait(days=14),
        Move.END_UNIDENTIFIED,
        {"by": SYSTEM},
        Obstacle.TOO_EARLY,
    ),
    (
        "give up on identifying as staff without a reminder",
        lambda: at(Status.VERIFYING).wait(days=14),
        Move.END_UNIDENTIFIED,
        {},
        Obstacle.TOO_EARLY,
    ),
]
DECIDING: list[Case] = [
    ("ask nothing", in_review, Move.ASK_REQUESTER, {"text": None}, Obstacle.TEXT_MISSING),
    ("ask nothing inside", in_review, Move.ASK_INSIDE, {"text": None}, Obstacle.TEXT_MISSING),
    ("ask nobody inside", in_review, Move.ASK_INSIDE, {"owner": None}, Obstacle.OWNER_MISSING),
    ("ask inside for some day", in_review, Move.ASK_INSIDE, {"until": None}, Obstacle.OWNER_MISSING),
    (
        "approve for somebody unknown",
        lambda: doubted(at(Status.DECISION_PENDING)),
        Move.APPROVE,
        {"by": SATO},
        Obstacle.UNIDENTIFIED,
    ),
    ("approve one's own", handed_in, Move.APPROVE, {"by": MORI_APPROVES}, Obstacle.OWN_PROPOSAL),
    (
        "approve what one handed in",
        handed_in,
        Move.APPROVE,
        {"by": TANAKA_APPROVES},
        Obstacle.OWN_PROPOSAL,
    ),
    ("send back without a word", handed_in, Move.SEND_BACK, {"text": None}, Obstacle.TEXT_MISSING),
    (
        "refuse alone",
        lambda: in_review().propose(Outcome.REFUSED),
        Move.DECIDE,
        {},
        Obstacle.SECOND_PERSON,
    ),
    (
        "delete alone",
        lambda: in_review(Right.DELETION).propose(Outcome.GRANTED),
        Move.DECIDE,
        {},
        Obstacle.SECOND_PERSON,
    ),
    (
        "answer with a refusal alone",
        lambda: in_review().propose(Outcome.REFUSED),
        Move.ANSWER,
        {},
        Obstacle.SECOND_PERSON,
    ),
    (
        "answer with work left",
        lambda: in_review().propose(Outcome.GRANTED),
        Move.ANSWER,
        {},
        Obstacle.WORK_LEFT,
    ),
    ("answer without words", ready, Move.ANSWER, {"text": None}, Obstacle.TEXT_MISSING),
    (
        "deliver with work left",
        lambda: at(Status.EXECUTING).delivered(Channel.MAIL),
        Move.DELIVER,
        {},
        Obstacle.WORK_LEFT,
    ),
    (
        "deliver twice on one channel without proof",
        lambda: at(Status.EXECUTING).carry_out().delivered(Channel.MAIL, Channel.MAIL, proven=False),
        Move.DELIVER,
        {},
        Obstacle.UNDELIVERED,
    ),
]
ENDING: list[Case] = [
    (
        "close a second early",
        lambda: answered().wait(days=30, seconds=-1),
        Move.CLOSE,
        {"by": SYSTEM},
        Obstacle.TOO_EARLY,
    ),
    (
        "object a second late",
        lambda: answered().wait(days=30, seconds=1),
        Move.REOPEN,
        {"by": PERSON},
        Obstacle.TOO_LATE,
    ),
    (
        "object late to what was closed in between",
        lambda: answered().wait(days=20).move(Move.CLOSE, by=PERSON).wait(days=11),
        Move.REOPEN,
        {"by": PERSON},
        Obstacle.TOO_LATE,
    ),
    ("reopen late as staff", lambda: answered().wait(days=31), Move.REOPEN, {}, Obstacle.TOO_LATE),
    ("withdraw for somebody silent", in_review, Move.WITHDRAW, {"text": None}, Obstacle.TEXT_MISSING),
    ("withdraw during a deletion", deleting, Move.WITHDRAW, {"by": PERSON}, Obstacle.ERASING),
    (
        "end unanswered a second early",
        lambda: at(Status.WAITING_REQUESTER).reminded().wait(days=14, seconds=-1),
        Move.END_UNANSWERED,
        {},
        Obstacle.TOO_EARLY,
    ),
    (
        "end unanswered without reminders",
        lambda: at(Status.WAITING_REQUESTER).wait(days=20),
        Move.END_UNANSWERED,
        {},
        Obstacle.TOO_EARLY,
    ),
    ("redirect to nowhere", in_review, Move.REDIRECT, {"text": None}, Obstacle.TEXT_MISSING),
    ("spam without a reason", in_review, Move.MARK_SPAM, {"text": None}, Obstacle.TEXT_MISSING),
    ("merge into nothing", in_review, Move.MERGE, {"into": None}, Obstacle.NO_TARGET),
    ("merge into itself", in_review, Move.MERGE, {"into": in_review().ticket}, Obstacle.NO_TARGET),
    ("merge into what is over", in_review, Move.MERGE, {"into": CLOSED_ONE}, Obstacle.NO_TARGET),
    ("merge into a draft", in_review, Move.MERGE, {"into": DRAFT_ONE}, Obstacle.NO_TARGET),
    (
        "merge into another kind",
        in_review,
        Move.MERGE,
        {"into": replace(another().ticket, kind=Kind.COMPLAINT)},
        Obstacle.NO_TARGET,
    ),
    (
        "merge into somebody else's",
        in_review,
        Move.MERGE,
        {"into": replace(another().ticket, requester="stranger")},
        Obstacle.OTHER_PERSON,
    ),
    (
        "merge what is not identified",
        lambda: at(Status.RECEIVED),
        Move.MERGE,
        {"into": another().ticket},
        Obstacle.UNIDENTIFIED,
    ),
    (
        "merge into what is not identified",
        in_review,
        Move.MERGE,
        {"into": doubted(another()).ticket},
        Obstacle.UNIDENTIFIED,
    ),
    (
        "purge a second early",
        lambda: at(Status.WITHDRAWN).wait(days=365, seconds=-1),
        Move.PURGE,
        {"by": SYSTEM},
        Obstacle.TOO_EARLY,
    ),
    (
        "purge a fresh draft",
        lambda: at(Status.DRAFT).wait(days=30, seconds=-1),
        Move.PURGE,
        {"by": SYSTEM},
        Obstacle.TOO_EARLY,
    ),
    ("purge what is on hold", held, Move.PURGE, {"by": SYSTEM}, Obstacle.HELD),
]
CASES = WHILE_DECIDING + UNTIL_REVIEW + DECIDING + ENDING


@pytest.mark.parametrize(
    ("life", "move", "given", "obstacle"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_the_obstacle_is_named(
    life: Callable[[], Life], move: Move, given: dict[str, Any], obstacle: Obstacle
) -> None:
    lived = life()
    act = replace(lived.act(move), **given)

    assert machine.obstacles(lived.ticket, act)[:1] == (obstacle,)


def test_there_is_a_case_for_every_guard_of_every_row() -> None:
    tried = {(move, obstacle) for _, _, move, _, obstacle in CASES}

    assert tried == {(row.move, guard.obstacle) for row in TRANSITIONS for guard in row.guards}
