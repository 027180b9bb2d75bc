"""A person adds a file to their ticket: asked for by a button, or offered when they just send it."""

from __future__ import annotations

from dataclasses import replace

from handlers.awaited import Awaited
from handlers.contact import contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import ButtonPressed, MediaReceived
from handlers.files import limits, offers
from handlers.files.add_button import takes_files
from handlers.files.fetch import Fetch
from handlers.files.offers import Offer
from handlers.files.refusals import TYPES, Why, refusal
from handlers.own_tickets.finding import with_own
from handlers.own_tickets.status import status_button
from handlers.replies import Press, Text
from handlers.tickets.statuses import OPEN
from handlers.tickets.ticket import Ticket
from handlers.wording import say

_FETCHED = frozenset({"image", "file"})
_LIMITS = {"types": TYPES, "megabytes": limits.MEGABYTES, "most": limits.MOST}


def ask(number: str, ctx: Context) -> Decision:
    """Ask for a file, and take the next ones that come as meant for this ticket."""
    return with_own(number, ctx, "status", _asked)


def hear(event: MediaReceived, ctx: Context) -> Decision | None:
    """Take what was sent for a ticket, or offer to; None where it has nothing to do with one."""
    if event.media not in _FETCHED or ctx.draws is None or not offers.is_message_id(event.message_id):
        return None
    awaited = ctx.conversation.awaited
    if awaited is not None and awaited.what == "file" and not awaited.lapsed(ctx.now):
        ctx.conversation.awaited = replace(awaited, since=ctx.now)
        return with_own(awaited.number, ctx, "status", lambda ticket, _: _taken(ticket, event, ctx))
    if ctx.conversation.form is not None:
        return None
    open_ones = [ticket for ticket in ctx.tickets if ticket.status in OPEN]
    return _offered(open_ones[0], event, ctx) if len(open_ones) == 1 else None


def pass_on(event: MediaReceived, ticket: Ticket, ctx: Context) -> Decision | None:
    """Take what was sent to staff for their ticket, silently where all is well; None for what is no file."""
    if event.media not in _FETCHED or not offers.is_message_id(event.message_id):
        return None
    said = _taken(ticket, event, ctx)
    return replace(said, replies=()) if said.fetches else said


def add(event: ButtonPressed, ctx: Context) -> Decision | None:
    """Add what was offered; None for a button that we did not make for this person."""
    offer = offers.read(event.argument, ctx)
    if offer is None:
        return None
    return with_own(offer.number, ctx, "status", lambda ticket, _: _accepted(ticket, offer, ctx))


def not_now(_: ButtonPressed, ctx: Context) -> Decision:
    """Leave what was sent alone, and wait for no file any more."""
    _wait_no_more(ctx)
    return Decision((Text(say("files.not_now", ctx.conversation.language)),), kind="status")


def _asked(ticket: Ticket, ctx: Context) -> Decision:
    if not takes_files(ticket):
        return _no_more(ticket, ctx)
    ctx.conversation.awaited = Awaited("file", ticket.number, ctx.now)
    words = say("files.ask", ctx.conversation.language, number=ticket.number, **_LIMITS)
    return _said(words, ticket, _no_button(ctx))


def _taken(ticket: Ticket, event: MediaReceived, ctx: Context) -> Decision:
    if _too_large(event):
        return _refused("too_large", ticket, ctx)
    return _fetched(ticket, Offer(ticket.number, event.message_id), ctx, event.name)


def _offered(ticket: Ticket, event: MediaReceived, ctx: Context) -> Decision:
    language = ctx.conversation.language
    if not takes_files(ticket):
        return _no_more(ticket, ctx)
    if _too_large(event):
        return _refused("too_large", ticket, ctx)
    argument = offers.written(Offer(ticket.number, event.message_id), ctx)
    yes = Press(say("files.button.yes", language), "add_file", argument)
    words = say("files.offer", language, number=ticket.number, **_LIMITS)
    return _said(words, ticket, yes, _no_button(ctx))


def _accepted(ticket: Ticket, offer: Offer, ctx: Context) -> Decision:
    """Get what was offered, unless its sender took it back since: the platform may still have it."""
    if ctx.shelf is not None and ctx.shelf.taken_back(offer.message_id):
        return _refused("gone", ticket, ctx)
    return _fetched(ticket, offer, ctx)


def _fetched(ticket: Ticket, offer: Offer, ctx: Context, name: str = "") -> Decision:
    if not takes_files(ticket) or ctx.draws is None:
        return _no_more(ticket, ctx)
    fetch = Fetch(number=ticket.number, message_id=offer.message_id, file_id=ctx.draws.text_id(), name=name)
    words = say("files.taken", ctx.conversation.language, number=ticket.number)
    said = _said(words, ticket, status_button(ticket.number, ctx.conversation.language))
    return replace(said, fetches=(fetch,))


def _no_more(ticket: Ticket, ctx: Context) -> Decision:
    """Say why a ticket takes no file, and wait for none any more."""
    _wait_no_more(ctx)
    return _refused("too_many" if ticket.status in OPEN else "ended", ticket, ctx)


def _refused(why: Why, ticket: Ticket, ctx: Context) -> Decision:
    return _said(refusal(why, ticket.number, ctx), ticket, contact_button(ctx.conversation.language))


def _wait_no_more(ctx: Context) -> None:
    awaited = ctx.conversation.awaited
    if awaited is not None and awaited.what == "file":
        ctx.conversation.awaited = None


def _too_large(event: MediaReceived) -> bool:
    return event.size is not None and event.size > limits.LARGEST


def _no_button(ctx: Context) -> Press:
    return Press(say("files.button.no", ctx.conversation.language), "no_file")


def _said(words: str, ticket: Ticket, *buttons: Press) -> Decision:
    return Decision((Text(words, buttons),), kind="status", ticket=ticket.number)
