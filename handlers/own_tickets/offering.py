"""Words that neither ask nor wish, while a ticket waits for its requester: perhaps they are the answer."""

from __future__ import annotations

from handlers import ask, rights
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import SURE_WISH, heard
from handlers.events import MessageReceived
from handlers.intake import words
from handlers.replies import Press, Text
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say

_MOST = 5


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Answer a question; words that ask nothing and find nothing are offered to be added to what waits."""
    said, waiting = ask.answer(event, ctx), _waiting(ctx)
    if not waiting or said.tier == "answer" or words.asks(event.text):
        return said
    return _offered(waiting, ctx)


def wish(event: MessageReceived, ctx: Context) -> Decision:
    """Begin a request; where that is not surely wished for, offer to add the words to what waits for them."""
    waiting = _waiting(ctx)
    if not waiting or heard(event.text, ctx).score >= SURE_WISH:
        return rights.answer(event, ctx)
    return _offered(waiting, ctx)


def _waiting(ctx: Context) -> list[Ticket]:
    return [ticket for ticket in ctx.tickets if ticket.status is Status.WAITING_REQUESTER][:_MOST]


def _offered(waiting: list[Ticket], ctx: Context) -> Decision:
    """Ask for the words once more: they were for nobody yet, so that they are kept nowhere."""
    language = ctx.conversation.language
    numbers = say("status.and", language).join(ticket.number for ticket in waiting)
    buttons = tuple(Press(ticket.number, "inform", ticket.number) for ticket in waiting)
    text = Text(say("status.information.offer", language, numbers=numbers), buttons)
    return Decision((text,), kind="status", ticket=waiting[0].number if len(waiting) == 1 else None)
