"""What is proposed becomes a decision: a second person's, or the caseworker's where none is needed."""

from __future__ import annotations

from handlers.casework.acts import Approve, Decide, SendBack
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.words import written
from handlers.decisions import Decision
from handlers.tickets.statuses import Move


def approve(_: Approve, case: Case) -> Decision:
    """Approve what somebody else proposed. Raises MoveRefused."""
    return Course(case).move(Move.APPROVE).decision()


def send_back(act: SendBack, case: Case) -> Decision:
    """Give proposals back with what must change. Raises MoveRefused, ActRefused."""
    course = Course(case)
    return course.move(Move.SEND_BACK, course.keep_any(written(act.text))).decision()


def decide(_: Decide, case: Case) -> Decision:
    """Decide what needs no second person. Raises MoveRefused."""
    return Course(case).take_up().move(Move.DECIDE).decision()
