""" "Did you mean": up to three passages to choose from."""

from __future__ import annotations

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.escalating.buttons import escalate_buttons
from handlers.events import ButtonPressed, MessageReceived, Place
from handlers.matches import worth_showing
from handlers.replies import Press, Text
from handlers.topics import topic_buttons, topic_lines, topics_button
from handlers.wording import say
from knowledge.findings import Finding
from knowledge.passages import Passage

CHOICES = 3


def did_you_mean(finding: Finding, ctx: Context, place: Place) -> Decision:
    """Ask which passage was meant. The titles are in the text too: not every app shows buttons."""
    language = ctx.conversation.language
    ctx.conversation.last_passages = ()
    choices = worth_showing(finding, CHOICES, ctx)
    lines = [say("choose.question", language), topic_lines(choices, language)]
    if place == "group":
        lines.append(say("choose.group", language))
    none = Press(say("button.none", language), "none")
    buttons = () if place == "group" else (*topic_buttons(choices, language), none)
    return Decision(
        (Text("\n".join(lines), buttons),),
        kind="policy",
        tier="choose",
        sections=tuple(passage.id for passage in choices),
        confidence=finding.confidence,
    )


def none_of_these(_: ButtonPressed, ctx: Context) -> Decision:
    """Ask for other words, and say where people are reached."""
    language = ctx.conversation.language
    buttons = (*escalate_buttons(ctx, "ask"), topics_button(language), contact_button(language))
    text = Text(say("choose.none", language, **center(ctx)), buttons)
    return Decision((text,), kind="out_of_scope", tier="fallback", escalation=True, confidence=0.0)


def puzzled(event: MessageReceived, ctx: Context) -> Decision:
    """Somebody is not content with the answer: offer what is near it, or ask for other words."""
    language, place = ctx.conversation.language, event.place
    near = _near(ctx) if place == "direct" else []
    if not near:
        words = say("puzzled.other_words", language, **center(ctx))
        shown = (*escalate_buttons(ctx, "ask"), topics_button(language), contact_button(language))
        buttons = shown if place == "direct" else ()
        return Decision((Text(words, buttons),), kind="help", escalation=True, confidence=0.0)
    lines = (say("puzzled.question", language), topic_lines(near, language))
    text = Text(
        "\n".join(lines), (*topic_buttons(near, language), Press(say("button.none", language), "none"))
    )
    sections = tuple(passage.id for passage in near)
    return Decision((text,), kind="help", tier="choose", sections=sections, confidence=0.0)


def _near(ctx: Context) -> list[Passage]:
    """Return what belongs with the passages quoted last, without these."""
    quoted = [ctx.corpus.passage(one) for one in ctx.conversation.last_passages if one in ctx.corpus]
    near = dict.fromkeys(one for passage in quoted for one in passage.related)
    return [ctx.corpus.passage(one) for one in near if one not in ctx.conversation.last_passages][:CHOICES]
