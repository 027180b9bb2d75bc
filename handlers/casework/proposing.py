"""A caseworker proposes what becomes of each right, and hands that to a second person."""

from __future__ import annotations

from handlers.casework.acted import ActRefused
from handlers.casework.acts import Present, Propose
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.words import written
from handlers.decisions import Decision
from handlers.tickets import deciding
from handlers.tickets.items import Proposal
from handlers.tickets.kinds import Kind
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.statuses import Move


def propose(act: Propose, case: Case) -> Decision:
    """Propose an outcome for one right, also instead of an earlier one.

    Raises ItemRefused, ActRefused, and MoveRefused where the ticket cannot be taken up.
    """
    if case.ticket.kind is not Kind.RIGHTS:
        raise ActRefused(Obstacle.KIND.value)
    course = Course(case).take_up()
    proposal = Proposal(
        outcome=act.outcome,
        codes=tuple(dict.fromkeys(act.codes)),
        facts=course.keep_any(written(act.facts)),
        done=course.keep_any(written(act.done)),
        third_party_data=act.third_party_data,
    )
    return course.add(deciding.proposed(course.ticket, act.right, proposal, case.by, case.now)).decision()


def present(_: Present, case: Case) -> Decision:
    """Hand all proposals over. Raises MoveRefused."""
    return Course(case).take_up().move(Move.PROPOSE).decision()
