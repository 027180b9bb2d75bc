"""Forget me: about each open ticket we ask first, then show what goes and what stays, and ask once more."""

from __future__ import annotations

from handlers.contact import contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.own_data import lines, presses
from handlers.own_data.holdings import Holdings
from handlers.own_data.presses import Choice, Confirmed
from handlers.own_tickets.finding import holder
from handlers.own_tickets.lines import lines as ticket_lines
from handlers.replies import Press, Text
from handlers.rights import tell
from handlers.tickets import machine
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.ticket import Ticket
from handlers.wording import say


def ask(choice: Choice, ctx: Context, *before_it: str) -> Decision:
    """Ask about the next open ticket, else whether to erase; after what is to be said before it."""
    if ctx.shelf is None:
        return tell((Right.DELETION.value,), ctx, "direct")
    can = withdrawable(ctx)
    if choice.asked < len(can):
        return _about(can[choice.asked], choice, ctx, *before_it)
    return _sure(ctx.shelf.holdings(), choice, ctx, *before_it)


def withdrawable(ctx: Context) -> list[Ticket]:
    """Return the open tickets that this person can withdraw now, in an order that stays the same."""
    can = (one for one in ctx.tickets if Move.WITHDRAW in machine.possible(one, holder(one, ctx), ctx.now))
    return sorted(can, key=lambda ticket: ticket.number)[: presses.MOST]


def said(words: str, *buttons: Press) -> Decision:
    return Decision((Text(words, buttons),), kind="right", rights=(Right.DELETION.value,))


def _about(ticket: Ticket, choice: Choice, ctx: Context, *before_it: str) -> Decision:
    language, asked = ctx.conversation.language, choice.asked + 1
    withdrawn = Choice(asked, (*choice.withdrawn, ticket.number))
    words = say("own_data.about", language, ticket=ticket_lines(ticket, ctx))
    return said(
        "\n\n".join((*before_it, words)),
        Press(say("own_data.button.keep", language), presses.ASK, Choice(asked, choice.withdrawn).written()),
        Press(say("own_data.button.withdraw", language), presses.ASK, withdrawn.written()),
        Press(say("own_data.button.leave", language), presses.LEAVE),
    )


def _sure(held: Holdings, choice: Choice, ctx: Context, *before_it: str) -> Decision:
    language = ctx.conversation.language
    can = {ticket.number for ticket in withdrawable(ctx)}
    withdrawn = tuple(number for number in choice.withdrawn if number in can)
    kept = tuple(number for number in held.open if number not in withdrawn)
    parts = [
        *before_it,
        say("own_data.will_go", language, lines=lines.goes(held, kept, language)),
        say("own_data.will_stay", language, lines=lines.stays(held, kept, withdrawn, language)),
    ]
    if withdrawn:
        parts.append(say("own_data.will_withdraw", language, numbers=lines.numbers(withdrawn, language)))
    confirmed = Confirmed(ctx.now, withdrawn, language)
    return said(
        "\n\n".join((*parts, say("own_data.sure", language))),
        Press(say("own_data.button.erase", language), presses.DO, confirmed.written()),
        Press(say("own_data.button.leave", language), presses.LEAVE),
        contact_button(language),
    )
