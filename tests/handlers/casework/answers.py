"""The words of an answer, and a question that waits for one."""

from __future__ import annotations

from handlers.tickets.kinds import Kind
from handlers.tickets.statuses import Move, Status
from tests.desk import Desk
from tests.handlers.casework.desks import reachable
from tests.handlers.tickets.lives import Life, at

WORDS = "Thank you for waiting."


def question(status: Status = Status.IN_REVIEW) -> Desk:
    life = Life(kind=Kind.QUESTION).move(Move.SUBMIT, by=at(Status.DRAFT).who)
    if status is not Status.RECEIVED:
        life.move(Move.TAKE_UP)
    return reachable(life)
