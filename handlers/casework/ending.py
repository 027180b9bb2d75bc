"""A ticket ends another way than by its answer, or goes on again; the requester hears of it."""

from __future__ import annotations

from dataclasses import replace

from handlers.casework.acts import MarkSpam, Merge, Redirect, Reopen, TakeUp, UnmarkSpam, Withdraw
from handlers.casework.case import Case
from handlers.casework.course import Course
from handlers.casework.notifying import last_day, notice, signed
from handlers.casework.words import written
from handlers.decisions import Decision
from handlers.notices import Notice
from handlers.own_tickets.finding import own
from handlers.own_tickets.reopen_button import reopen_button
from handlers.tickets import machine
from handlers.tickets.changes import TicketChange
from handlers.tickets.numbers import read_number
from handlers.tickets.rules import DEFAULT
from handlers.tickets.statuses import Move
from handlers.wording import say


def take_up(_: TakeUp, case: Case) -> Decision:
    """Begin to work on what was received. Raises MoveRefused."""
    return Course(case).move(Move.TAKE_UP).decision()


def redirect(act: Redirect, case: Case) -> Decision:
    """Say who is responsible instead, and end the ticket. Raises MoveRefused, ActRefused."""
    words, course = written(act.text), Course(case)
    text = course.keep_any(words)
    course.move(Move.REDIRECT, text)
    if text:
        course.say(text)
    return course.decision(_redirected(words, course))


def merge(act: Merge, case: Case) -> Decision:
    """Let this ticket end in another one of the same person, which gets an entry, too. Raises MoveRefused."""
    other = own(read_number(act.into) or "", case.ctx)
    course = Course(case).move(Move.MERGE, into=other)
    if other is None:  # which the machine has refused
        return course.decision()
    absorbed = machine.absorbed(case.ticket, case.by, case.now)
    ended = course.decision(_told("merged", course, into=other.number))
    return replace(ended, changes=(*ended.changes, TicketChange(other.number, other.version, (absorbed,))))


def mark_spam(act: MarkSpam, case: Case) -> Decision:
    """End what is no request; whoever sent it hears nothing. Raises MoveRefused, ActRefused."""
    course = Course(case)
    return course.move(Move.MARK_SPAM, course.keep_any(written(act.text))).decision()


def unmark_spam(_: UnmarkSpam, case: Case) -> Decision:
    """Take it in after all. Raises MoveRefused."""
    return Course(case).move(Move.UNMARK_SPAM).decision()


def withdraw(act: Withdraw, case: Case) -> Decision:
    """Take the request back on the requester's written wish, which is kept. Raises as `redirect`."""
    course = Course(case)
    course.move(Move.WITHDRAW, course.keep_any(written(act.text)))
    return course.decision(_told("withdrawn", course))


def reopen(act: Reopen, case: Case) -> Decision:
    """Work on it again; the reason stays inside. Raises MoveRefused, ActRefused."""
    words, course = written(act.text), Course(case).move(Move.REOPEN)
    if words:
        course.note(words)
    return course.decision(_told("reopened", course))


def _redirected(words: str, course: Course) -> Notice:
    case, number = course.case, course.case.ticket.number
    language = case.ctx.conversation.language
    until = last_day(case.now + DEFAULT.reopen_within, case.ctx)
    values = {"number": number, "words": words, "until": until}
    return notice(
        course.ticket,
        case.ctx,
        say("casework.redirected.subject", language, number=number),
        say("casework.redirected.chat", language, **values),
        say("casework.redirected.mail", language, **values),
        reopen_button(number, language),
        legal=True,
    )


def _told(what: str, course: Course, **values: str) -> Notice:
    ctx, number = course.case.ctx, course.case.ticket.number
    language = ctx.conversation.language
    words = say(f"casework.{what}.words", language, number=number, **values)
    subject = say(f"casework.{what}.subject", language, number=number)
    return notice(course.ticket, ctx, subject, words, signed(words, ctx))
