"""What its holder does with a ticket: takes it back, or asks us to look at it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from handlers.awaited import Awaited
from handlers.contact import contact_button
from handlers.context import Context
from handlers.decisions import Decision, Kind
from handlers.mails import letters
from handlers.own_tickets.finding import holder, none_here, with_own
from handlers.own_tickets.information_button import information_buttons
from handlers.own_tickets.lines import lines
from handlers.own_tickets.status import status_button
from handlers.replies import Press, Text
from handlers.tickets import machine
from handlers.tickets.changes import TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.handover_log import HandoverEnded
from handlers.tickets.machine import MoveRefused
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.statuses import Move
from handlers.tickets.ticket import Ticket
from handlers.tickets.transitions import BY_MOVE
from handlers.wording import say

_CHOICES = 5
_TOLD = frozenset({Obstacle.ERASING, Obstacle.TOO_LATE})


def withdraw(number: str | None, ctx: Context) -> Decision:
    """Ask whether to withdraw the ticket of this number; without one, which."""
    if number is not None:
        return with_own(number, ctx, "withdraw", _sure)
    can = [one for one in ctx.tickets if Move.WITHDRAW in machine.possible(one, holder(one, ctx), ctx.now)]
    if len(can) == 1:
        return _sure(can[0], ctx)
    return (
        which(can, "status.which", "withdraw", ctx, "withdraw")
        if can
        else none_here(ctx, "withdraw", "status.none_open")
    )


def withdrawn(number: str, ctx: Context) -> Decision:
    """Withdraw the ticket."""
    return with_own(number, ctx, "withdraw", lambda ticket, _: _move(ticket, Move.WITHDRAW, ctx, "withdraw"))


def kept(number: str, ctx: Context) -> Decision:
    """Leave the ticket as it is."""
    return with_own(number, ctx, "withdraw", lambda ticket, _: _said("status.kept", ticket, ctx, "withdraw"))


def reopened(number: str, ctx: Context) -> Decision:
    """Let somebody else look at an answered ticket again."""
    return with_own(number, ctx, "status", lambda ticket, _: _move(ticket, Move.REOPEN, ctx, "status"))


def forget(ctx: Context) -> None:
    """Wait for no word any more on whether to withdraw: something else was done in between."""
    awaited = ctx.conversation.awaited
    if awaited is not None and awaited.what == "withdraw":
        ctx.conversation.awaited = None


def which(tickets: Sequence[Ticket], asked: str, command: str, ctx: Context, kind: Kind) -> Decision:
    """Ask which of these a command means, with a button for each of the first; `asked` is the question."""
    shown = tickets[:_CHOICES]
    told = (lines(ticket, ctx) for ticket in shown)
    buttons = tuple(Press(ticket.number, command, ticket.number) for ticket in shown)
    text = Text("\n\n".join((say(asked, ctx.conversation.language), *told)), buttons)
    return Decision((text,), kind=kind)


def _sure(ticket: Ticket, ctx: Context) -> Decision:
    """Ask before it is done, or say why it cannot be done."""
    act = Act(move=Move.WITHDRAW, by=holder(ticket, ctx), at=ctx.now)
    if found := machine.obstacles(ticket, act):
        return _refused(MoveRefused(act, found[0]), ticket, ctx, "withdraw")
    language = ctx.conversation.language
    ctx.conversation.awaited = Awaited("withdraw", ticket.number, ctx.now)
    text = Text(
        say("status.sure", language, ticket=lines(ticket, ctx)),
        (
            Press(say("status.button.withdraw_yes", language), "withdraw_yes", ticket.number),
            Press(say("status.button.keep", language), "keep", ticket.number),
        ),
    )
    return Decision((text,), kind="withdraw", ticket=ticket.number)


def _move(ticket: Ticket, move: Move, ctx: Context, kind: Kind) -> Decision:
    if ticket.status is BY_MOVE[move].to:  # pressed twice: it is done, and was not refused
        return _done(move, ticket, ctx, kind)
    act = Act(move=move, by=holder(ticket, ctx), at=ctx.now)
    try:
        events = machine.entries(ticket, act)
    except MoveRefused as refused:
        denied = TicketChange(ticket.number, ticket.version, (refused.event,))
        return _refused(refused, ticket, ctx, kind, denied)
    after = reduce(Ticket.after, events, ticket)
    said = _done(move, after, ctx, kind, TicketChange(ticket.number, ticket.version, events))
    if not any(isinstance(event, HandoverEnded) for event in events):
        return said
    return replace(said, letters=letters.to_center("handover_ended", ticket, ctx))


def _done(move: Move, after: Ticket, ctx: Context, kind: Kind, *changes: TicketChange) -> Decision:
    """Say that it is done; who had it opened again may say why."""
    more = information_buttons(after, ctx.conversation.language)
    return _said(f"status.done.{move}", after, ctx, kind, *changes, more=more)


def _refused(
    refused: MoveRefused, ticket: Ticket, ctx: Context, kind: Kind, *changes: TicketChange
) -> Decision:
    why = refused.obstacle if refused.obstacle in _TOLD else Obstacle.STATUS
    return _said(f"status.refused.{why}", ticket, ctx, kind, *changes)


def _said(
    key: str, ticket: Ticket, ctx: Context, kind: Kind, *changes: TicketChange, more: tuple[Press, ...] = ()
) -> Decision:
    language = ctx.conversation.language
    buttons = (*more, status_button(ticket.number, language), contact_button(language))
    text = Text(say(key, language, number=ticket.number), buttons)
    return Decision((text,), kind=kind, ticket=ticket.number, changes=changes)
