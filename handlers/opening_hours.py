"""When people are there, asked by somebody who would rather talk to one."""

from __future__ import annotations

from handlers.contact import contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.escalating.buttons import escalate_buttons
from handlers.escalating.presence import expected, is_there, regular, why_closed
from handlers.events import MessageReceived
from handlers.handover.held import held
from handlers.replies import Press, Text
from handlers.wording import say


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Say the hours, whether somebody is there now and else when, and how to write to them meanwhile."""
    lines = (regular(ctx), "" if is_there(ctx) else why_closed(ctx), expected(ctx), _how(event, ctx))
    buttons = _buttons(ctx) if event.place == "direct" else ()
    text = Text("\n".join(filter(None, lines)), buttons)
    return Decision((text,), kind="human", escalation=True)


def _how(event: MessageReceived, ctx: Context) -> str:
    language, ticket = ctx.conversation.language, held(ctx)
    if ticket is not None:
        return say("hours.in_handover", language, number=ticket.number)
    return say("hours.write", language) if event.place == "direct" and ctx.takes_requests else ""


def _buttons(ctx: Context) -> tuple[Press, ...]:
    if held(ctx) is not None:
        return ()
    return (*escalate_buttons(ctx, "write"), contact_button(ctx.conversation.language))
