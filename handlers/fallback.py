"""The policy does not say: an honest sentence, what comes nearest, and who may know."""

from __future__ import annotations

from handlers.contact import contact_button, offer
from handlers.context import Context
from handlers.decisions import Decision
from handlers.escalating.buttons import escalate_buttons
from handlers.events import Place
from handlers.matches import worth_showing
from handlers.replies import Press, Text
from handlers.topics import topic_buttons, topic_lines, topics_button
from handlers.wording import say
from knowledge.findings import Finding
from knowledge.language import Language
from knowledge.passages import Passage, Unstated

_NEAREST = 2


def answer(finding: Finding, ctx: Context, place: Place) -> Decision:
    """Say that the policy does not answer this, without quoting anything as if it did."""
    language = ctx.conversation.language
    ctx.conversation.last_passages = ()
    known = ctx.corpus.unstated_entry(finding.unstated) if finding.unstated else None
    near = _nearest(finding, known, ctx)
    escalate = known.escalate if known else bool(near)
    lines = [known.says[language] if known else _nothing_found(ctx)]
    if near:
        lines.append(f"{say('fallback.nearest', language)}\n{topic_lines(near, language)}")
    if escalate:
        lines.append(offer(ctx))
    elif not known:
        lines.append(say("fallback.topics", language, policy=ctx.corpus.policy.name[language]))
    pass_on = escalate_buttons(ctx, "ask") if escalate or not known else ()
    buttons = () if place == "group" else _buttons(near, pass_on, language, escalate=escalate)
    return Decision(
        (Text("\n\n".join(lines), buttons),),
        kind="out_of_scope",
        tier="fallback",
        sections=tuple(passage.id for passage in near),
        escalation=escalate,
        confidence=finding.confidence,
    )


def _nothing_found(ctx: Context) -> str:
    language = ctx.conversation.language
    return say("fallback.general", language, policy=ctx.corpus.policy.name[language])


def _nearest(finding: Finding, known: Unstated | None, ctx: Context) -> list[Passage]:
    if known:
        return [ctx.corpus.passage(passage_id) for passage_id in known.nearest]
    return worth_showing(finding, _NEAREST, ctx)


def _buttons(
    near: list[Passage], pass_on: tuple[Press, ...], language: Language, *, escalate: bool
) -> tuple[Press, ...]:
    contact = (contact_button(language),) if escalate else ()
    return (*topic_buttons(near, language), *pass_on, *contact, topics_button(language))
