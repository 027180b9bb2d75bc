"""The words of a mail to a member of the staff, in their language: number, kind, dates, no text of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.colleagues.colleague import Addressee, Colleague
from handlers.colleagues.occasions import Occasion, Told
from handlers.escalating.staff import Staff
from handlers.escalating.staff_mail import about
from handlers.letters import Letter
from handlers.tickets.kinds import Kind
from handlers.tickets.log import TicketEvent
from handlers.tickets.telling import words
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def letter(told: Told, log: Sequence[TicketEvent], to: Addressee, staff: Staff, now: datetime) -> Letter:
    """Return the mail that tells somebody of a ticket. Raises ticket.BrokenLog."""
    ticket, language = Ticket.of(log), to.colleague.language
    kind = words("kind", ticket.kind, language)
    heading = say(f"colleagues.{told.occasion}.heading", language)
    parts = (_standing_in(to), about(heading, log, staff, now, language), _chosen(staff, to.colleague))
    return Letter(
        to=to.colleague.email,
        subject=say(f"colleagues.{told.occasion}.subject", language, number=ticket.number, kind=kind),
        text="\n\n".join(filter(None, parts)),
        language=language,
        number=ticket.number,
        urgent=ticket.kind is Kind.INCIDENT,
        thread=f"ticket.{ticket.number}.staff",
        party="staff",
    )


def of_mail_trouble(what: str, to: Colleague, staff: Staff, **values: object) -> Letter:
    """Return the mail that mails are in trouble; `what` is a word of `colleagues.mail_trouble`.

    Nobody may answer it, and it is about no ticket.
    """
    language = to.language
    page = f"{staff.console}/health" if staff.console else ""
    look = say("colleagues.mail_trouble.look", language, page=page) if page else ""
    parts = (say(f"colleagues.mail_trouble.{what}", language, **values), look, _chosen(staff, to))
    return Letter(
        to=to.email,
        subject=say(f"colleagues.{Occasion.MAIL_TROUBLE}.subject", language),
        text="\n\n".join(filter(None, parts)),
        language=language,
        number="",
    )


def _standing_in(to: Addressee) -> str:
    if to.instead_of is None:
        return ""
    return say("colleagues.standing_in", to.colleague.language, name=to.instead_of.name)


def _chosen(staff: Staff, colleague: Colleague) -> str:
    if not staff.console:
        return ""
    return say("colleagues.choose", colleague.language, page=f"{staff.console}/mails")
