"""Words that staff wrote to a person: under their own name in the chat, and where due, as the answer."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.letters import Letter
from handlers.notices import Notice
from handlers.own_tickets.information_button import information_buttons
from handlers.own_tickets.status import status_button
from handlers.own_tickets.survey_buttons import asks_survey, survey_buttons, survey_question
from handlers.replies import Press, Text
from handlers.tickets import machine
from handlers.tickets.actors import Actor
from handlers.tickets.changes import TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.keeping import kept
from handlers.tickets.log import MessageOut, TicketEvent
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from handlers.written_to import letter_to
from knowledge.language import Language

LONGEST = 4_000
"""Characters of what staff write: what fits into one message of the chat, with what we say around it."""


def staff_text(words: str, language: Language, *choices: Press) -> Text:
    """Return words as they stand, under the name of staff."""
    return Text(words, choices, sender=say("handover.staff", language))


def answer(  # who answers what, and how it ends
    words: str, ticket: Ticket, by: Actor, ctx: Context, draws: Draws, *last: TicketEvent
) -> Decision:
    """Send an answer; what is in review, or only just came in, is answered by it.

    `last` are events that come after it. Raises MoveRefused.
    """
    text, texts = kept(words, draws)
    events: list[TicketEvent] = [*taken_up(ticket, by, ctx)]
    events.append(MessageOut(at=ctx.now, by=by, text=text))
    now = _after(ticket, events)
    if now.status is Status.IN_REVIEW:
        events += machine.entries(now, Act(move=Move.ANSWER, by=by, at=ctx.now, text=text))
    events += last
    now = _after(ticket, events)
    survey = ticket.status is not now.status and asks_survey(now)
    return Decision(
        ticket=ticket.number,
        changes=(TicketChange(ticket.number, ticket.version, tuple(events), texts),),
        notices=(_notice(words, now, ctx, survey=survey, bot_again=bool(last)),),
    )


def taken_up(ticket: Ticket, by: Actor, ctx: Context) -> tuple[TicketEvent, ...]:
    """Return the event by which work on a ticket begins that only just came in. Raises MoveRefused."""
    if ticket.status is not Status.RECEIVED:
        return ()
    return (machine.move(ticket, Act(move=Move.TAKE_UP, by=by, at=ctx.now)),)


def letter(words: str, ticket: Ticket, ctx: Context) -> Letter | None:
    """Return the same as a mail, where the person named an address that words may go to."""
    language = ctx.conversation.language
    subject = say("mail.answer.subject", language, number=ticket.number)
    return letter_to(
        ticket, ctx, subject, say("mail.answer.mail", language, number=ticket.number, words=words)
    )


def _after(ticket: Ticket, events: list[TicketEvent]) -> Ticket:
    for event in events:
        ticket = ticket.after(event)
    return ticket


def _notice(words: str, ticket: Ticket, ctx: Context, *, survey: bool, bot_again: bool) -> Notice:
    language = ctx.conversation.language
    told = [say("mail.answer.chat", language, number=ticket.number, words=words)]
    buttons = (*information_buttons(ticket, language), status_button(ticket.number, language))
    if bot_again:
        told.append(say("handover.after_words", language))
    if survey:
        told.append(survey_question(language))
        buttons = (*survey_buttons(ticket.number, language), *buttons)
    return Notice(
        number=ticket.number,
        version=ticket.version,
        requester=ticket.requester,
        language=language,
        text=staff_text("\n\n".join(told), language, *buttons),
        letter=letter(words, ticket, ctx),
        # Who passes something on from the chat names an address only where the answer shall go there; but
        # who has just been talked to in the chat is there.
        mail_first=ticket.contact is not None and not bot_again,
        answers=True,
    )
