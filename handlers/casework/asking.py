"""Staff need to know something: from the requester, or from somebody in the company."""

from __future__ import annotations

from datetime import UTC

from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import AskInside, AskRequester, HearInside
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.notifying import last_day, notice
from handlers.casework.words import written
from handlers.decisions import Decision
from handlers.notices import Notice
from handlers.own_tickets.information_button import information_buttons
from handlers.tickets.rules import DEFAULT
from handlers.tickets.statuses import Move
from handlers.tickets.ticket import Ticket
from handlers.wording import say

LONGEST_OWNER = 100
"""Characters of who answers inside: a department or a staff id, for it is in the log as it stands."""


def ask_requester(act: AskRequester, case: Case) -> Decision:
    """Ask, and wait: what the requester adds next lets the ticket go on. Raises MoveRefused, ActRefused."""
    words, course = written(act.text), Course(case).take_up()
    text = course.keep_any(words)
    course.move(Move.ASK_REQUESTER, text)
    if text:
        course.say(text)
    return course.decision(_notice(words, course.ticket, case))


def ask_inside(act: AskInside, case: Case) -> Decision:
    """Ask somebody in the company. Raises MoveRefused, ActRefused."""
    owner = " ".join(act.owner.split())
    if len(owner) > LONGEST_OWNER:
        raise ActRefused(Why.OWNER_TOO_LONG)
    course = Course(case).take_up()
    text = course.keep_any(written(act.text))
    return course.move(Move.ASK_INSIDE, text, owner=owner, until=act.until.astimezone(UTC)).decision()


def hear_inside(act: HearInside, case: Case) -> Decision:
    """Go on with what the company said. Raises MoveRefused, ActRefused."""
    course = Course(case)
    return course.move(Move.HEAR_INSIDE, course.keep_any(written(act.text))).decision()


def _notice(words: str, ticket: Ticket, case: Case) -> Notice:
    language, number = case.ctx.conversation.language, ticket.number
    until = last_day(case.now + DEFAULT.answer_within, case.ctx)
    values = {"number": number, "words": words, "until": until}
    return notice(
        ticket,
        case.ctx,
        say("casework.asked.subject", language, number=number),
        say("casework.asked.chat", language, **values),
        say("casework.asked.mail", language, **values),
        *information_buttons(ticket, language),
    )
