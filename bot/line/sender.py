"""Send what `bot.line.channel` composed: reply while the token lives, push afterwards."""

from __future__ import annotations

import orjson

from bot.channels import Owed, Persistence, Receipt, SendError
from bot.line.client import LineClient


class LineSender:
    """Implements `bot.channels.Sender`."""

    # LINE remembers a retry key for 24 hours; a later try could arrive twice.
    # https://developers.line.biz/en/docs/messaging-api/retrying-api-request/
    persistence = Persistence(longest_wait=5 * 60_000, given_up_after=23 * 3_600_000)

    def __init__(self, client: LineClient) -> None:
        self._client = client

    def send(self, owed: Owed, now: int) -> Receipt:
        """Send one draft. Raises SendError.

        LINE takes a reply token once: when it refuses one that an earlier try may have used, that try
        arrived.
        """
        letter = orjson.loads(owed.body)
        if letter["token"] and owed.token_until is not None and now < owed.token_until:
            try:
                return self._client.reply(letter["token"], letter["messages"])
            except SendError as error:
                if error.token_spent and owed.outcome_unknown:
                    return Receipt("already")
                raise
        if letter["to"] is None:
            raise SendError("no address to push to", permanent=True)
        return self._client.push(letter["to"], letter["messages"], owed.retry_key)
