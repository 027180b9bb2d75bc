"""Staff write to the requester: in passing, in a conversation they have, or as the answer to a question."""

from __future__ import annotations

from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import Reply
from handlers.casework.against import of_caseworkers, refuse
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.notifying import notice
from handlers.casework.words import needed
from handlers.decisions import Decision
from handlers.handover import conversing
from handlers.handover.answering import answer
from handlers.own_tickets.information_button import information_buttons
from handlers.tickets.kinds import Kind
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.wording import say

REPLIABLE = OPEN - {Status.DRAFT} | {Status.ANSWERED}
"""Where somebody can be written to about their ticket."""


def reply(act: Reply, case: Case) -> Decision:
    """Write to the requester. Raises ActRefused and MoveRefused."""
    refuse(of_caseworkers(*REPLIABLE)(case))
    words = needed(act.text)
    if act.answers:
        return answered(words, case)
    if case.ticket.handover is not None:
        return conversing.say(words, case.ticket, case.by, case.ctx, case.draws)
    return _said(words, case)


def answered(words: str, case: Case) -> Decision:
    """Let words be the answer. Raises MoveRefused, and ActRefused where rights must be decided about."""
    if case.ticket.kind is Kind.RIGHTS:
        raise ActRefused(Why.ONLY_ANSWER)
    if case.ticket.status not in {Status.RECEIVED, Status.IN_REVIEW}:
        Course(case).move(Move.ANSWER)  # which is refused, and noted as that
    return answer(words, case.ticket, case.by, case.ctx, case.draws)


def _said(words: str, case: Case) -> Decision:
    """Say something; what only came in is taken up by it, but for a requester that is not known yet."""
    course = Course(case)
    if case.ticket.identified:
        course.take_up()
    course.say(course.keep(words))
    ticket, language = course.ticket, case.ctx.conversation.language
    values = {"number": ticket.number, "words": words}
    told = notice(
        ticket,
        case.ctx,
        say("mail.answer.subject", language, number=ticket.number),
        say("mail.answer.chat", language, **values),
        say("mail.answer.mail", language, **values),
        *information_buttons(ticket, language),
    )
    return course.decision(told)
