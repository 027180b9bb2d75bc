"""LINE as one of the ways in and out: reads events and composes messages."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from bot.channels import Draft, Received
from bot.line.parse import read_event
from bot.line.plain import words
from bot.line.render import batches
from handlers.replies import Reply, Text


class LineChannel:
    """Implements `bot.channels.Channel`. A draft is JSON: `to`, `token` and `messages`."""

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        """Read a stored event."""
        return read_event(payload, event_id, received_at)

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:
        """Write messages of at most five a call; only the first call can use the reply token."""
        if received.to is None and received.reply_token is None:
            return []
        drafts = []
        for number, batch in enumerate(batches(replies)):
            first = number == 0
            letter = {
                "to": received.to,
                "token": received.reply_token if first else None,
                "messages": [message for message, _ in batch],
            }
            about = tuple(shown for _, shown in batch)
            drafts.append(Draft(orjson.dumps(letter), received.token_until if first else None, about))
        return drafts

    def words(self, body: bytes) -> tuple[Text, ...]:
        """Return what a draft says in plain words, a text for each message."""
        return tuple(words(message) for message in orjson.loads(body)["messages"])
