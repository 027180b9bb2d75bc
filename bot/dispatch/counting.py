"""What messages count as, for the figures of the desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.store import daily_counts
from bot.store.daily_counts import Key
from bot.store.engine import Connection
from handlers.conversation import Conversation
from handlers.counting import counted
from handlers.decisions import Decision
from handlers.events import Event

if TYPE_CHECKING:
    from bot.dispatch import Decided  # which imports this

__all__ = ["Key", "add", "key"]


def key(event: Event, decision: Decision, conversation: Conversation) -> Key | None:
    """Return under what an event is counted; None where it is not."""
    what = counted(event, decision)
    return (what, conversation.language) if what else None


def add(connection: Connection, decided: Iterable[Decided], now: int, seat: str) -> None:
    """Count what was decided in the rows of a worker's seat."""
    daily_counts.add(connection, Counter(one.counts for one in decided if one.counts), now, seat)
