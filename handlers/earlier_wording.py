"""What the policy said before: we hold the dates of its revisions and today's words, not the former ones."""

from __future__ import annotations

from handlers.citing import in_words
from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.replies import Text
from handlers.topics import topic_buttons
from handlers.wording import say

PASSAGE = "addendum"


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Name the dates, newest first, and say that the former wording is not here."""
    language, policy = ctx.conversation.language, ctx.corpus.policy
    dates = "\n".join(say("choose.item", language, title=in_words(day, language)) for day in policy.revisions)
    lines = (
        say("earlier.not_held", language, policy=policy.name[language]),
        f"{say('earlier.dates', language)}\n{dates}",
        say("earlier.ask", language, **center(ctx)),
    )
    near = [ctx.corpus.passage(PASSAGE)] if PASSAGE in ctx.corpus else []
    ctx.conversation.last_passages = tuple(passage.id for passage in near)
    direct = event.place == "direct"
    buttons = (*topic_buttons(near, language), contact_button(language)) if direct else ()
    return Decision(
        (Text("\n\n".join(lines), buttons, about=ctx.conversation.last_passages),),
        kind="out_of_scope",
        tier="fallback",
        sections=tuple(passage.id for passage in near),
        escalation=True,
        confidence=0.0,
    )
