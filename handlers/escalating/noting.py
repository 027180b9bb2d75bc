"""Which message is kept as an unanswered question, and when it is dropped."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.context import Context
from handlers.decisions import Decision, Kind
from handlers.escalating.buttons import COMMAND
from handlers.escalating.unanswered import Unanswered
from handlers.events import MessageReceived
from handlers.intake.steps import LONG
from handlers.replies import Press
from handlers.secrets import find_secrets

_ASKED: frozenset[Kind | None] = frozenset({"policy", "out_of_scope"})
_OFFERING = frozenset({COMMAND, "none"})


def note(event: MessageReceived, said: Decision, ctx: Context) -> None:
    """Keep the message where its answer offers to pass it on; after any other answer keep nothing.

    Who then asks for a person still means the question before.
    """
    conversation = ctx.conversation
    if said.kind == "human" and conversation.form is None:
        known = conversation.unanswered
        conversation.unanswered = None if known is None or known.lapsed(ctx.now) else known
        return
    kept = Unanswered(event.text, event.message_id, ctx.now) if _offered(event, said, ctx) else None
    conversation.unanswered = kept


def _offered(event: MessageReceived, said: Decision, ctx: Context) -> bool:
    if not ctx.takes_requests or ctx.conversation.form is not None or len(event.text) > LONG:
        return False
    offers = any(button.command in _OFFERING for button in _choices(said))
    return said.kind in _ASKED and offers and not find_secrets(event.text)


def _choices(said: Decision) -> Iterator[Press]:
    for reply in said.replies:
        yield from reply.choices
