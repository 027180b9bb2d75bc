"""Somebody wants to pass something on: a form of that kind begins, or goes on."""

from __future__ import annotations

from dataclasses import replace

from handlers import contact
from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.escalating.buttons import LABELS, label_of
from handlers.events import ButtonPressed, MessageReceived
from handlers.identity import naming
from handlers.intake import words
from handlers.intake.asking import ask
from handlers.intake.form import Form
from handlers.intake.steps import QUESTION, QUESTION_KEPT, TELLING
from handlers.tickets.kinds import Kind
from handlers.wording import say
from knowledge.language import LANGUAGES


def pressed(event: ButtonPressed, ctx: Context) -> Decision | None:
    """Begin what the button says; None for one we never made."""
    kind = next((kind for _, kind in LABELS if kind == event.argument), None)
    return _begin(kind, event, ctx) if kind else None


def hear(event: MessageReceived, ctx: Context) -> Decision | None:
    """Take what stands on such a button as pressing it, for those whose app shows none."""
    if not ctx.takes_requests:
        return None
    for label, kind in LABELS:
        if words.says(event.text, *(label_of(label, language) for language in LANGUAGES)):
            return _begin(kind, event, ctx)
    return None


def _begin(kind: Kind, event: ButtonPressed | MessageReceived, ctx: Context) -> Decision:
    if ctx.draws is None or not ctx.takes_requests:
        return contact.answer(event, ctx)
    form = ctx.conversation.form
    if form is not None and form.kind is not kind:
        return ask(form, ctx, say("escalate.one_at_a_time", ctx.conversation.language))
    if form is None:
        ctx.conversation.form = form = _begun(kind, ctx, ctx.draws)
    naming.forget(ctx)
    ctx.conversation.last_passages = ()  # what the talk is about now is this
    return ask(form, ctx)


def _begun(kind: Kind, ctx: Context, draws: Draws) -> Form:
    """Return a form at its first step; a question we could not answer stands in it already."""
    known, ctx.conversation.unanswered = ctx.conversation.unanswered, None
    first = TELLING[kind][0].name
    form = Form(id=draws.text_id(), rights=(), step=first, touched_at=ctx.now, kind=kind)
    if kind is not Kind.QUESTION or known is None or known.lapsed(ctx.now):
        return form
    return replace(form.answered(QUESTION.name, known.text, known.message_id), step=QUESTION_KEPT.name)
