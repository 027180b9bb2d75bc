"""What we answer with silence."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageUnsent, Unhandled


def unsent(_: MessageUnsent, ctx: Context) -> Decision:
    """Forget what the message may have been about; the store erases its text."""
    ctx.conversation.last_passages = ()
    return Decision()


def unhandled(_: Unhandled, __: Context) -> Decision:
    return Decision()
