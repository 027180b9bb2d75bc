"""What people asked in the chat and the policy did not answer, for whoever improves the knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.events import Event, MessageReceived
from handlers.secrets import find_secrets
from knowledge.language import Language, language_of

_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question as it was written, still with whatever names its writer: masked before it is stored.

    `message_id` is the platform's, `candidates` the passages that came nearest, best first.
    """

    text: str
    message_id: str
    language: Language
    candidates: tuple[str, ...] = ()


def unanswered_question(
    event: Event, decision: Decision, ctx: Context, before: Conversation | None
) -> UnansweredQuestion | None:
    """Return the question that a message was and that we had no answer to; None for any other message.

    None, too, of what is too personal to learn from: with a secret in it, about danger, sent while a request
    is being written or something else was asked of the person, or in a group.
    """
    if not isinstance(event, MessageReceived) or event.place != "direct" or not ctx.requester:
        return None
    if decision.kind != "out_of_scope" or decision.tier != "fallback" or decision.behaviour:
        return None
    busy = any(_busy(one, ctx.now) for one in (before, ctx.conversation) if one)
    if busy or find_secrets(event.text):
        return None
    matches = ctx.find(event.text).matches[:_CANDIDATES]
    return UnansweredQuestion(
        text=event.text,
        message_id=event.message_id,
        language=language_of(event.text) or ctx.conversation.language,
        candidates=tuple(match.passage_id for match in matches),
    )


def _busy(conversation: Conversation, now: datetime) -> bool:
    """Tell whether what is written may belong to something else: to a request, or to what we asked for."""
    awaited = conversation.awaited
    return conversation.form is not None or (awaited is not None and not awaited.lapsed(now))
