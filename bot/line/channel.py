"""LINE as one of the ways in and out: reads events, composes messages, sends them."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from bot.channels import Draft, Owed, Received, SendError, SentAs
from bot.line.client import LineClient
from bot.line.parse import read_event
from bot.line.render import batches
from handlers.replies import Reply


class LineChannel:
    """Implements `bot.channels.Channel`."""

    def __init__(self, client: LineClient) -> None:
        self._client = client

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        """Read a stored event."""
        return read_event(payload, event_id, received_at)

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:
        """Write messages of at most five a call; only the first call can use the reply token."""
        if received.to is None and received.reply_token is None:
            return []
        drafts = []
        for number, messages in enumerate(batches(replies)):
            first = number == 0
            letter = {
                "to": received.to,
                "token": received.reply_token if first else None,
                "messages": messages,
            }
            drafts.append(Draft(orjson.dumps(letter), received.token_until if first else None))
        return drafts

    def send(self, owed: Owed, now: int) -> SentAs:
        """Reply while the token lives, push afterwards. Raises SendError.

        LINE takes a reply token once: when it refuses one that an earlier try may have used, that try
        arrived.
        """
        letter = orjson.loads(owed.body)
        if letter["token"] and owed.token_until is not None and now < owed.token_until:
            try:
                return self._client.reply(letter["token"], letter["messages"])
            except SendError as error:
                if error.token_spent and owed.outcome_unknown:
                    return "already"
                raise
        if letter["to"] is None:
            raise SendError("no address to push to", permanent=True)
        return self._client.push(letter["to"], letter["messages"], owed.retry_key)
