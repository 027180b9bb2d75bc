"""Mails to the Privacy Center: what came in, until when it is due, and where to open it; in both languages.

What somebody wrote is left out unless the settings allow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.context import Context
from handlers.decisions import Decision
from handlers.escalating.staff import Staff
from handlers.letters import Letter
from handlers.tickets.assurance import Level
from handlers.tickets.changes import TicketChange
from handlers.tickets.clocks import clocks
from handlers.tickets.kinds import Kind
from handlers.tickets.log import DeadlineWarned, TicketEvent
from handlers.tickets.telling import moment, words
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import LANGUAGES, Language

FIRST: Language = "ja"
"""The language of the subject, and of the part that comes first."""


def with_mail(said: Decision, change: TicketChange, ctx: Context) -> Decision:
    """Return a decision that also tells staff of the ticket it opens, where mails can be sent."""
    if not ctx.mails:
        return said
    return replace(said, letters=(*said.letters, arrived(change, ctx)))


def arrived(change: TicketChange, ctx: Context) -> Letter:
    """Return the mail that a ticket was handed in."""
    ticket = Ticket.of(change.events)
    subject = say(f"staff_mail.subject.{ticket.kind}", FIRST, number=ticket.number)
    parts = (
        about(say(f"staff_mail.arrived.{ticket.kind}", language), change.events, ctx.staff, ctx.now, language)
        for language in LANGUAGES
    )
    return _letter(ticket, subject, (*parts, *_case_text(ticket, change, ctx)), ctx)


def deadline(log: Sequence[TicketEvent], warned: DeadlineWarned, ctx: Context) -> Letter:
    """Return the mail that so much of a period is used up."""
    ticket = Ticket.of(log)
    key = "overdue" if warned.percent >= _ALL else "near"
    subject = _warning(f"staff_mail.subject.{key}", warned, FIRST, number=ticket.number)
    parts = (
        about(_warning(f"staff_mail.deadline.{key}", warned, language), log, ctx.staff, ctx.now, language)
        for language in LANGUAGES
    )
    return _letter(ticket, subject, tuple(parts), ctx)


_ALL = 100


def _warning(key: str, warned: DeadlineWarned, language: Language, **values: object) -> str:
    period = words("label", warned.clock, language)
    if warned.percent < _ALL:
        values["percent"] = warned.percent
    return say(key, language, period=period, **values)


def _letter(ticket: Ticket, subject: str, parts: Sequence[str], ctx: Context) -> Letter:
    return Letter(
        to=ctx.staff.email or ctx.corpus.policy.contact.email,
        subject=subject,
        text="\n\n\n".join(parts),
        language=FIRST,
        number=ticket.number,
        urgent=ticket.kind is Kind.INCIDENT,
        thread=f"ticket.{ticket.number}.staff",
        party="staff",
    )


def about(heading: str, log: Sequence[TicketEvent], staff: Staff, now: datetime, language: Language) -> str:
    """Return what every mail about a ticket says in one language. Raises ticket.BrokenLog."""
    ticket = Ticket.of(log)
    facts = "\n".join(
        say("staff_mail.line", language, title=words("label", title, language), value=value)
        for title, value in _facts(ticket, log, staff, now, language)
    )
    how = say(f"staff_mail.how.{'decided' if ticket.kind is Kind.RIGHTS else 'answered'}", language)
    return "\n\n".join((heading, facts, to_open(ticket.number, staff, language), how))


def to_open(number: str, staff: Staff, language: Language) -> str:
    """Return where to read the rest: in the console, or at the terminal where there is none."""
    if page := staff.page_of(number):
        return say("staff_mail.page", language, page=page)
    return say("staff_mail.open", language, number=number)


def _facts(
    ticket: Ticket, log: Sequence[TicketEvent], staff: Staff, now: datetime, language: Language
) -> Iterator[tuple[str, str]]:
    yield "number", ticket.number
    yield "kind", words("kind", ticket.kind, language)
    if ticket.items:
        rights = (words("right", item.right, language) for item in ticket.items)
        yield "rights", say("status.and", language).join(rights)
    if running := clocks(log, staff.hours.closing):
        yield "received", moment(running.legal.start)
        if ticket.kind is Kind.INCIDENT:
            yield "touch", say("staff_mail.at_once", language)
        yield "legal", moment(running.legal.due_at(now))
        yield "work", moment(running.work.due_at(now))
    yield "identity", say(f"staff_mail.identity.{_identity(ticket)}", language)


def _identity(ticket: Ticket) -> str:
    if ticket.level_needed is Level.ACCOUNT:
        return "not_needed"
    return "done" if ticket.identified else "waiting"


def _case_text(ticket: Ticket, change: TicketChange, ctx: Context) -> tuple[str, ...]:
    """Return what the person wrote, where the settings allow it in mails."""
    if not ctx.staff.case_text:
        return ()
    kept = (*(item.scope for item in ticket.items), ticket.request)
    said = [change.texts[text.id].text for text in kept if text is not None]
    heading = " / ".join(say("staff_mail.wrote", language) for language in LANGUAGES)
    return ("\n\n".join((heading, *said)),)
