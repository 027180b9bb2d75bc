"""What our sent messages showed, for when a person quotes one of them.

A row of the outbox may hold several messages. `about` has one word for each, its passages' ids joined by
commas, and `message_ids` the platform's ids in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, update

from bot.store.tables import outbox

_NOTHING = "-"
_NEWEST = 500  # rows of one person that are looked through; what lies deeper is too old to be quoted


def written(about: Sequence[Sequence[str]]) -> str | None:
    """Write down which passages each message shows; None where none shows any."""
    if not any(about):
        return None
    return " ".join(",".join(passages) or _NOTHING for passages in about)


_OF_LANE = (
    select(outbox.c.about, outbox.c.message_ids)
    .where(outbox.c.lane == bindparam("whose"), outbox.c.message_ids.is_not(None))
    .order_by(outbox.c.id.desc())
    .limit(_NEWEST)
)


def shown_in(connection: Connection, lane: str, message_id: str) -> tuple[str, ...]:
    """Return the passages a message of ours showed this person, best first; none where it was not to them."""
    for about, message_ids in connection.execute(_OF_LANE, {"whose": lane}):
        sent = dict(zip(message_ids.split(" "), about.split(" "), strict=False))
        if message_id in sent:
            return tuple(passage for passage in sent[message_id].split(",") if passage != _NOTHING)
    return ()


_FORGET = (
    update(outbox)
    .where(outbox.c.lane == bindparam("whose"), outbox.c.message_ids.is_not(None))
    .values(about=None, message_ids=None)
)


def forget(connection: Connection, lane: str) -> int:
    """Forget what the messages sent to this person showed; returns of how many."""
    return connection.execute(_FORGET, {"whose": lane}).rowcount
