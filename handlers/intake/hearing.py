"""A message while a form is open: an answer to what is asked, or something else that is answered first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from handlers import unsafe
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import SURE_WISH
from handlers.doubt import heard as hear_wish
from handlers.events import MessageReceived
from handlers.intake import answering, words
from handlers.intake.asking import again, ask
from handlers.intake.form import Form
from handlers.intake.steps import (
    BY_MAIL,
    CONFIRM,
    LISTED_FROM,
    PERSON,
    SUMMARY,
    WHICH,
    WHOSE,
    Step,
    change,
    current,
)
from handlers.intents import Intent, Name, about_this_desk
from handlers.secrets import find_secrets
from handlers.tickets.numbers import read_number
from handlers.wording import say

Otherwise: TypeAlias = Callable[[MessageReceived, Context], Decision]

_AGAIN: frozenset[Name] = frozenset({"nothing", "again", "puzzled"})
_NEVER: frozenset[Name] = _AGAIN | {"others_data"}  # whose data it is, the form asks itself
_ALWAYS: frozenset[Name] = frozenset({"distress", "threat"})
# Less than elsewhere: while a form is open, hardly anything else sounds like taking something back.
_TAKEN_BACK = 0.4


@dataclass(frozen=True, slots=True)
class _Heard:
    """A message, what it is heard as, and the form and step it meets."""

    text: str
    message_id: str
    intent: Intent
    form: Form
    step: Step


def hear(event: MessageReceived, ctx: Context, form: Form, otherwise: Otherwise) -> Decision:
    """Take a message as the answer where it is one; `otherwise` answers what belongs to no form."""
    pauses = form.silent(ctx.now) and not form.paused
    form = ctx.conversation.form = replace(form, paused=form.paused or pauses, touched_at=ctx.now)
    if find_secrets(event.text):
        return _warned(event, ctx, otherwise)
    if about_this_desk(event.text):
        return otherwise(event, ctx)  # what is asked there has buttons, so the form does not ask again
    heard = _Heard(event.text, event.message_id, hear_wish(event.text, ctx), form, current(form))
    if answered := _chosen(heard, ctx):
        return answered
    if _belongs_elsewhere(heard, ctx):
        return again(otherwise(event, ctx), ctx)
    if heard.step.words and (heard.step.anything or heard.intent.name not in _AGAIN):
        return answering.write(form, event.text, ctx, event.message_id)
    return ask(form, ctx, *(() if pauses else (_how(heard.step, ctx),)))


def _how(step: Step, ctx: Context) -> str:
    if step.words:
        return say("intake.write", ctx.conversation.language)
    numbered = step == SUMMARY or len(step.choices) >= LISTED_FROM
    return say("intake.choose" if numbered else "intake.choose_button", ctx.conversation.language)


def _chosen(heard: _Heard, ctx: Context) -> Decision | None:
    """Take a choice that is named in any way; at the summary the number of a line is one, too."""
    step, form = heard.step, heard.form
    choice = words.command(heard.text) or words.choice(heard.text, step) or _meant(heard)
    if choice:
        return answering.choose(form, choice, ctx, heard.message_id)
    if step == SUMMARY and (line := words.choice(heard.text, change(form))):
        return answering.choose(replace(form, step="change"), line, ctx)
    return None


def _meant(heard: _Heard) -> str | None:
    """Return the choice that a whole sentence comes to ("it is about my mother")."""
    intent, step = heard.intent, heard.step
    if step.anything:
        return None
    if intent.name == "withdraw" and intent.score >= _TAKEN_BACK and not read_number(heard.text):
        return "cancel"  # nothing is sent yet: what they take back is this form
    if step == WHOSE and intent.name == "others_data":
        return "somebody_else"
    if intent.name != "right" or not intent.rights:
        return None
    if step == WHICH:
        return intent.rights[0]
    return "yes" if step == CONFIRM and not _new_rights(heard) else None


def _belongs_elsewhere(heard: _Heard, ctx: Context) -> bool:
    """Tell whether a message is surely no answer to what is asked: a question, a greeting, another wish."""
    intent = heard.intent
    if intent.name in _NEVER or (intent.name == "right" and not _new_rights(heard)):
        return False
    if intent.name in _ALWAYS or words.elsewhere(heard.text):
        return True
    return not heard.step.anything and _asks_or_wishes(heard, ctx)


def _asks_or_wishes(heard: _Heard, ctx: Context) -> bool:
    """Tell whether a message that could be the answer is a question or another wish all the same."""
    intent = heard.intent
    if words.asks(heard.text):
        return True
    if heard.step == PERSON:  # a name may sound like anything
        return False
    if intent.name == "question":
        return not _takes_words(heard) and ctx.find(heard.text).tier == "answer"
    return not _takes_words(heard) or intent.score >= SURE_WISH


def _takes_words(heard: _Heard) -> bool:
    """Tell whether any words may be the answer; where an address is asked for, only those with one."""
    return heard.step.words and (heard.step not in BY_MAIL or bool(answering.address(heard.text)))


def _new_rights(heard: _Heard) -> bool:
    return not set(heard.intent.rights) <= set(heard.form.rights)


def _warned(event: MessageReceived, ctx: Context, otherwise: Otherwise) -> Decision:
    """Ask not to send such things, and take nothing of the message as an answer."""

    def only_distress(rest: MessageReceived, ctx: Context) -> Decision:
        return otherwise(rest, ctx) if hear_wish(rest.text, ctx).name == "distress" else Decision()

    return again(unsafe.warn(event, ctx, only_distress), ctx)
