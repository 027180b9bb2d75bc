""" "Did you mean": up to three passages to choose from."""

from __future__ import annotations

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import ButtonPressed, Place
from handlers.matches import worth_showing
from handlers.replies import Press, Text
from handlers.topics import topic_buttons, topic_lines, topics_button
from handlers.wording import say
from knowledge.findings import Finding

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
    text = Text(
        say("choose.none", language, **center(ctx)), (topics_button(language), contact_button(language))
    )
    return Decision((text,), kind="out_of_scope", tier="fallback", escalation=True, confidence=0.0)
