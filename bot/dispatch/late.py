"""What waited for a person's next word goes out before the answer to it, in the same free reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.channels import Channel, Draft, Received
from bot.store.notices import StoredNotice, Words
from handlers.decisions import Decision
from handlers.events import ButtonPressed, Followed, MediaReceived, MessageReceived
from handlers.late_words import late

_THEIR_WORD = (MessageReceived, MediaReceived, ButtonPressed, Followed)
Waiting = Sequence[tuple[StoredNotice, Words]]


@dataclass(frozen=True, slots=True)
class Composed:
    """The drafts of an answer; the first one also has the notices with these ids."""

    drafts: list[Draft]
    notices: tuple[int, ...] = ()


def answer(channel: Channel, decision: Decision, received: Received, waiting: Waiting, now: int) -> Composed:
    """Compose an answer with as many waiting notices before it as fit into its one free call, oldest first.

    An answer that needs two calls has none, for its second one would be paid for by them.
    """
    best = Composed(channel.compose(decision.replies, received))
    if len(best.drafts) > 1 or not _may_carry(decision, received, now):
        return best
    said = [
        replace(words.text, text=late(words.text.text, words.language, _moment(notice.made_at)))
        for notice, words in waiting
    ]
    for count in range(1, len(said) + 1):
        drafts = channel.compose((*said[:count], *decision.replies), received)
        if len(drafts) > 1:
            break
        best = Composed(drafts, tuple(notice.id for notice, _ in waiting[:count]))
    return best


def _may_carry(decision: Decision, received: Received, now: int) -> bool:
    """Tell whether an answer may have notices before it; help for somebody in distress stands alone."""
    alive = received.token_until is not None and now < received.token_until
    direct = received.event.place == "direct" and isinstance(received.event, _THEIR_WORD)
    return direct and alive and decision.forgets is None and decision.behaviour != "support"


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1_000, UTC)
