"""A person is forgotten, with a certificate as the answer; a button pressed again does no harm."""

from __future__ import annotations

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.events import ButtonPressed
from handlers.own_data import asking, lines
from handlers.own_data.forgetting import Forgetting
from handlers.own_data.holdings import Erased, Holdings
from handlers.own_data.moments import moment
from handlers.own_data.presses import LASTS, Choice, Confirmed, read_confirmed
from handlers.own_tickets.finding import holder
from handlers.replies import Text
from handlers.rights import tell
from handlers.tickets import machine
from handlers.tickets.changes import TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def forget(event: ButtonPressed, ctx: Context) -> Decision:
    """Erase what was shown and agreed to; what was shown too long ago is shown again."""
    if ctx.shelf is None or ctx.draws is None:
        return tell((Right.DELETION.value,), ctx, "direct")
    confirmed, held = read_confirmed(event.argument), ctx.shelf.holdings()
    if confirmed and held.last_at is None:
        ctx.conversation.language = confirmed.language
    if confirmed and held.erased and held.erased.at >= confirmed.shown_at:
        return _done_before(held.erased, ctx)
    if confirmed is None or not confirmed.shown_at <= ctx.now < confirmed.shown_at + LASTS:
        return asking.ask(Choice(), ctx, say("own_data.shown_again", ctx.conversation.language))
    return _forgotten(confirmed, held, ctx, ctx.draws.text_id())


def leave(ctx: Context) -> Decision:
    """Erase nothing."""
    return asking.said(say("own_data.left", ctx.conversation.language))


def _forgotten(confirmed: Confirmed, held: Holdings, ctx: Context, certificate: str) -> Decision:
    language = ctx.conversation.language
    withdrawn = [one for one in asking.withdrawable(ctx) if one.number in confirmed.withdrawn]
    gone = tuple(ticket.number for ticket in withdrawn)
    kept = tuple(number for number in held.open if number not in gone)
    parts = [
        say("own_data.done", language, certificate=certificate, at=moment(ctx.now)),
        say("own_data.gone", language, lines=lines.goes(held, kept, language)),
        say("own_data.left_over", language, lines=lines.stays(held, kept, gone, language)),
    ]
    if gone:
        parts.append(say("own_data.withdrawn", language, numbers=lines.numbers(gone, language)))
    _forget_here(ctx.conversation)
    return Decision(
        (Text("\n\n".join(parts)),),
        kind="right",
        rights=(Right.DELETION.value,),
        changes=tuple(_withdrawal(ticket, ctx) for ticket in withdrawn),
        forgets=Forgetting(certificate, kept, gone),
    )


def _withdrawal(ticket: Ticket, ctx: Context) -> TicketChange:
    act = Act(move=Move.WITHDRAW, by=holder(ticket, ctx), at=ctx.now)
    return TicketChange(ticket.number, ticket.version, machine.entries(ticket, act))


def _forget_here(conversation: Conversation) -> None:
    """Let nothing that is said after this in the same turn be about what is gone."""
    conversation.form = conversation.awaited = conversation.unanswered = None
    conversation.last_passages = ()


def _done_before(erased: Erased, ctx: Context) -> Decision:
    language = ctx.conversation.language
    at, certificate = moment(erased.at), erased.certificate
    return asking.said(say("own_data.done_before", language, certificate=certificate, at=at))
