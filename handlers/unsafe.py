"""What must not be taken at its word: secrets, other people's data, planted orders, insults and threats.

Nothing of the message is repeated, and no request is started.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Behaviour, Decision
from handlers.events import MessageReceived
from handlers.replies import Text
from handlers.secrets import secrets_in
from handlers.topics import topics_button
from handlers.usage import help_button
from handlers.wording import say

_MOST_REPLIES = 4  # beside our warning; LINE takes five messages at a time
_SHORTEST_QUESTION = 6


def warn(
    event: MessageReceived, ctx: Context, answer: Callable[[MessageReceived, Context], Decision]
) -> Decision:
    """Ask not to send such things here and say how to take the message back; answer what else it asks."""
    found = secrets_in(event.text)
    warning = Text("\n\n".join(say(f"unsafe.{kind}", ctx.conversation.language) for kind in found.kinds))
    rest = _answered(replace(event, text=found.rest), ctx, answer)
    if rest is not None and rest.behaviour == "support":
        return rest  # whoever is in danger needs people who listen, and no word about what they typed
    if rest is None:
        buttons = (contact_button(ctx.conversation.language),) if event.place == "direct" else ()
        return Decision((replace(warning, choices=buttons),), kind="unsafe", behaviour="warn_personal_data")
    return Decision(
        (warning, *rest.replies[:_MOST_REPLIES]),
        kind="unsafe",
        sections=rest.sections,
        escalation=rest.escalation,
        behaviour="warn_personal_data",
        confidence=rest.confidence,
    )


def _answered(
    event: MessageReceived, ctx: Context, answer: Callable[[MessageReceived, Context], Decision]
) -> Decision | None:
    """Answer what is left of a message, where that is enough to be understood."""
    if len(event.text) < _SHORTEST_QUESTION:
        return None
    rest = answer(event, ctx)
    useful = rest.kind in {"policy", "right", "status", "withdraw", "human"} and rest.tier == "answer"
    return rest if useful or rest.behaviour == "support" else None


def others_data(event: MessageReceived, ctx: Context) -> Decision:
    """Decline to speak about, or change, what belongs to somebody else; a person may know better."""
    return _said(event, ctx, "unsafe.others_data", "refuse", escalate=True)


def injection(event: MessageReceived, ctx: Context) -> Decision:
    """Take orders to the program for what they are: nothing we answer."""
    return _said(event, ctx, "unsafe.not_followed", "ignore")


def abuse(event: MessageReceived, ctx: Context) -> Decision:
    return _said(event, ctx, "unsafe.abuse", "ignore")


def threat(event: MessageReceived, ctx: Context) -> Decision:
    return _said(event, ctx, "unsafe.threat", "alert", escalate=True)


def _said(
    event: MessageReceived, ctx: Context, key: str, behaviour: Behaviour, *, escalate: bool = False
) -> Decision:
    language = ctx.conversation.language
    ctx.conversation.last_passages = ()
    words = say(key, language, **(center(ctx) if escalate else {}))
    shown = (contact_button(language),) if escalate else (topics_button(language), help_button(language))
    return Decision(
        (Text(words, shown if event.place == "direct" else ()),),
        kind="unsafe",
        tier="fallback",
        escalation=escalate,
        behaviour=behaviour,
        confidence=0.0,
    )
