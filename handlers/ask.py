"""A question: the passage that answers it, which one was meant, or that the policy does not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers import choosing, fallback
from handlers.cards import card, offers_contact
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived, Place
from handlers.matches import beside, worth_showing
from handlers.parts import leaning, parts
from handlers.replies import Text
from handlers.topics import topic_buttons
from knowledge.findings import Finding
from knowledge.passages import Passage

_SHOWN = 3
_OFFERED = 2
_AT_ONCE = 2  # cards for two questions in one message


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Look the question up and say what was found; two questions in one message get two answers."""
    finding = ctx.find(event.text)
    findings = [ctx.find(part) for part in parts(event.text)]
    both = _both(finding, findings)
    if len(both) > 1:
        return quote_both([ctx.corpus.passage(one) for one in both], ctx, event.place, finding.confidence)
    if finding.tier == "answer":
        quoted = quote(worth_showing(finding, _SHOWN, ctx), ctx, event.place, finding)
        return replace(quoted, replies=(*quoted.replies, *unstated(findings, ctx)))
    if chosen := _meant(event.text, finding, ctx):
        return quote([chosen], ctx, event.place, finding)
    surer = _without_connective(event.text, finding, ctx)
    if surer.tier == "choose":
        return choosing.did_you_mean(surer, ctx, event.place)
    return fallback.answer(surer, ctx, event.place)


def quote(
    passages: Iterable[Passage], ctx: Context, place: Place, finding: Finding | None = None
) -> Decision:
    """Answer with the first passage, and offer beside it what else is likely (by `finding`) or related."""
    first, *others = passages
    ctx.conversation.last_passages = (first.id,)
    offered = beside(first, finding, _OFFERED, ctx)
    shown = card(first, ctx, place, topic_buttons(offered, ctx.conversation.language))
    return Decision(
        (shown,),
        kind="policy",
        sections=(first.id, *(passage.id for passage in others)),
        escalation=offers_contact(first, ctx),
        confidence=finding.confidence if finding else 1.0,
    )


def quote_both(passages: Sequence[Passage], ctx: Context, place: Place, confidence: float) -> Decision:
    """Answer with every one of these passages, one card each."""
    ids = tuple(passage.id for passage in passages)
    ctx.conversation.last_passages = ids
    return Decision(
        tuple(card(passage, ctx, place) for passage in passages),
        kind="policy",
        sections=ids,
        escalation=any(offers_contact(passage, ctx) for passage in passages),
        confidence=confidence,
    )


def _both(whole: Finding, findings: Sequence[Finding]) -> list[str]:
    """Return what answers the parts of a message, the likeliest for the whole first."""
    likely = [match.passage_id for match in whole.matches[:_AT_ONCE]]
    found = [
        finding.matches[0].passage_id
        for finding in findings
        if finding.matches and (finding.tier == "answer" or finding.matches[0].passage_id in likely)
    ]
    answered = any(finding.tier == "answer" for finding in findings)
    ordered = sorted(dict.fromkeys(found), key=lambda one: one not in likely[:1])
    return ordered[:_AT_ONCE] if answered else []


def unstated(findings: Sequence[Finding], ctx: Context) -> list[Text]:
    """Say of what was asked and the policy leaves open that it does, once."""
    known = dict.fromkeys(finding.unstated for finding in findings if finding.unstated)
    return [Text(ctx.corpus.unstated_entry(one).says[ctx.conversation.language]) for one in known][:1]


def _meant(text: str, finding: Finding, ctx: Context) -> Passage | None:
    """Return the passage a short question is about that leans on the one before ("and cookies?").

    What was said before only decides between what was found; it is no answer by itself.
    """
    asked = leaning(text) or (text if ctx.quoted else None)
    if asked is None:
        return None
    alone = ctx.find(asked)
    if alone.tier == "answer":
        return ctx.corpus.passage(alone.matches[0].passage_id)
    near = _near(ctx)
    candidates = [match.passage_id for each in (alone, finding) for match in each.matches[:_SHOWN]]
    chosen = [one for one in candidates if one in near] if "choose" in {alone.tier, finding.tier} else []
    return ctx.corpus.passage(chosen[0]) if chosen else None


def _without_connective(text: str, finding: Finding, ctx: Context) -> Finding:
    """Return what was found for a message, or for what stands behind its "and" where that is surer."""
    asked = leaning(text)
    alone = ctx.find(asked) if asked else finding
    return alone if alone.confidence > finding.confidence else finding


def _near(ctx: Context) -> set[str]:
    """Return the passages that belong with those quoted last."""
    quoted = [ctx.corpus.passage(one) for one in ctx.conversation.last_passages if one in ctx.corpus]
    return {
        near
        for passage in quoted
        for near in (
            *passage.related,
            *(child.id for child in ctx.corpus.children(passage.parent or passage.id)),
        )
    }
