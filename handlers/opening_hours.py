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
    """Say the hours, whether somebody is there now and else when, and how to write to them meanwhile.

    Who is talking to one of them already is told that.
    """
    language, ticket = ctx.conversation.language, held(ctx)
    if ticket is not None:
        there = say("hours.in_handover", language, number=ticket.number)
        return _said((regular(ctx), there))
    write = escalate_buttons(ctx, "write") if event.place == "direct" else ()
    lines = (
        regular(ctx),
        "" if is_there(ctx) else why_closed(ctx),
        expected(ctx),
        say("hours.write", language) if write else "",
    )
    return _said(lines, *write, *((contact_button(language),) if event.place == "direct" else ()))


def _said(lines: tuple[str, ...], *buttons: Press) -> Decision:
    text = Text("\n".join(filter(None, lines)), buttons)
    return Decision((text,), kind="human", escalation=True)
