"""The address codes go to: asked for by a button, then taken from the next message that has one."""

from __future__ import annotations

from handlers.awaited import Awaited
from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import heard
from handlers.draws import Draws
from handlers.events import MessageReceived
from handlers.identity.buttons import later_button, possible, takes_address, takes_code
from handlers.identity.sending import sending
from handlers.intake import words
from handlers.intake.answering import address as address_in
from handlers.intents import Name
from handlers.own_tickets.finding import holder, with_own
from handlers.own_tickets.status import status_button
from handlers.replies import Text
from handlers.secrets import find_secrets
from handlers.tickets.changes import TicketChange
from handlers.tickets.keeping import kept
from handlers.tickets.log import Channel, ContactNamed
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import LANGUAGES

_ALWAYS: frozenset[Name] = frozenset({"distress", "threat"})


def send(number: str, ctx: Context) -> Decision:
    """Send a code, or another one, to the address of the ticket of this number; ask for one where none is."""
    return with_own(number, ctx, "status", _send)


def ask(number: str, ctx: Context) -> Decision:
    """Ask for an address, and take the next message that has one as meant for this ticket."""
    return with_own(number, ctx, "status", _ask)


def later(number: str, ctx: Context) -> Decision:
    """Leave it for another day."""
    return with_own(number, ctx, "status", _later)


def forget(ctx: Context) -> None:
    """Wait for no address any more: something else was begun."""
    awaited = ctx.conversation.awaited
    if awaited is not None and awaited.what == "address":
        ctx.conversation.awaited = None


def hear(event: MessageReceived, ctx: Context) -> Decision | None:
    """Take the address that we wait for; None where we wait for none, or the message is something else."""
    awaited = ctx.conversation.awaited
    if awaited is None or awaited.what != "address":
        return None
    if awaited.lapsed(ctx.now):
        forget(ctx)
        return None
    if find_secrets(event.text):
        return None
    if _leaves(event.text):
        return later(awaited.number, ctx)
    address = address_in(event.text)
    if _belongs_elsewhere(event.text, address, ctx):
        return None
    return with_own(awaited.number, ctx, "status", lambda ticket, _: _take(ticket, address, event, ctx))


def _leaves(text: str) -> bool:
    if words.says(text, *(say("status.button.withdraw", language) for language in LANGUAGES)):
        return False  # they take back the ticket, not the address
    labels = (say("identity.button.later", language) for language in LANGUAGES)
    return words.says(text, *labels) or bool(words.command(text)) or words.agrees(text) is False


def _belongs_elsewhere(text: str, address: str, ctx: Context) -> bool:
    """Tell whether a message is meant for the desk: what has an @ is an address, perhaps mistyped."""
    intent = heard(text, ctx)
    if intent.name in _ALWAYS:
        return True
    if address or "@" in text or "＠" in text:
        return False
    return intent.name != "question" or words.asks(text) or ctx.find(text).tier == "answer"


def _send(ticket: Ticket, ctx: Context) -> Decision:
    if not possible(ctx):
        return _said("identity.unavailable", ticket, ctx, **center(ctx))
    address = _address(ticket, ctx)
    if address is None:
        return _ask(ticket, ctx)
    if not takes_code(ticket):
        return _said("identity.already", ticket, ctx) if ticket.confirmed else _settled(ticket, ctx)
    forget(ctx)
    return sending(TicketChange(ticket.number, ticket.version, ()), ticket, address, ctx)


def _ask(ticket: Ticket, ctx: Context) -> Decision:
    if not possible(ctx):
        return _said("identity.unavailable", ticket, ctx, **center(ctx))
    if not _takes(ticket, ctx):
        return _settled(ticket, ctx)
    ctx.conversation.awaited = Awaited("address", ticket.number, ctx.now)
    return _asked("identity.ask", ticket, ctx)


def _take(ticket: Ticket, address: str, event: MessageReceived, ctx: Context) -> Decision:
    if not address:
        return _asked("identity.no_address", ticket, ctx)
    forget(ctx)
    if ctx.draws is None or not possible(ctx) or not _takes(ticket, ctx):
        return _ask(ticket, ctx)
    change = _named(ticket, address, event, ctx, ctx.draws)
    return sending(change, ticket.after(change.events[0]), address, ctx)


def _named(ticket: Ticket, address: str, event: MessageReceived, ctx: Context, draws: Draws) -> TicketChange:
    text, texts = kept(address, draws)
    return TicketChange(
        number=ticket.number,
        version=ticket.version,
        events=(ContactNamed(at=ctx.now, by=holder(ticket, ctx), channel=Channel.MAIL, address=text),),
        texts=texts,
        sources={text.id: (event.message_id,)} if event.message_id else {},
    )


def _address(ticket: Ticket, ctx: Context) -> str | None:
    """Return the address named last; None where there was none, or it was erased."""
    if ctx.shelf is None or ticket.contact is None:
        return None
    return ctx.shelf.text(ticket.number, ticket.contact.id)


def _takes(ticket: Ticket, ctx: Context) -> bool:
    return takes_address(ticket, erased=_address(ticket, ctx) is None)


def _settled(ticket: Ticket, ctx: Context) -> Decision:
    return _said("identity.settled", ticket, ctx, **center(ctx))


def _later(ticket: Ticket, ctx: Context) -> Decision:
    forget(ctx)
    return _said("identity.later", ticket, ctx)


def _asked(key: str, ticket: Ticket, ctx: Context) -> Decision:
    language = ctx.conversation.language
    text = Text(say(key, language, number=ticket.number), (later_button(ticket.number, language),))
    return Decision((text,), kind="status", ticket=ticket.number)


def _said(key: str, ticket: Ticket, ctx: Context, **values: str) -> Decision:
    """Say something after which nothing is waited for here."""
    language = ctx.conversation.language
    buttons = (status_button(ticket.number, language), contact_button(language))
    text = Text(say(key, language, number=ticket.number, **values), buttons)
    return Decision((text,), kind="status", ticket=ticket.number)
