"""A ticket in the requester's words: number, rights, state, who acts next and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from handlers.context import Context
from handlers.identity.next_step import next_step
from handlers.own_tickets.answer_out import answer_out
from handlers.tickets import business_days
from handlers.tickets.clocks import QUESTION_BUSINESS_DAYS
from handlers.tickets.kinds import Kind
from handlers.tickets.names import outcome_name, right_name, status_name
from handlers.tickets.regimes import JAPAN, PERIODS, later
from handlers.tickets.statuses import OPEN, OUTCOME_AT_END, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language


def lines(ticket: Ticket, ctx: Context) -> str:
    """Return a ticket as a few short lines; nothing of what was written in it."""
    language, now = ctx.conversation.language, ctx.now
    rights = say("status.and", language).join(right_name(item.right, language) for item in ticket.items)
    out = answer_out(ticket, ctx)
    status = say(f"status.out.{out}", language) if out else status_name(ticket.status, language)
    told = (
        say("status.head", language, number=ticket.number, status=status),
        *_outcomes(ticket, rights, language),
        say(f"status.next.{out}", language) if out else _next(ticket, now, language, mails=ctx.mails),
        "" if out else _days(ticket, ctx),
        say("own_data.taken_back", language) if ticket.taken_back and ticket.status in OPEN else "",
    )
    return "\n".join(filter(None, told))


def _outcomes(ticket: Ticket, rights: str, language: Language) -> Iterator[str]:
    """Name what was asked for and, once we have said it, what became of each."""
    if not rights:
        yield say(f"status.kind.{ticket.kind}", language)
        return
    at_end = OUTCOME_AT_END.get(ticket.status)
    if ticket.status in OPEN or all(item.outcome in {None, at_end} for item in ticket.items):
        yield say("status.rights", language, rights=rights)
        return
    for item in ticket.items:
        right = right_name(item.right, language)
        outcome = (
            outcome_name(item.outcome, language) if item.outcome else status_name(ticket.status, language)
        )
        yield say("status.outcome", language, right=right, outcome=outcome)


def due_day(ticket: Ticket, received_at: datetime, ctx: Context) -> str:
    """Return the day by which we answer, without the year ("15 April"): the last one of the legal period.

    A question we have promised to answer sooner.
    """
    return _day(_due(ticket, received_at, ctx), ctx.conversation.language)


def _due(ticket: Ticket, received_at: datetime, ctx: Context) -> date:
    if ticket.kind is Kind.QUESTION:
        received = received_at.astimezone(JAPAN).date()
        return business_days.after(received, QUESTION_BUSINESS_DAYS, ctx.staff.hours.closing)
    due = later(received_at, PERIODS[ticket.regime].legal)
    return max(due, ticket.extended_until or due).astimezone(JAPAN).date()


def _day(day: date, language: Language) -> str:
    return say("date.day", language, month=say(f"month.{day.month}", language), day=day.day)


def _next(ticket: Ticket, now: datetime, language: Language, *, mails: bool) -> str:
    """Say who acts next, where anybody does."""
    if ticket.status is Status.VERIFYING:
        return next_step(ticket, now, language, mails=mails)
    if ticket.status in OPEN - {Status.DRAFT} or ticket.status is Status.ANSWERED:
        return say(f"status.next.{ticket.status}", language)
    return ""


def _counts(ticket: Ticket) -> bool:
    """Tell whether a day is named: not for an incident, nor for a question while it is not with us."""
    if ticket.kind is Kind.QUESTION:
        return ticket.status is not Status.WAITING_REQUESTER and ticket.answered_at is None
    return ticket.kind is not Kind.INCIDENT


def _days(ticket: Ticket, ctx: Context) -> str:
    """Say on which day of the legal period we are; it never stands still, so nothing is left out."""
    if ticket.received_at is None or ticket.status not in OPEN or not _counts(ticket):
        return ""
    language, today = ctx.conversation.language, ctx.now.astimezone(JAPAN).date()
    due, begun = _due(ticket, ticket.received_at, ctx), ticket.received_at.astimezone(JAPAN).date()
    until, past = _day(due, language), (today - begun).days
    if today > due:
        return say("status.overdue", language, until=until)
    if past <= 0:
        return say("status.today", language, until=until)
    return say("status.day", language, day=past, days=(due - begun).days, until=until)
