"""A file that a person sent was fetched, or could not be: the log is told, and where needed the person.

The receipt came with a reply token, which costs nothing. What is said here is pushed, and pushes are
counted: so silence means that all is well.
"""

from __future__ import annotations

from handlers.contact import contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import FileArrived, FileTurnedDown
from handlers.files import limits
from handlers.files.refusals import Why, refusal
from handlers.handover.hearing import told_staff
from handlers.own_tickets.finding import holder, own
from handlers.replies import Text
from handlers.tickets import machine
from handlers.tickets.changes import TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.log import Channel, FileKept, FileRefused, TicketEvent
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.ticket import Ticket


def arrived(event: FileArrived, ctx: Context) -> Decision:
    """Note a file that is kept; what cannot be kept any more is erased."""
    ticket = own(event.number, ctx)
    if ticket is None or ticket.status not in OPEN:
        return _told("ended", event.number, ctx, discards=(event.file,))
    if ticket.files >= limits.MOST:
        return _told("too_many", event.number, ctx, _refused("too_many", ticket, ctx), (event.file,))
    kept = FileKept(
        at=ctx.now,
        by=holder(ticket, ctx),
        channel=Channel.LINE,
        file=event.file,
        media_type=event.media_type,
        size=event.size,
        digest=event.digest,
    )
    change = _change(ticket, kept, *_heard(ticket, ctx))
    return Decision(ticket=ticket.number, changes=(change,), letters=told_staff(ticket, ctx))


def turned_down(event: FileTurnedDown, ctx: Context) -> Decision:
    """Note that a file is not kept and tell the person why; once the ticket has ended it is not noted."""
    ticket = own(event.number, ctx)
    if ticket is None or ticket.status not in OPEN:
        return _told(event.why, event.number, ctx)
    return _told(event.why, event.number, ctx, _refused(event.why, ticket, ctx))


def _heard(ticket: Ticket, ctx: Context) -> tuple[TicketEvent, ...]:
    """Go on with a ticket that waited for its requester: a file is an answer, too."""
    if ticket.status is not Status.WAITING_REQUESTER:
        return ()
    return (machine.move(ticket, Act(move=Move.HEAR_REQUESTER, by=holder(ticket, ctx), at=ctx.now)),)


def _refused(why: Why, ticket: Ticket, ctx: Context) -> TicketChange:
    event = FileRefused(at=ctx.now, by=holder(ticket, ctx), channel=Channel.LINE, why=why)
    return _change(ticket, event)


def _change(ticket: Ticket, *events: TicketEvent) -> TicketChange:
    return TicketChange(ticket.number, ticket.version, events)


def _told(
    why: Why, number: str, ctx: Context, change: TicketChange | None = None, discards: tuple[str, ...] = ()
) -> Decision:
    button = contact_button(ctx.conversation.language)
    text = Text(refusal(why, number, ctx), (button,))
    return Decision(
        replies=() if ctx.conversation.blocked else (text,),
        ticket=number,
        changes=(change,) if change else (),
        discards=discards,
    )
