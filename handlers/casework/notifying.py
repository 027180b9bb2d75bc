"""What the requester hears of what staff did: in their language, in the chat or by mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.contact import center
from handlers.context import Context
from handlers.downloading.page import day_of
from handlers.handover.answering import staff_text
from handlers.notices import Notice
from handlers.own_tickets.status import status_button
from handlers.replies import Press
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from handlers.written_to import letter_to, safe

_DAY = timedelta(days=1)


def notice(  # the words of both ways, and what is special about this one
    ticket: Ticket,
    ctx: Context,
    subject: str,
    chat: str,
    mail: str,
    *buttons: Press,
    legal: bool = False,
    answers: bool = False,
) -> Notice:
    """Return the words for chat and mail as a notice of a ticket, as it stands after the act.

    Who passes on a question names an address to be written there; whose rights it is about may have mistyped
    one, so that the chat, which is theirs, is the only way until it was confirmed or compared.
    """
    language = ctx.conversation.language
    return Notice(
        number=ticket.number,
        version=ticket.version,
        requester=ticket.requester,
        language=language,
        text=staff_text(chat, language, *buttons, status_button(ticket.number, language)),
        letter=letter_to(ticket, ctx, subject, mail),
        mail_first=ticket.contact is not None and safe(ticket),
        legal=legal,
        answers=answers,
    )


def signed(words: str, ctx: Context) -> str:
    """Return a mail's words with who writes below them."""
    sign = say("notice.sign", ctx.conversation.language, **center(ctx))
    return "\n\n".join((words, sign))


def last_day(at: datetime, ctx: Context) -> str:
    """Return the last whole day before a moment, so that no hour is promised too much."""
    return day_of(at - _DAY, ctx.conversation.language)
