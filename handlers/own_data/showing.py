"""What do you know about me? What this desk holds of them now, what it does not, and what they can do."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.own_data import lines, presses
from handlers.replies import Press, Text
from handlers.rights import tell
from handlers.tickets.rights import Right
from handlers.wording import say
from knowledge.language import Language


def show(ctx: Context) -> Decision:
    """Tell what is held of this person here; where nothing can be looked up, how to ask the company."""
    if ctx.shelf is None:
        return tell((Right.DISCLOSURE.value,), ctx, "direct")
    language = ctx.conversation.language
    parts = (
        say("own_data.here", language),
        lines.held(ctx.shelf.holdings(), ctx.now, language),
        say("own_data.not_here", language),
        say("own_data.company", language, company=ctx.corpus.policy.company),
    )
    buttons = (_company_button(language), forget_button(language))
    return Decision((Text("\n\n".join(parts), buttons),), kind="right", rights=(Right.DISCLOSURE.value,))


def forget_button(language: Language) -> Press:
    return Press(say("own_data.button.forget", language), presses.ASK)


def _company_button(language: Language) -> Press:
    return Press(say("own_data.button.company", language), presses.COMPANY, Right.DISCLOSURE.value)
