"""How one's own tickets stand: all of them, or the one that is named."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.downloading.button import answer_buttons, copy_buttons
from handlers.files.add_button import add_buttons
from handlers.identity.buttons import identity_buttons
from handlers.own_tickets.answer_out import object_buttons
from handlers.own_tickets.finding import holder, none_here, with_own
from handlers.own_tickets.information_button import information_buttons
from handlers.own_tickets.lines import lines
from handlers.own_tickets.survey_buttons import asks_survey, survey_buttons, survey_question
from handlers.replies import Press, Text
from handlers.tickets import machine
from handlers.tickets.statuses import Move
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

_MOST = 5


def status_button(number: str, language: Language) -> Press:
    return Press(say("status.button.ticket", language), "ticket", number)


def status(number: str | None, ctx: Context) -> Decision:
    """Tell how the ticket of this number stands; without one, how the newest do."""
    if number is not None:
        return with_own(number, ctx, "status", one)
    if len(ctx.tickets) == 1:
        return one(ctx.tickets[0], ctx)
    return _newest(ctx) if ctx.tickets else none_here(ctx, "status", "status.none")


def one(ticket: Ticket, ctx: Context) -> Decision:
    """Tell how a ticket stands, with buttons for what its holder can do now."""
    language = ctx.conversation.language
    buttons = (
        *answer_buttons(ticket, ctx),
        *identity_buttons(ticket, ctx),
        *object_buttons(ticket, ctx),
        *information_buttons(ticket, language),
        *add_buttons(ticket, language),
        *copy_buttons(ticket, ctx),
        *_withdraw_buttons(ticket, ctx),
        _person_button(ticket, language),
    )
    told = lines(ticket, ctx)
    survey = survey_buttons(ticket.number, language) if asks_survey(ticket) else ()
    if survey:
        told = f"{told}\n\n{survey_question(language)}"
    text = Text(told, (*buttons, *survey))
    return Decision((text,), kind="status", ticket=ticket.number)


def _withdraw_buttons(ticket: Ticket, ctx: Context) -> tuple[Press, ...]:
    if Move.WITHDRAW not in machine.possible(ticket, holder(ticket, ctx), ctx.now):
        return ()
    return (Press(say("status.button.withdraw", ctx.conversation.language), "withdraw", ticket.number),)


def _person_button(ticket: Ticket, language: Language) -> Press:
    return Press(say("status.button.person", language), "person", ticket.number)


def _newest(ctx: Context) -> Decision:
    language, shown = ctx.conversation.language, ctx.tickets[:_MOST]
    told = [lines(ticket, ctx) for ticket in shown]
    if len(ctx.tickets) > _MOST:
        told.append(say("status.more", language, shown=_MOST))
    buttons = tuple(Press(ticket.number, "ticket", ticket.number) for ticket in shown)
    return Decision((Text("\n\n".join(told), buttons),), kind="status")
