"""What staff do with a conversation: take it, say something in it, give it back to the bot."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.handover import answering
from handlers.handover.answering import LONGEST, staff_text, taken_up
from handlers.handover.back_button import back_button
from handlers.handover.held import HandoverRefused, held
from handlers.notices import Notice
from handlers.own_tickets.status import status_button
from handlers.replies import Text
from handlers.tickets.actors import Actor, Role
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.handover_log import HandoverBegan, HandoverEnded
from handlers.tickets.keeping import kept
from handlers.tickets.log import MessageOut, TicketEvent
from handlers.tickets.machine import MoveRefused
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.statuses import OPEN, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say as worded


def take(ticket: Ticket, by: Actor, ctx: Context, _: Draws) -> Decision:
    """Let staff have the conversation about an open ticket; the person is told. Raises HandoverRefused.

    A colleague may take it over, of which the person hears nothing. Nobody is identified by it.
    """
    if found := _against_taking(ticket, by, ctx):
        raise HandoverRefused(found)
    events = (*_taken_up(ticket, by, ctx), HandoverBegan(at=ctx.now, by=by))
    if ticket.handover is not None:
        return _decided(ticket, events)
    language = ctx.conversation.language
    told = Text(
        worded("handover.began", language, number=ticket.number),
        (back_button(language), status_button(ticket.number, language)),
    )
    return _decided(ticket, events, told, ctx)


def say(words: str, ticket: Ticket, by: Actor, ctx: Context, draws: Draws) -> Decision:
    """Say something in the chat under the name of staff; no move is made by it. Raises HandoverRefused."""
    if found := _against_saying(words, ticket, by):
        raise HandoverRefused(found)
    text, texts = kept(words, draws)
    said = MessageOut(at=ctx.now, by=by, text=text)
    language = ctx.conversation.language
    told = staff_text(words, language, back_button(language))
    return _decided(ticket, (said,), told, ctx, texts=texts, words=words)


def give_back(ticket: Ticket, by: Actor, ctx: Context, draws: Draws, words: str = "") -> Decision:
    """Let the bot answer again; words are the answer, of what can be answered like that.

    Raises HandoverRefused, and MoveRefused where an answer is not possible.
    """
    if found := _against(ticket, by) or (_too_long(words)):
        raise HandoverRefused(found)
    ended = HandoverEnded(at=ctx.now, by=by, why="staff")
    if words:
        return answering.answer(words, ticket, by, ctx, draws, ended)
    language = ctx.conversation.language
    told = Text(
        worded("handover.given_back", language, number=ticket.number),
        (status_button(ticket.number, language),),
    )
    return _decided(ticket, (ended,), told, ctx)


def _against_taking(ticket: Ticket, by: Actor, ctx: Context) -> Obstacle | None:
    if by.role is not Role.CASEWORKER:
        return Obstacle.ROLE
    if ticket.status not in OPEN - {Status.DRAFT}:
        return Obstacle.STATUS
    other = held(ctx)
    if other is not None and other.number != ticket.number:
        return Obstacle.HANDOVER_ELSEWHERE
    runs = ticket.handover is not None and ticket.handover.by == by.id
    return Obstacle.HANDOVER_RUNS if runs else None


def _against_saying(words: str, ticket: Ticket, by: Actor) -> Obstacle | None:
    if found := _against(ticket, by):
        return found
    return Obstacle.TEXT_MISSING if not words.strip() else _too_long(words)


def _against(ticket: Ticket, by: Actor) -> Obstacle | None:
    if by.role is not Role.CASEWORKER:
        return Obstacle.ROLE
    return Obstacle.NO_HANDOVER if ticket.handover is None else None


def _too_long(words: str) -> Obstacle | None:
    return Obstacle.TEXT_TOO_LONG if len(words) > LONGEST else None


def _taken_up(ticket: Ticket, by: Actor, ctx: Context) -> tuple[TicketEvent, ...]:
    """Begin to work on what only just came in; what waits for an identity goes on waiting."""
    try:
        return taken_up(ticket, by, ctx)
    except MoveRefused:
        return ()


def _decided(  # a change, and what the person hears of it
    ticket: Ticket,
    events: tuple[TicketEvent, ...],
    told: Text | None = None,
    ctx: Context | None = None,
    *,
    texts: dict[str, SaltedText] | None = None,
    words: str = "",
) -> Decision:
    change = TicketChange(ticket.number, ticket.version, events, texts or {})
    decided = Decision(ticket=ticket.number, changes=(change,))
    if told is None or ctx is None:
        return decided
    notice = Notice(
        number=ticket.number,
        version=ticket.version + len(events),
        requester=ticket.requester,
        language=ctx.conversation.language,
        text=told,
        letter=answering.letter(words, ticket, ctx) if words else None,
    )
    return Decision(ticket=ticket.number, changes=(change,), notices=(notice,))
