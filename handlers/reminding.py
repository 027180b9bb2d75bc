"""What requesters hear when their tickets move by themselves: reminders, and that we have stopped waiting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.handover.going_back import lapse_text
from handlers.identity.buttons import identity_buttons, possible
from handlers.letters import Letter
from handlers.notices import Notice
from handlers.own_tickets.information_button import information_buttons
from handlers.own_tickets.reopen_button import reopen_button
from handlers.own_tickets.status import status_button
from handlers.replies import Press, Text
from handlers.tickets import timers
from handlers.tickets.handover_log import HandoverEnded
from handlers.tickets.log import Moved, ReminderSent, TicketEvent
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rules import DEFAULT
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from handlers.written_to import mail, named, sure

_ENDS = {Move.END_UNIDENTIFIED: "unverified", Move.END_UNANSWERED: "nonresponsive"}
_DAY = timedelta(days=1)


def notice(log: Sequence[TicketEvent], ctx: Context) -> Notice | None:
    """Return what the requester hears of the last event of a log; None where there is nothing to say.

    Words are in the language of the conversation. Raises ticket.BrokenLog.
    """
    ticket = Ticket.of(log)
    if isinstance(log[-1], HandoverEnded):
        return _given_back(log, ticket, ctx)
    what = _what(ticket, log[-1], ctx)
    if what is None:
        return None
    until = _until(ticket, log, ctx)
    return Notice(
        number=ticket.number,
        version=ticket.version,
        requester=ticket.requester,
        text=_text(ticket, what, until, ctx),
        letter=_letter(ticket, what, until, ctx),
        mail_first=sure(ticket),
        legal=isinstance(log[-1], Moved),
        language=ctx.conversation.language,
    )


def _given_back(log: Sequence[TicketEvent], ticket: Ticket, ctx: Context) -> Notice:
    """Return that the bot answers again, in the chat alone: it is of no use anywhere else."""
    before = Ticket.of(log[:-1]).handover
    return Notice(
        number=ticket.number,
        version=ticket.version,
        requester=ticket.requester,
        text=lapse_text(ticket, ctx, unanswered=before is not None and before.unanswered),
        language=ctx.conversation.language,
    )


def _what(ticket: Ticket, event: TicketEvent, ctx: Context) -> str | None:
    if isinstance(event, Moved):
        return _ENDS.get(event.move)
    if not isinstance(event, ReminderSent):
        return None
    if ticket.status is Status.WAITING_REQUESTER:
        return "answer"
    if not possible(ctx):
        return "write"
    return "code" if ticket.contact else "address"


def _text(ticket: Ticket, what: str, until: str, ctx: Context) -> Text:
    language = ctx.conversation.language
    words = (
        say(f"notice.{what}.chat", language, number=ticket.number),
        until,
        say("notice.ask", language, **center(ctx)),
    )
    return Text("\n\n".join(filter(None, words)), _buttons(ticket, ctx))


def _letter(ticket: Ticket, what: str, until: str, ctx: Context) -> Letter | None:
    """Return the same by mail, where an address is known; what asks for one or for a mail never has one."""
    address = named(ticket, ctx)
    if address is None or what in {"address", "write"}:
        return None
    language = ctx.conversation.language
    words = (
        say(f"notice.{what}.mail", language, number=ticket.number),
        until,
        "" if sure(ticket) else say("notice.not_you", language),
        say("notice.sign", language, **center(ctx)),
    )
    subject = say(f"notice.{what}.subject", language, number=ticket.number)
    return mail(address, ticket, ctx, subject, "\n\n".join(filter(None, words)))


def _buttons(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    language = ctx.conversation.language
    contact = contact_button(language)
    if ticket.status is Status.VERIFYING:
        return (*identity_buttons(ticket, ctx), contact)
    if ticket.status is Status.WAITING_REQUESTER:
        return (*information_buttons(ticket, language), status_button(ticket.number, language), contact)
    if ticket.status is Status.NONRESPONSIVE:
        return (reopen_button(ticket.number, language), contact)
    return (contact,)


def _until(ticket: Ticket, log: Sequence[TicketEvent], ctx: Context) -> str:
    """Say until when something can be done; the last whole day, so that no hour is promised too much."""
    if ticket.status is Status.NONRESPONSIVE:
        return _said_until("reopen", ticket.since + DEFAULT.reopen_within, ctx)
    given_up = timers.gives_up_at(log)
    if given_up is None:
        return ""
    return _said_until("identify" if ticket.status is Status.VERIFYING else "answer", given_up, ctx)


def _said_until(what: str, at: datetime, ctx: Context) -> str:
    language, day = ctx.conversation.language, (at - _DAY).astimezone(JAPAN)
    told = say("date.day", language, month=say(f"month.{day.month}", language), day=day.day)
    return say(f"notice.until.{what}", language, until=told)
