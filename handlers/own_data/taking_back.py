"""A person took a message back: what was made from it goes, and nothing is said, for nobody asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageUnsent
from handlers.own_tickets.finding import holder
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import MessageTakenBack
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket

_Made = Iterable[tuple[str, str]]


def unsent(event: MessageUnsent, ctx: Context) -> Decision:
    """Forget what the message may have been about, its answer in a form and what a ticket has of it.

    The store erases the message itself, and each text and file that a change names.
    """
    conversation = ctx.conversation
    conversation.last_passages = ()
    if conversation.unanswered and conversation.unanswered.message_id == event.message_id:
        conversation.unanswered = None
    if conversation.form is not None:
        conversation.form = conversation.form.without(event.message_id)
    return Decision(changes=tuple(_changes(event.message_id, ctx)))


def _changes(message_id: str, ctx: Context) -> Iterator[TicketChange]:
    if ctx.shelf is None:
        return
    texts, files = ctx.shelf.texts_from(message_id), ctx.shelf.files_from(message_id)
    for ticket in ctx.tickets:
        gone = MessageTakenBack(
            at=ctx.now, by=holder(ticket, ctx), texts=_of(ticket, texts), files=_of(ticket, files)
        )
        if (gone.texts or gone.files) and ticket.status is not Status.PURGED:
            yield TicketChange(ticket.number, ticket.version, (gone,))


def _of(ticket: Ticket, made: _Made) -> tuple[str, ...]:
    return tuple(one for number, one in made if number == ticket.number)
