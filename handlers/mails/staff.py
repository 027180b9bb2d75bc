"""Staff answered a mail of ours: a note, or with a command on the first line something for the requester.

`#send` answers, `#take` takes the conversation in the chat, where `#send` then says something, and `#back`
gives it back to the bot; approvers only note. Decisions about rights are never made by mail; what cannot be
sent is kept as a note, and its writer is told why.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import reduce
from typing import Literal

from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.events import MailReceived
from handlers.handover import answering, conversing
from handlers.handover.answering import LONGEST
from handlers.handover.held import HandoverRefused
from handlers.mails import letters
from handlers.mails.outcomes import Outcome, Settled
from handlers.tickets.actors import Actor, Role
from handlers.tickets.changes import TicketChange
from handlers.tickets.keeping import kept
from handlers.tickets.kinds import Kind
from handlers.tickets.log import NoteAdded, TicketEvent
from handlers.tickets.machine import MoveRefused
from handlers.tickets.names import obstacle_sentence
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.ticket import Ticket
from knowledge.language import LANGUAGES

Command = Literal["send", "take", "back"]
_COMMANDS: dict[str, Command] = {"#send": "send", "#take": "take", "#back": "back"}
_LONGEST_NOTE = 20_000
_ANSWERABLE = OPEN - {Status.DRAFT} | {Status.ANSWERED}


def received(event: MailReceived, ticket: Ticket, ctx: Context, draws: Draws) -> Decision:
    """Note what was written, or do what its first line says with what stands below."""
    by = Actor(event.as_role, event.staff)
    command, words = read(event.text)
    if command is None:
        return _noted(event, ticket, by, ctx, draws)
    if why := _against(command, ticket, by, words):
        said = _noted(event, ticket, by, ctx, draws, f"{command}_refused_{why}")
        return replace(said, letters=letters.refused(why, ticket, event.address, ctx))
    try:
        return _done(command, words, event, ticket, by, ctx, draws)
    except MoveRefused as refusal:
        said = _noted(event, ticket, by, ctx, draws, f"{command}_refused_guard", refusal.event)
        return _told_why(said, refusal.obstacle, ticket, event, ctx)
    except HandoverRefused as refusal:
        said = _noted(event, ticket, by, ctx, draws, f"{command}_refused_{refusal.obstacle}")
        return _told_why(said, refusal.obstacle, ticket, event, ctx)


def read(text: str) -> tuple[Command | None, str]:
    """Return the command that the first line is, and what stands below it; None where it is none."""
    first, _, rest = text.strip().partition("\n")
    command = _COMMANDS.get(unicodedata.normalize("NFKC", first).strip().casefold())
    return command, rest.strip() if command else ""


def _against(command: Command, ticket: Ticket, by: Actor, words: str) -> str:
    """Return in one word why something cannot be done by mail, "" where it can."""
    if by.role is not Role.CASEWORKER:
        return "role"
    if ticket.kind is Kind.RIGHTS and (command != "back" or words):
        return "rights"
    if ticket.status not in _ANSWERABLE:
        return "ended"
    if command == "send" and not words:
        return "empty"
    return "too_long" if len(words) > LONGEST else ""


def _told_why(
    said: Decision, obstacle: Obstacle, ticket: Ticket, event: MailReceived, ctx: Context
) -> Decision:
    reasons = {language: obstacle_sentence(obstacle, language) for language in LANGUAGES}
    return replace(said, letters=letters.not_moved(reasons, ticket, event.address, ctx))


def _noted(  # what every change needs, and what is special about this one
    event: MailReceived,
    ticket: Ticket,
    by: Actor,
    ctx: Context,
    draws: Draws,
    why: str = "",
    *more: TicketEvent,
) -> Decision:
    text, texts = kept(event.text.strip()[:_LONGEST_NOTE], draws)
    note = NoteAdded(at=ctx.now, by=by, text=text)
    change = TicketChange(ticket.number, ticket.version, (note, *more), texts)
    return Decision(ticket=ticket.number, changes=(change,), mail=Settled(Outcome.NOTE, why))


def _done(  # who does what with which ticket
    command: Command, words: str, event: MailReceived, ticket: Ticket, by: Actor, ctx: Context, draws: Draws
) -> Decision:
    """Do what a command says. Raises MoveRefused and HandoverRefused."""
    if command == "take":
        return _taken(words, event, ticket, by, ctx, draws)
    if command == "back":
        back = conversing.give_back(ticket, by, ctx, draws, words)
        return replace(back, mail=Settled(Outcome.REPLY_SENT if words else Outcome.HANDOVER))
    if ticket.handover is not None:
        said = conversing.say(words, ticket, by, ctx, draws)
    else:
        said = answering.answer(words, ticket, by, ctx, draws)
    return replace(said, mail=Settled(Outcome.REPLY_SENT))


def _taken(
    words: str, event: MailReceived, ticket: Ticket, by: Actor, ctx: Context, draws: Draws
) -> Decision:
    """Take the conversation, and say at once what stands below."""
    taken = replace(
        conversing.take(ticket, by, ctx, draws),
        letters=letters.to_writer("handover_taken", ticket, event.address, ctx),
        mail=Settled(Outcome.HANDOVER),
    )
    if not words:
        return taken
    now = reduce(Ticket.after, taken.changes[0].events, ticket)
    said = conversing.say(words, now, by, ctx, draws)
    return replace(taken, changes=taken.changes + said.changes, notices=taken.notices + said.notices)
