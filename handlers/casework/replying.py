"""Staff write to the requester: from the console, or by mail below `#send`."""

from __future__ import annotations

from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import Reply
from handlers.casework.case import Case
from handlers.casework.course import Course, by_caseworker, within
from handlers.casework.notifying import notice
from handlers.casework.words import needed
from handlers.decisions import Decision
from handlers.notices import Notice
from handlers.own_tickets.information_button import information_buttons
from handlers.own_tickets.survey_buttons import asks_survey, survey_buttons, survey_question
from handlers.tickets.kinds import Kind
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say

REPLIABLE = OPEN - {Status.DRAFT} | {Status.ANSWERED}
"""Where somebody can be written to about their ticket."""


def reply(act: Reply, case: Case) -> Decision:
    """Write to the requester. Raises ActRefused and MoveRefused."""
    by_caseworker(case)
    within(case, REPLIABLE)
    if act.answers and case.ticket.kind is Kind.RIGHTS:
        raise ActRefused(Why.ONLY_ANSWER)
    return sent(needed(act.text), case, answers=act.answers)


def sent(words: str, case: Case, *, answers: bool) -> Decision:
    """Send words that are not too long; with `answers` the ticket is answered by them. Raises MoveRefused.

    What only came in is taken up by it, but for a requester that is not known yet.
    """
    course = Course(case)
    if answers or case.ticket.identified:
        course.take_up()
    text = course.keep(words)
    course.say(text)
    if answers:
        course.move(Move.ANSWER, text)
    survey = answers and asks_survey(course.ticket)
    return course.decision(_notice(words, course.ticket, case, survey=survey, answers=answers))


def _notice(words: str, ticket: Ticket, case: Case, *, survey: bool, answers: bool) -> Notice:
    language, number = case.ctx.conversation.language, ticket.number
    told = say("mail.answer.chat", language, number=number, words=words)
    buttons = information_buttons(ticket, language)
    if survey:
        told = f"{told}\n\n{survey_question(language)}"
        buttons = (*survey_buttons(number, language), *buttons)
    return notice(
        ticket,
        case.ctx,
        say("mail.answer.subject", language, number=number),
        told,
        say("mail.answer.mail", language, number=number, words=words),
        *buttons,
        answers=answers,
    )
