"""Send what `bot.line.channel` composed: reply while the token lives, push afterwards."""

from __future__ import annotations

from typing import Any

import orjson

from bot.channels import Owed, Persistence, Receipt, SendError
from bot.line.client import LineClient
from bot.line.quota import Quota


class LineSender:
    """Implements `bot.channels.Sender`."""

    # LINE remembers a retry key for 24 hours; a later try could arrive twice.
    # https://developers.line.biz/en/docs/messaging-api/retrying-api-request/
    persistence = Persistence(longest_wait=5 * 60_000, given_up_after=23 * 3_600_000)

    def __init__(self, client: LineClient, quota: Quota | None = None) -> None:
        self._client = client
        self._quota = quota

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
        return self._push(letter, owed, now)

    def _push(self, letter: dict[str, Any], owed: Owed, now: int) -> Receipt:
        """Push within the month's quota; what LINE may have taken already is asked of LINE, not counted."""
        try:
            if self._quota is not None and not owed.outcome_unknown:
                self._quota.check(now, legal=owed.legal)
            receipt = self._client.push(letter["to"], letter["messages"], owed.retry_key)
        except SendError as error:
            if error.next_rung:
                raise self._no_quota(letter["to"], error) from None
            raise
        if self._quota is not None and receipt.how == "push":
            self._quota.count()
        return receipt

    def _no_quota(self, to: str, error: SendError) -> SendError:
        """Say where it goes on: a person hears it later, while a group is told nothing about earlier."""
        if self._quota is not None and str(error) != "quota":
            self._quota.look_again()
        return error if to.startswith("U") else SendError(str(error))
