"""A message about what this desk holds of its writer, and the button that says so of a request just begun."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import ButtonPressed, MessageReceived
from handlers.intake.opening import wish
from handlers.intake.steps import CONFIRM, current
from handlers.intents import about_this_desk
from handlers.own_data import asking, erasing, showing
from handlers.own_data.presses import Choice, read_choice
from handlers.tickets.rights import Right


def hear(event: MessageReceived, ctx: Context) -> Decision | None:
    """Answer somebody who asks what is held here, or to be forgotten; None for everything else.

    Where nothing can be looked up, such a message is a question or a wish like any other.
    """
    wished = about_this_desk(event.text) if ctx.shelf is not None else None
    if wished == "own_data":
        return showing.show(ctx)
    return asking.ask(Choice(), ctx) if wished == "forget_me" else None


def asked(event: ButtonPressed, ctx: Context) -> Decision:
    return asking.ask(read_choice(event.argument), ctx)


def left(_: ButtonPressed, ctx: Context) -> Decision:
    return erasing.leave(ctx)


def only_chat(event: ButtonPressed, ctx: Context) -> Decision:
    """Take a request that was just begun for one about this chat; one that is further on stays."""
    form = ctx.conversation.form
    if form is not None and current(form) == CONFIRM:
        ctx.conversation.form = None
    if event.argument == Right.DELETION.value:
        return asking.ask(Choice(), ctx)
    return showing.show(ctx)


def company(_: ButtonPressed, ctx: Context) -> Decision:
    """Begin the request to the company for everything it holds."""
    if ctx.draws is None:
        return showing.show(ctx)
    return wish((Right.DISCLOSURE,), ctx, ctx.draws)
