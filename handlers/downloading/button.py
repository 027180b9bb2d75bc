"""The buttons that ask for a protected link: to one's own copy, or to an answer with its files."""

from __future__ import annotations

from handlers.context import Context
from handlers.replies import Press
from handlers.tickets.desk_log import last_answer
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

COPY, GET_ANSWER = "copy", "get_answer"
"""The buttons' commands."""
_ANSWERED = frozenset({Status.EXECUTING, Status.ANSWERED, Status.CLOSED})


def copy_buttons(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    """Return the button, or nothing where no copy of this ticket can be given."""
    if not possible(ctx) or ticket.status is Status.PURGED:
        return ()
    return (Press(say("download.button", ctx.conversation.language), COPY, ticket.number),)


def answer_button(number: str, language: Language) -> Press:
    return Press(say("answer_link.button", language), GET_ANSWER, number)


def answer_buttons(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    """Return the button where an answer waits behind a link, which may have run out since it was given."""
    if ticket.status not in _ANSWERED or not possible(ctx) or ctx.shelf is None:
        return ()
    answer = last_answer(ctx.shelf.log(ticket.number))
    if answer is None or not answer.behind_link:
        return ()
    return (answer_button(ticket.number, ctx.conversation.language),)


def possible(ctx: Context) -> bool:
    """Tell whether links can be given out: our pages have an address, and codes can be mailed."""
    return ctx.mails and bool(ctx.public_url) and ctx.draws is not None
