"""A party of a ticket answered a mail of ours: the requester adds to it, staff note something or answer."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.events import MailReceived
from handlers.files import limits
from handlers.mails import letters, staff
from handlers.mails.outcomes import Outcome, Settled
from handlers.own_tickets.finding import holder, own
from handlers.tickets import machine
from handlers.tickets.actors import Actor
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.keeping import kept
from handlers.tickets.log import Channel, FileKept, FileRefused, MessageIn, TicketEvent
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket

LONGEST = 20_000
"""Characters of one mail that go into a ticket; the whole of it is kept beside for a while."""


def received(event: MailReceived, ctx: Context) -> Decision:
    """Take what a party wrote; of an ended ticket too, for an answer may be an objection."""
    ticket = own(event.number, ctx)
    if ticket is None or ctx.draws is None or ticket.status in {Status.DRAFT, Status.PURGED}:
        return _not_taken("no_ticket", event)
    if not (event.text.strip() or event.files or event.refused):
        return _not_taken("empty", event)
    if event.staff:
        return staff.received(event, ticket, ctx, ctx.draws)
    return _added(event, ticket, ctx, ctx.draws)


def _not_taken(why: str, event: MailReceived) -> Decision:
    discards = tuple(file.id for file in event.files)
    return Decision(discards=discards, mail=Settled(Outcome.UNMATCHED, why))


def _added(event: MailReceived, ticket: Ticket, ctx: Context, draws: Draws) -> Decision:
    by = holder(ticket, ctx)
    events: list[TicketEvent] = []
    texts: dict[str, SaltedText] = {}
    if words := event.text.strip()[:LONGEST]:
        text, texts = kept(words, draws)
        events.append(MessageIn(at=ctx.now, by=by, channel=Channel.MAIL, text=text))
    events += _files(event, ticket, by, ctx)
    if ticket.status is Status.WAITING_REQUESTER:
        events.append(machine.move(ticket, Act(move=Move.HEAR_REQUESTER, by=by, at=ctx.now)))
    return Decision(
        ticket=ticket.number,
        changes=(TicketChange(ticket.number, ticket.version, tuple(events), texts),),
        discards=tuple(file.id for file in event.files[_room(ticket) :]),
        letters=letters.to_center("wrote", ticket, ctx),
        mail=Settled(Outcome.TO_TICKET),
    )


def _files(event: MailReceived, ticket: Ticket, by: Actor, ctx: Context) -> Iterator[TicketEvent]:
    room = _room(ticket)
    for file in event.files[:room]:
        yield FileKept(
            at=ctx.now,
            by=by,
            channel=Channel.MAIL,
            file=file.id,
            media_type=file.media_type,
            size=file.size,
            digest=file.digest,
        )
    for why in (*event.refused, *("too_many" for _ in event.files[room:])):
        yield FileRefused(at=ctx.now, by=by, channel=Channel.MAIL, why=why)


def _room(ticket: Ticket) -> int:
    return max(0, limits.MOST - ticket.files)
