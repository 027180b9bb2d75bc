"""A question: the passage that answers it, which one was meant, or that the policy does not say."""

from __future__ import annotations

from collections.abc import Iterable

from handlers import choosing, fallback
from handlers.cards import card, offers_contact
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived, Place
from handlers.matches import worth_showing
from handlers.topics import topic_buttons
from knowledge.language import language_of
from knowledge.passages import Passage

_SHOWN = 3


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Look the question up and say what was found."""
    finding = ctx.finder.find(event.text, language_of(event.text) or ctx.conversation.language)
    if finding.tier == "answer":
        return quote(worth_showing(finding, _SHOWN, ctx), ctx, event.place, finding.confidence)
    if finding.tier == "choose":
        return choosing.did_you_mean(finding, ctx, event.place)
    return fallback.answer(finding, ctx, event.place)


def quote(passages: Iterable[Passage], ctx: Context, place: Place, confidence: float = 1.0) -> Decision:
    """Answer with the first passage; the others, if any, are offered beside it."""
    first, *others = passages
    ctx.conversation.last_passages = (first.id,)
    shown = card(first, ctx, place, topic_buttons(others, ctx.conversation.language))
    return Decision(
        (shown,),
        kind="policy",
        sections=(first.id, *(passage.id for passage in others)),
        escalation=offers_contact(first, ctx),
        confidence=confidence,
    )
