"""A button of a form was pressed. Only one of the question that is asked now does anything."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import ButtonPressed
from handlers.intake import answering
from handlers.intake.asking import ask
from handlers.intake.form import Form
from handlers.intake.presses import Pressed, read
from handlers.intake.sending import became, sent_before
from handlers.intake.steps import current
from handlers.replies import Text
from handlers.topics import topics_button
from handlers.wording import say

_ALWAYS = frozenset({"back", "cancel"})


def press(event: ButtonPressed, ctx: Context) -> Decision:
    """Take the choice; say so where the button is of an earlier question, or of a form that is gone."""
    pressed, form = read(event.argument), ctx.conversation.form
    if pressed is None or form is None or pressed.form != form.id:
        return _gone(pressed, form, ctx)
    if form.silent(ctx.now) and not form.paused:
        form = replace(form, paused=True, touched_at=ctx.now)
        ctx.conversation.form = form
        return ask(form, ctx)
    form = ctx.conversation.form = replace(form, touched_at=ctx.now)
    step = current(form)
    if pressed.step != step.name or pressed.choice not in {*step.choices, *_ALWAYS}:
        return ask(form, ctx, say("intake.earlier_button", ctx.conversation.language))
    return answering.choose(form, pressed.choice, ctx)


def _gone(pressed: Pressed | None, form: Form | None, ctx: Context) -> Decision:
    """Answer a press for a form that was sent or dropped, and ask on in the one there is."""
    if pressed and (ticket := became(pressed.form, ctx)):
        return sent_before(ticket, ctx)
    language = ctx.conversation.language
    if form is not None:
        return ask(form, ctx, say("intake.earlier_button", language))
    return Decision((Text(say("intake.gone", language), (topics_button(language),)),), kind="help")
