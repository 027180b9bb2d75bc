"""What an answer does to the form, pressed or written: the next question, the ticket, the end."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.intake import sending
from handlers.intake.asking import ask, asked_about
from handlers.intake.form import CHOICE, Form
from handlers.intake.steps import (
    BY_MAIL,
    LONGEST,
    QUESTION,
    QUESTION_KEPT,
    WHICH,
    before,
    current,
    first_open,
    steps,
)
from handlers.replies import Text
from handlers.tickets.kinds import Kind
from handlers.tickets.rights import Right
from handlers.wording import say

# What is surely no address is refused; whether mail arrives there shows the mail.
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)


def choose(form: Form, choice: str, ctx: Context, message_id: str = "") -> Decision:
    """Take a choice of what is asked now (or `back`, `cancel`), written in that message or pressed."""
    match current(form).name, choice:
        case (_, "cancel") | ("resume", "drop"):
            return cancel(form, ctx)
        case (_, "back" | "other_question"):
            return back(form, ctx)
        case ("summary" | "notice", "send"):
            return sending.send(form, ctx)
        case ("elsewhere", "agree"):
            return sending.redirect(form, ctx)
        case ("kind", "neither"):
            return _ended(form, ctx, say("intake.neither", ctx.conversation.language, **center(ctx)))
    return _asked(_chosen(form, choice, message_id), ctx)


def _chosen(form: Form, choice: str, message_id: str) -> Form:
    match current(form).name, choice:
        case ("resume", "go_on"):
            return replace(form, paused=False)
        case ("add", _):
            added = form.offered if choice == "add" else ()
            joined = replace(form, rights=(*form.rights, *added), offered=())
            return _first_open(joined) if added else joined
        case ("confirm", "other"):
            return replace(form, rights=(), step=WHICH.name)
        case (("summary", "change") | ("change", _)) as turned:
            return replace(form, step=turned[1])
        case ("which", right):
            named = replace(form, rights=(Right(right),))
            return _first_open(named.answered("confirm", CHOICE + "yes", message_id))
    return _answered(form, CHOICE + choice, message_id)


def address(text: str) -> str:
    """Return the first e-mail address in a text, "" where there is none."""
    found = _ADDRESS.search(unicodedata.normalize("NFKC", text[:LONGEST]))
    return found[0] if found else ""


def write(form: Form, text: str, ctx: Context, message_id: str = "") -> Decision:
    """Take an answer in own words; not one that is too long, nor no address where one is asked for."""
    answer, step = text.strip(), current(form)
    if len(answer) > step.longest:
        return ask(form, ctx, say("intake.too_long", ctx.conversation.language, most=step.longest))
    if step == QUESTION_KEPT:
        step = QUESTION
        form = replace(form, step=step.name)
    if step in BY_MAIL:
        answer = address(answer)
        if not answer:
            return ask(form, ctx, say("intake.no_address", ctx.conversation.language))
    return _asked(_answered(form, answer, message_id), ctx)


def back(form: Form, ctx: Context) -> Decision:
    """Return to the question before; from a change to the summary, with everything as it was.

    Who does not mean the question that we kept writes another one.
    """
    step, earlier = current(form), before(form)
    if step == QUESTION_KEPT:
        return _asked(_without(form, QUESTION.name), ctx)
    if step.name == "change" or step.name in form.answers:
        return _asked(_first_open(form), ctx)
    if earlier is None or step not in steps(form):
        return ask(form, ctx)
    return _asked(_without(form, earlier.name), ctx)


def _without(form: Form, step: str) -> Form:
    """Return the form without the answer to a step, which is asked again."""
    answers = {name: answer for name, answer in form.answers.items() if name != step}
    return replace(form, answers=answers, step=step)


def cancel(form: Form, ctx: Context) -> Decision:
    """End the form; nothing of it is kept."""
    key = "intake.cancelled" if form.kind is Kind.RIGHTS else "escalate.cancelled"
    return _ended(form, ctx, say(key, ctx.conversation.language))


def _asked(form: Form, ctx: Context) -> Decision:
    ctx.conversation.form = form
    return ask(form, ctx)


def _answered(form: Form, answer: str, message_id: str) -> Form:
    return _first_open(form.answered(current(form).name, answer, message_id))


def _first_open(form: Form) -> Form:
    return replace(form, step=first_open(form).name)


def _ended(form: Form, ctx: Context, words: str) -> Decision:
    ctx.conversation.form = None
    text = Text(words, (contact_button(ctx.conversation.language),))
    return replace(asked_about(form, text), escalation=True)
