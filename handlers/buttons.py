"""What each button does. Old buttons live for ever: one we do not know any more is answered honestly."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers import again, ask, choosing, contact, full_text, related, topics, usage
from handlers.context import Context
from handlers.decisions import Decision
from handlers.downloading import giving
from handlers.downloading.button import COPY, GET_ANSWER
from handlers.escalating import buttons as escalate_buttons
from handlers.escalating import opening as escalating
from handlers.events import ButtonPressed
from handlers.files import attaching
from handlers.groups import point_to_direct
from handlers.handover import going_back
from handlers.handover.back_button import COMMAND as BOT
from handlers.identity import naming
from handlers.identity.buttons import ADDRESS, CODE, LATER
from handlers.intake import presses, pressing
from handlers.intake.asking import again as ask_again
from handlers.own_data import erasing
from handlers.own_data import hearing as own_hearing
from handlers.own_data import presses as own_presses
from handlers.own_tickets import informing, moving, objecting, person, surveying
from handlers.own_tickets.status import status
from handlers.own_tickets.survey_buttons import COMMAND as SURVEY
from handlers.replies import Text
from handlers.routing import Handler, one_each
from handlers.tickets.numbers import read_number
from handlers.topics import topics_button
from handlers.usage import help_button
from handlers.wording import say
from knowledge.language import LANGUAGES
from knowledge.passages import Passage


def _passage(show: Callable[[Passage, Context], Decision]) -> Handler:
    """Return a handler of buttons whose argument is the id of a passage."""

    def pressed(event: ButtonPressed, ctx: Context) -> Decision:
        if event.argument not in ctx.corpus:
            return _old(ctx)
        return show(ctx.corpus.passage(event.argument), ctx)

    return pressed


def _quote(passage: Passage, ctx: Context) -> Decision:
    return ask.quote([passage], ctx, "direct")


def _page(event: ButtonPressed, ctx: Context) -> Decision:
    known = {str(page): page for page in range(1, topics.pages(ctx) + 1)}
    page = known.get(event.argument)
    return topics.show(page, ctx) if page else _old(ctx)


def _language(event: ButtonPressed, ctx: Context) -> Decision:
    for known in LANGUAGES:
        if event.argument == known:
            return again.in_language(known, ctx)
    return _old(ctx)


def _ticket(show: Callable[[str, Context], Decision]) -> Handler:
    """Return a handler of buttons whose argument is the number of a ticket."""

    def pressed(event: ButtonPressed, ctx: Context) -> Decision:
        number = read_number(event.argument)
        return show(number, ctx) if number else _old(ctx)

    return pressed


def _escalate(event: ButtonPressed, ctx: Context) -> Decision:
    return escalating.pressed(event, ctx) or _old(ctx)


def _survey(event: ButtonPressed, ctx: Context) -> Decision:
    return surveying.press(event, ctx) or _old(ctx)


def _file(event: ButtonPressed, ctx: Context) -> Decision:
    return attaching.add(event, ctx) or _old(ctx)


BUTTONS: Mapping[str, Handler] = one_each(
    (
        ("full", _passage(full_text.show)),
        ("related", _passage(related.show)),
        ("passage", _passage(_quote)),
        ("none", choosing.none_of_these),
        ("topics", _page),
        ("contact", contact.answer),
        ("help", usage.answer),
        (escalate_buttons.COMMAND, _escalate),
        ("language", _language),
        (presses.COMMAND, pressing.press),
        ("ticket", _ticket(status)),
        ("withdraw", _ticket(moving.withdraw)),
        ("withdraw_yes", _ticket(moving.withdrawn)),
        ("keep", _ticket(moving.kept)),
        ("reopen", _ticket(objecting.reopened)),
        ("inform", _ticket(informing.ask)),
        ("finish", informing.finish),
        ("person", _ticket(person.ask)),
        (SURVEY, _survey),
        (BOT, going_back.asked),
        (COPY, _ticket(giving.copy)),
        (GET_ANSWER, _ticket(giving.answer)),
        (CODE, _ticket(naming.send)),
        (ADDRESS, _ticket(naming.ask)),
        (LATER, _ticket(naming.later)),
        ("attach", _ticket(attaching.ask)),
        ("add_file", _file),
        ("no_file", attaching.not_now),
        (own_presses.COMPANY, own_hearing.company),
        (own_presses.ONLY_CHAT, own_hearing.only_chat),
        (own_presses.ASK, own_hearing.asked),
        (own_presses.DO, erasing.forget),
        (own_presses.LEAVE, own_hearing.left),
    )
)


# After these something else is asked than what the form asks, and only the last question has buttons.
_ASK_THEMSELVES = frozenset({presses.COMMAND, escalate_buttons.COMMAND, *own_presses.COMMANDS})


def answer(event: ButtonPressed, ctx: Context) -> Decision:
    """Do what the button says. In a group we put no buttons, so what comes from there was made elsewhere."""
    if event.place == "group":
        return point_to_direct(event, ctx)
    moving.forget(ctx)
    surveying.forget(ctx)
    if event.command == presses.COMMAND:
        naming.forget(ctx)
    handler = BUTTONS.get(event.command)
    decision = handler(event, ctx) if handler else _old(ctx)
    said = decision if event.command in _ASK_THEMSELVES else ask_again(decision, ctx)
    return surveying.asked(said, ctx)


def _old(ctx: Context) -> Decision:
    spoken = ctx.conversation.language
    buttons = (topics_button(spoken), help_button(spoken))
    return Decision((Text(say("old_button.sorry", spoken), buttons),), kind="help")
