"""A wish to exercise a right in the chat: a form begins, or the right is added to the one there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.context import Context
from handlers.decisions import Decision
from handlers.draws import Draws
from handlers.identity import naming
from handlers.intake.asking import ask
from handlers.intake.form import Form
from handlers.intake.steps import CONFIRM, WHICH
from handlers.tickets.kinds import Kind
from handlers.tickets.rights import Right
from handlers.wording import say


def wish(rights: Sequence[Right], ctx: Context, draws: Draws) -> Decision:
    """Ask the first question of a new form; where there is one, whether to add what is not in it."""
    form = ctx.conversation.form
    if form is not None and form.kind is not Kind.RIGHTS:
        return ask(form, ctx, say("escalate.one_at_a_time", ctx.conversation.language))
    if form is None:
        step = CONFIRM if rights else WHICH
        form = Form(id=draws.text_id(), rights=tuple(rights), step=step.name, touched_at=ctx.now)
    elif form.rights:
        form = replace(form, offered=tuple(right for right in rights if right not in form.rights))
    ctx.conversation.form = form
    naming.forget(ctx)
    ctx.conversation.last_passages = ()  # what the talk is about now is the request
    return ask(form, ctx)
