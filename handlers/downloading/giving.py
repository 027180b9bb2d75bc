"""Giving a link to the requester's own copy: only in their own chat, and only to who confirmed an address."""

from __future__ import annotations

from datetime import datetime

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.downloading.button import possible
from handlers.downloading.links import LIFE, OWN_COPY, NewLink
from handlers.downloading.page import day_of
from handlers.identity.buttons import address_buttons
from handlers.own_tickets.finding import holder, with_own
from handlers.replies import AnswerCard, Open, Text
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import LinkGiven
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

_OUTSIDE = "openExternalBrowser=1"
"""Lets LINE open the phone's own browser, which can keep a file:
https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/#opening-url-in-external-browser"""


def copy(number: str, ctx: Context) -> Decision:
    """Give a link to the copy of the ticket of this number, or say what is needed before."""
    return with_own(number, ctx, "status", _give)


def confirmed_address(ticket: Ticket, ctx: Context) -> str | None:
    """Return the address at which a code sent by us was read; None where there is none, or it was erased."""
    if not ticket.confirmed or ticket.contact is None or ctx.shelf is None:
        return None
    return ctx.shelf.text(ticket.number, ticket.contact.id)


def _give(ticket: Ticket, ctx: Context) -> Decision:
    language = ctx.conversation.language
    if ticket.status is Status.PURGED:
        return _said(Text(say("download.erased", language, number=ticket.number)), ticket)
    if possible(ctx) and confirmed_address(ticket, ctx) is not None:
        return _linked(ticket, ctx)
    if possible(ctx) and (buttons := address_buttons(ticket, ctx)):
        return _said(Text(say("download.confirm_first", language, number=ticket.number), buttons), ticket)
    words = say("download.unavailable", language, number=ticket.number, **center(ctx))
    return _said(Text(words, (contact_button(language),)), ticket)


def _linked(ticket: Ticket, ctx: Context) -> Decision:
    assert ctx.draws is not None  # noqa: S101  # `possible` asked for it
    until, token = ctx.now + LIFE, ctx.draws.token()
    link = NewLink(token=token, number=ticket.number, content=OWN_COPY, until=until)
    given = LinkGiven(at=ctx.now, by=holder(ticket, ctx), content=OWN_COPY, until=until)
    language = ctx.conversation.language
    url = f"{ctx.public_url.rstrip('/')}/d/{token}?{_OUTSIDE}"
    return Decision(
        (_card(ticket, url, until, language), Text(say("download.address", language, url=url))),
        kind="status",
        ticket=ticket.number,
        changes=(TicketChange(ticket.number, ticket.version, (given,)),),
        links=(link,),
    )


def _card(ticket: Ticket, url: str, until: datetime, language: Language) -> AnswerCard:
    return AnswerCard(
        language=language,
        title=say("download.title", language, number=ticket.number),
        summary_label="",
        summary=say("download.ready", language, days=LIFE.days, until=day_of(until, language)),
        quote_label="",
        quote="",
        section="",
        revision="",
        prevails="",
        buttons=(Open(say("download.open", language), url),),
    )


def _said(text: Text, ticket: Ticket) -> Decision:
    return Decision((text,), kind="status", ticket=ticket.number)
