"""What a person writes while staff have the conversation: it goes into the ticket, and we are silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce

from handlers import distress, unsafe
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import SURE_WISH, heard
from handlers.draws import Draws
from handlers.events import MediaReceived, MessageReceived
from handlers.files import attaching
from handlers.handover import going_back
from handlers.handover.held import held
from handlers.intake import words
from handlers.intents import Intent, recognise, tidy
from handlers.language import settle
from handlers.letters import Letter
from handlers.mails import letters
from handlers.own_tickets.informing import only_distress, written
from handlers.replies import Text
from handlers.secrets import find_secrets
from handlers.tickets.numbers import read_number
from handlers.tickets.ticket import Ticket
from handlers.wording import say

Otherwise = Callable[[MessageReceived, Context], Decision]
_SHORT, _NUMBER = 40, 16
"""Characters; who writes more than “status”, or than a ticket's number, tells staff something."""


def hear(event: MessageReceived, ctx: Context, otherwise: Otherwise) -> Decision:
    """Put a message into the ticket that staff have the conversation about.

    We answer who asks how their ticket stands or when people are there, who wants us back, or is in distress;
    and warn of secrets, of which nothing is kept. Where nobody has the conversation we answer everything.
    """
    ticket = held(ctx)
    if ticket is None or ctx.draws is None:
        return otherwise(event, ctx)
    if not event.text.strip():
        return Decision()
    settle(ctx.conversation, event.text)
    if find_secrets(event.text):
        return unsafe.warn(event, ctx, only_distress(otherwise))
    intent = heard(event.text, ctx)
    if _for_us(event.text, intent):
        return otherwise(event, ctx)
    said = _passed_on(event, ticket, ctx, ctx.draws)
    if intent.name == "distress":
        helped = distress.answer(event, ctx)
        return replace(helped, ticket=ticket.number, changes=said.changes, letters=said.letters)
    return said


def receive(event: MediaReceived, ctx: Context) -> Decision | None:
    """Fetch a file into that ticket, note a sticker, and say of anything else that nobody gets to see it."""
    ticket = held(ctx)
    if ticket is None or ctx.draws is None:
        return None
    language = ctx.conversation.language
    if event.media == "sticker":
        noted = say("handover.sticker", language)
        as_text = MessageReceived(id=event.id, at=event.at, text=noted, message_id=event.message_id)
        return _passed_on(as_text, ticket, ctx, ctx.draws)
    not_passed_on = Text(say("handover.not_passed_on", language))
    said = attaching.pass_on(event, ticket, ctx) or Decision((not_passed_on,), kind="help")
    return _lapsed(said, ticket, ctx)


def told_staff(ticket: Ticket, ctx: Context, wrote: str = "") -> tuple[Letter, ...]:
    """Return the mail that something came into the chat: once, until staff say something."""
    if ticket.handover is None or ticket.handover.unanswered:
        return ()
    return letters.to_center("handover_wrote", ticket, ctx, wrote)


def _for_us(text: str, intent: Intent) -> bool:
    if intent.name in {"bot", "opening_hours"}:
        return True
    if intent.name != "status" or len(tidy(text)) > _SHORT:
        return False
    if read_number(text):  # beside which they may tell staff anything
        return len(tidy(text)) <= _NUMBER or recognise(text).name == "status"
    return words.elsewhere(text) or intent.score >= SURE_WISH


def _passed_on(event: MessageReceived, ticket: Ticket, ctx: Context, draws: Draws) -> Decision:
    change = written(ticket, event, ctx, draws)
    said = Decision(ticket=ticket.number, changes=(change,), letters=told_staff(ticket, ctx, event.text))
    return _lapsed(said, ticket, ctx)


def _lapsed(said: Decision, ticket: Ticket, ctx: Context) -> Decision:
    """Let the bot answer again where staff have let the time run out, and nothing has said so yet."""
    if ticket.handover is None or not ticket.handover.lapsed(ctx.now):
        return said
    events = [event for change in said.changes for event in change.events]
    return going_back.lapsed(said, reduce(Ticket.after, events, ticket), ctx)
