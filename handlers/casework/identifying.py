"""Staff find out who asks, or cannot; the requester hears either."""

from __future__ import annotations

from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import EndUnidentified, FailIdentity, Identify
from handlers.casework.against import of_caseworkers, refuse
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.filing import evidence
from handlers.casework.notifying import notice, signed
from handlers.casework.words import needed
from handlers.decisions import Decision
from handlers.identity.buttons import identity_buttons
from handlers.notices import Notice
from handlers.reminding import notice as told_of_end
from handlers.tickets.assurance import Level, Method, NotRaised, raised
from handlers.tickets.log import IdentityFailed, IdentityRaised
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say

IDENTIFIABLE = frozenset(
    {
        Status.RECEIVED,
        Status.VERIFYING,
        Status.IN_REVIEW,
        Status.WAITING_REQUESTER,
        Status.WAITING_INTERNAL,
    }
)

_BY_ITSELF = frozenset({Method.CODE_TO_NAMED_MAIL, Method.ACCOUNT_LINK})


def identify(act: Identify, case: Case) -> Decision:
    """Note what was compared; a ticket that waits for it goes on. Raises ActRefused and MoveRefused."""
    refuse(of_caseworkers(*IDENTIFIABLE)(case))
    words, level = needed(act.text), _level(act, case)
    files = evidence(act.files, act.method, case.log)
    course = Course(case)
    note = course.keep(words)
    course.add(
        IdentityRaised(at=case.now, by=case.by, method=act.method, level=level, note=note, files=files)
    )
    if course.ticket.status is Status.VERIFYING and course.ticket.identified:
        course.move(Move.IDENTIFY)
    known = course.ticket.identified and not case.ticket.identified
    return course.decision(*((_notice("identified", course.ticket, case),) if known else ()))


def fail_identity(act: FailIdentity, case: Case) -> Decision:
    """Note that it did not succeed, and why; the requester hears what they can do. Raises ActRefused."""
    refuse(of_caseworkers(Status.VERIFYING)(case))
    words, files = needed(act.text), evidence(act.files, act.method, case.log)
    course = Course(case).note(words)
    course.add(IdentityFailed(at=case.now, by=case.by, method=act.method, files=files))
    return course.decision(_notice("not_identified", course.ticket, case))


def end_unidentified(_: EndUnidentified, case: Case) -> Decision:
    """End what nobody could be identified for. Raises MoveRefused."""
    course = Course(case).move(Move.END_UNIDENTIFIED)
    told = told_of_end(course.log, case.ctx)
    return course.decision(*((told,) if told else ()))


def _level(act: Identify, case: Case) -> Level:
    if act.method in _BY_ITSELF:
        raise ActRefused(Why.NOT_RAISED)
    if act.method is Method.CODE_TO_MAIL_ON_FILE and not case.ticket.confirmed:
        raise ActRefused(Why.CODE_MISSING)
    if act.method is Method.TWO_FACTS and case.ticket.level < Level.ON_FILE:
        raise ActRefused(Why.FACTS_TOO_EARLY)
    if act.method is Method.DOCUMENT and not act.doubt:
        raise ActRefused(Why.DOUBT_MISSING)
    try:
        return raised(case.ticket.level, act.method, case.by.role, doubt=act.doubt)
    except NotRaised as error:
        raise ActRefused(Obstacle.ROLE.value) from error


def _notice(what: str, ticket: Ticket, case: Case) -> Notice:
    language, number = case.ctx.conversation.language, ticket.number
    words = say(f"casework.{what}.words", language, number=number)
    buttons = identity_buttons(ticket, case.ctx) if ticket.status is Status.VERIFYING else ()
    subject = say(f"casework.{what}.subject", language, number=number)
    return notice(ticket, case.ctx, subject, words, signed(words, case.ctx), *buttons)
