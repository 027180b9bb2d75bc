"""More information for an open ticket, in the requester's own words: asked for by a button, then taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from handlers import unsafe
from handlers.awaited import Awaited
from handlers.contact import contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import SURE_WISH
from handlers.doubt import heard as hear_wish
from handlers.draws import Draws
from handlers.events import ButtonPressed, MessageReceived
from handlers.intake import words
from handlers.intents import SURE, Name
from handlers.own_tickets.finding import holder, with_own
from handlers.own_tickets.information_button import takes_information
from handlers.own_tickets.status import status_button
from handlers.replies import Press, Text
from handlers.secrets import find_secrets
from handlers.tickets import machine
from handlers.tickets.changes import TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.keeping import kept
from handlers.tickets.log import Channel, MessageIn, TicketEvent
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say

Otherwise: TypeAlias = Callable[[MessageReceived, Context], Decision]

LONGEST = 2_000
"""Characters of one message: several pages of a letter, and less than half of what LINE lets people send."""
_ALWAYS: frozenset[Name] = frozenset({"distress", "threat"})
_MAY_ANSWER: frozenset[Name] = frozenset({"chitchat", "puzzled"})  # "yes", "I do not know"
_IF_SURE: frozenset[Name] = frozenset({"withdraw", "human", "incident"})


def ask(number: str, ctx: Context) -> Decision:
    """Ask for the information, and take the next message as meant for this ticket."""
    return with_own(number, ctx, "status", _asked)


def finish(_: ButtonPressed | MessageReceived, ctx: Context) -> Decision:
    """Wait for no more information."""
    if _awaited(ctx):
        ctx.conversation.awaited = None
    return Decision((Text(say("status.information.finished", ctx.conversation.language)),), kind="status")


def hear(event: MessageReceived, ctx: Context, otherwise: Otherwise) -> Decision | None:
    """Take a message as the information we wait for; None where we wait for none, or it is something else."""
    awaited = _awaited(ctx)
    if awaited is None:
        return None
    if awaited.lapsed(ctx.now) or _asked_else_since(awaited, ctx):
        ctx.conversation.awaited = None
        return None
    if find_secrets(event.text):
        return unsafe.warn(event, ctx, only_distress(otherwise))
    if words.command(event.text):
        return finish(event, ctx)
    if _belongs_elsewhere(event.text, awaited, ctx):
        return None
    return with_own(awaited.number, ctx, "status", lambda ticket, _: _taken(ticket, event, ctx))


def _awaited(ctx: Context) -> Awaited | None:
    awaited = ctx.conversation.awaited
    return awaited if awaited and awaited.what in {"information", "more"} else None


def _asked_else_since(awaited: Awaited, ctx: Context) -> bool:
    """Tell whether a form has asked something since, so that what is written now answers that."""
    form = ctx.conversation.form
    return form is not None and form.touched_at > awaited.since


def _belongs_elsewhere(text: str, awaited: Awaited, ctx: Context) -> bool:
    """Tell whether a message is surely meant for the desk, and not for whoever works on the ticket."""
    intent = hear_wish(text, ctx)
    if intent.name in _ALWAYS or words.elsewhere(text):
        return True
    if intent.name == "question":
        return awaited.what == "more" and words.asks(text)
    if awaited.what == "information" and intent.name in _MAY_ANSWER:
        return False
    return intent.score == SURE or (intent.name in _IF_SURE and intent.score >= SURE_WISH)


def only_distress(otherwise: Otherwise) -> Otherwise:
    """Take nothing of what stands beside a secret; but somebody in distress is heard."""

    def answer(rest: MessageReceived, ctx: Context) -> Decision:
        return otherwise(rest, ctx) if hear_wish(rest.text, ctx).name == "distress" else Decision()

    return answer


def _asked(ticket: Ticket, ctx: Context) -> Decision:
    if not takes_information(ticket):
        return _no_more(ticket, ctx)
    ctx.conversation.awaited = Awaited("information", ticket.number, ctx.now)
    told = say("status.information.ask", ctx.conversation.language, number=ticket.number, most=LONGEST)
    return _said(told, ticket, _finish_button("not_now", ctx))


def _taken(ticket: Ticket, event: MessageReceived, ctx: Context) -> Decision:
    language = ctx.conversation.language
    if not takes_information(ticket) or ctx.draws is None:
        return _no_more(ticket, ctx)
    if len(event.text) > LONGEST:
        told = say("status.information.too_long", language, most=LONGEST)
        return _said(told, ticket, _finish_button("not_now", ctx))
    ctx.conversation.awaited = Awaited("more", ticket.number, ctx.now)
    told = say("status.information.taken", language, number=ticket.number)
    said = _said(told, ticket, _finish_button("done", ctx), status_button(ticket.number, language))
    return replace(said, changes=(written(ticket, event, ctx, ctx.draws),))


def written(ticket: Ticket, event: MessageReceived, ctx: Context, draws: Draws) -> TicketChange:
    """Keep the words beside the log; who waited for them goes on with the ticket."""
    by, (text, texts) = holder(ticket, ctx), kept(event.text, draws)
    events: list[TicketEvent] = [MessageIn(at=ctx.now, by=by, channel=Channel.LINE, text=text)]
    if ticket.status is Status.WAITING_REQUESTER:
        events.append(machine.move(ticket, Act(move=Move.HEAR_REQUESTER, by=by, at=ctx.now)))
    return TicketChange(
        number=ticket.number,
        version=ticket.version,
        events=tuple(events),
        texts=texts,
        sources={text.id: (event.message_id,)} if event.message_id else {},
    )


def _no_more(ticket: Ticket, ctx: Context) -> Decision:
    """Say that nobody works on the ticket any more, and wait for nothing."""
    if _awaited(ctx):
        ctx.conversation.awaited = None
    language = ctx.conversation.language
    told = say("status.information.ended", language, number=ticket.number)
    return _said(told, ticket, status_button(ticket.number, language), contact_button(language))


def _finish_button(label: str, ctx: Context) -> Press:
    return Press(say(f"status.button.{label}", ctx.conversation.language), "finish")


def _said(told: str, ticket: Ticket, *buttons: Press) -> Decision:
    return Decision((Text(told, buttons),), kind="status", ticket=ticket.number)
