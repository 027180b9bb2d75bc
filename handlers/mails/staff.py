"""Staff answered a mail of ours: a note, or with `#send` on the first line an answer to the requester.

Decisions about rights are never made by mail; an answer that cannot be sent is kept as a note, and its writer
is told why.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.events import MailReceived
from handlers.letters import Letter
from handlers.mails import letters
from handlers.mails.outcomes import Outcome, Settled
from handlers.notices import Notice
from handlers.own_tickets.information_button import information_buttons
from handlers.own_tickets.status import status_button
from handlers.own_tickets.survey_buttons import asks_survey, survey_buttons, survey_question
from handlers.replies import Text
from handlers.tickets import machine
from handlers.tickets.actors import Actor, Role
from handlers.tickets.changes import TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.keeping import kept
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel, MessageOut, NoteAdded, TicketEvent
from handlers.tickets.machine import MoveRefused
from handlers.tickets.names import obstacle_sentence
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import LANGUAGES

COMMAND = "#send"
LONGEST = 4_000
"""Characters of an answer: what fits into one message of the chat, with what we say around it."""
_LONGEST_NOTE = 20_000
_ANSWERABLE = OPEN - {Status.DRAFT} | {Status.ANSWERED}


def received(event: MailReceived, ticket: Ticket, ctx: Context, draws: Draws) -> Decision:
    """Note what was written, or send what stands below `#send`."""
    by = Actor(Role.CASEWORKER, event.staff)
    words = to_be_sent(event.text)
    if words is None:
        return _noted(event, ticket, by, ctx, draws)
    if why := _against(ticket, words):
        said = _noted(event, ticket, by, ctx, draws, f"send_refused_{why}")
        return replace(said, letters=letters.refused(why, ticket, event.address, ctx))
    try:
        return _sent(words, ticket, by, ctx, draws)
    except MoveRefused as refusal:
        said = _noted(event, ticket, by, ctx, draws, "send_refused_guard", refusal.event)
        reasons = {language: obstacle_sentence(refusal.obstacle, language) for language in LANGUAGES}
        return replace(said, letters=letters.not_moved(reasons, ticket, event.address, ctx))


def to_be_sent(text: str) -> str | None:
    """Return what stands below `#send` on the first line; None where it does not."""
    first, _, rest = text.strip().partition("\n")
    if unicodedata.normalize("NFKC", first).strip().casefold() != COMMAND:
        return None
    return rest.strip()


def _against(ticket: Ticket, words: str) -> str:
    """Return in one word why an answer cannot be sent, "" where it can."""
    if ticket.kind is Kind.RIGHTS:
        return "rights"
    if ticket.status not in _ANSWERABLE:
        return "ended"
    if not words:
        return "empty"
    return "too_long" if len(words) > LONGEST else ""


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


def _sent(words: str, ticket: Ticket, by: Actor, ctx: Context, draws: Draws) -> Decision:
    """Send an answer; what is in review, or only just came in, is answered by it. Raises MoveRefused."""
    text, texts = kept(words, draws)
    events: list[TicketEvent] = []
    now = ticket
    if now.status is Status.RECEIVED:
        events.append(machine.move(now, Act(move=Move.TAKE_UP, by=by, at=ctx.now)))
        now = now.after(events[-1])
    events.append(MessageOut(at=ctx.now, by=by, channel=Channel.LINE, text=text))
    now = now.after(events[-1])
    if now.status is Status.IN_REVIEW:
        events.append(machine.move(now, Act(move=Move.ANSWER, by=by, at=ctx.now, text=text)))
        now = now.after(events[-1])
    return Decision(
        ticket=ticket.number,
        changes=(TicketChange(ticket.number, ticket.version, tuple(events), texts),),
        notices=(_notice(words, now, ctx, survey=ticket.status is not now.status and asks_survey(now)),),
        mail=Settled(Outcome.REPLY_SENT),
    )


def _notice(words: str, ticket: Ticket, ctx: Context, *, survey: bool) -> Notice:
    language = ctx.conversation.language
    told = say("mail.answer.chat", language, number=ticket.number, words=words)
    buttons = (*information_buttons(ticket, language), status_button(ticket.number, language))
    if survey:
        told = f"{told}\n\n{survey_question(language)}"
        buttons = (*survey_buttons(ticket.number, language), *buttons)
    return Notice(
        number=ticket.number,
        version=ticket.version,
        requester=ticket.requester,
        language=language,
        text=Text(told, buttons),
        letter=_letter(words, ticket, ctx),
        # Who passes something on from the chat names an address only where the answer shall go there.
        mail_first=ticket.contact is not None,
    )


def _letter(words: str, ticket: Ticket, ctx: Context) -> Letter | None:
    if not ctx.mails or ctx.shelf is None or ticket.contact is None:
        return None
    address = ctx.shelf.text(ticket.number, ticket.contact.id)
    if address is None:
        return None
    language = ctx.conversation.language
    return Letter(
        to=address,
        subject=say("mail.answer.subject", language, number=ticket.number),
        text=say("mail.answer.mail", language, number=ticket.number, words=words),
        language=language,
        number=ticket.number,
        party="requester",
    )
