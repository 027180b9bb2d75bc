"""Giving a protected link: only in the requester's own chat, and only to who confirmed an address."""

from __future__ import annotations

from datetime import datetime

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.downloading.button import possible
from handlers.downloading.links import ANSWER, LIFE, OWN_COPY, NewLink
from handlers.downloading.page import day_of
from handlers.identity.buttons import address_buttons
from handlers.own_tickets.finding import holder, with_own
from handlers.replies import AnswerCard, Open, Text
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.desk_log import answer_since_decision, last_answer
from handlers.tickets.log import Channel, DeliveryTried, LinkGiven
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

_WORDS = {OWN_COPY: "download", ANSWER: "answer_link"}
"""Below which keys of the catalogue the words for a content are."""
_OUTSIDE = "openExternalBrowser=1"
"""Lets LINE open the phone's own browser, which can keep a file:
https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/#opening-url-in-external-browser"""


def copy(number: str, ctx: Context) -> Decision:
    """Give a link to the copy of the ticket of this number, or say what is needed before."""
    return with_own(number, ctx, "status", lambda ticket, _: _give(OWN_COPY, ticket, ctx))


def answer(number: str, ctx: Context) -> Decision:
    """Give a link to the answer of the ticket of this number, or say what is needed before."""
    return with_own(number, ctx, "status", _answer)


def confirmed_address(ticket: Ticket, ctx: Context) -> str | None:
    """Return the address at which a code sent by us was read; None where there is none, or it was erased."""
    if not ticket.confirmed or ticket.contact is None or ctx.shelf is None:
        return None
    return ctx.shelf.text(ticket.number, ticket.contact.id)


def _answer(ticket: Ticket, ctx: Context) -> Decision:
    known = last_answer(ctx.shelf.log(ticket.number)) if ctx.shelf else None
    if known is None or not known.behind_link:
        language = ctx.conversation.language
        told = say("answer_link.none", language, number=ticket.number)
        return _said(Text(told, (contact_button(language),)), ticket)
    return _give(ANSWER, ticket, ctx)


def _give(content: str, ticket: Ticket, ctx: Context) -> Decision:
    language, what = ctx.conversation.language, _WORDS[content]
    if ticket.status is Status.PURGED:
        return _said(Text(say(f"{what}.erased", language, number=ticket.number)), ticket)
    if possible(ctx) and confirmed_address(ticket, ctx) is not None:
        return _linked(content, ticket, ctx)
    if possible(ctx) and (buttons := address_buttons(ticket, ctx)):
        return _said(Text(say(f"{what}.confirm_first", language, number=ticket.number), buttons), ticket)
    words = say(f"{what}.unavailable", language, number=ticket.number, **center(ctx))
    return _said(Text(words, (contact_button(language),)), ticket)


def _linked(content: str, ticket: Ticket, ctx: Context) -> Decision:
    assert ctx.draws is not None  # noqa: S101  # `possible` asked for it
    until, token = ctx.now + LIFE, ctx.draws.token()
    link = NewLink(token=token, number=ticket.number, content=content, until=until)
    arrived = _arrived(content, ticket, ctx)
    given = LinkGiven(at=ctx.now, by=holder(ticket, ctx), content=content, until=until)
    language = ctx.conversation.language
    url = f"{ctx.public_url.rstrip('/')}/d/{token}?{_OUTSIDE}"
    return Decision(
        (_card(content, ticket, url, until, language), Text(say("download.address", language, url=url))),
        kind="status",
        ticket=ticket.number,
        changes=(TicketChange(ticket.number, ticket.version, (*arrived, given)),),
        links=(link,),
    )


def _arrived(content: str, ticket: Ticket, ctx: Context) -> tuple[DeliveryTried, ...]:
    """Return that an answer has arrived: who presses its button has read that it is ready."""
    sent = answer_since_decision(ctx.shelf.log(ticket.number)) if ctx.shelf else None
    if content != ANSWER or sent is None or ticket.status is not Status.EXECUTING or ticket.proven:
        return ()
    return (DeliveryTried(at=ctx.now, by=SYSTEM, channel=Channel.LINE, text_id=sent.text.id, proven=True),)


def _card(content: str, ticket: Ticket, url: str, until: datetime, language: Language) -> AnswerCard:
    what = _WORDS[content]
    return AnswerCard(
        language=language,
        title=say(f"{what}.title", language, number=ticket.number),
        summary_label="",
        summary=say(f"{what}.ready", language, days=LIFE.days, until=day_of(until, language)),
        quote_label="",
        quote="",
        section="",
        revision="",
        prevails="",
        buttons=(Open(say(f"{what}.open", language), url),),
    )


def _said(text: Text, ticket: Ticket) -> Decision:
    return Decision((text,), kind="status", ticket=ticket.number)
