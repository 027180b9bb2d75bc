"""A second person agrees that somebody is forgotten here; what need not stay of theirs goes with it.

It is the same erasure that people can have by themselves in the chat (`handlers.own_data`), for who asked the
company for it. What open tickets need stays, and their content as long as all tickets' content does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import Forget
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.decisions import Decision
from handlers.own_data.forgetting import Forgetting
from handlers.tickets.actors import SYSTEM, Role
from handlers.tickets.log import NoteAdded
from handlers.tickets.obstacles import Obstacle
from handlers.wording import say
from knowledge.language import LANGUAGES


def forget(act: Forget, case: Case) -> Decision:
    """Erase it, and note the certificate with the ticket. Raises ActRefused for who asked for it."""
    if found := next(iter(against(case)), None):
        raise ActRefused(found)
    if case.by.id == act.asked_by:
        raise ActRefused(Why.OWN_WISH)
    held = case.ctx.shelf.holdings() if case.ctx.shelf else None
    course = Course(case)
    told = " / ".join(
        say("casework.forgotten", language, certificate=act.certificate) for language in LANGUAGES
    )
    # By the product: a note of staff would tell that they have seen what the requester wrote last.
    course.add(NoteAdded(at=case.now, by=SYSTEM, text=course.keep(told)))
    return replace(course.decision(), forgets=Forgetting(act.certificate, held.open if held else ()))


def against(case: Case) -> Iterable[str]:
    """Give what stands in the way: only approvers do it."""
    if case.by.role is not Role.APPROVER:
        yield Obstacle.ROLE
