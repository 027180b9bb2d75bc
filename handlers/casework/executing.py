"""What was decided is carried out, right by right."""

from __future__ import annotations

from handlers.casework.acts import Execute
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.decisions import Decision
from handlers.tickets import deciding


def execute(act: Execute, case: Case) -> Decision:
    """Note that it has been done. Raises ItemRefused."""
    done = deciding.carried_out(case.ticket, act.right, case.by, case.now)
    return Course(case).add(done).decision()
