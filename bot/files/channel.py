"""Fetched files as one of the ways in. Answers go out by the platform that the file came from."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels import Draft, Received
from bot.files import reports
from handlers.replies import Reply, Text


class FileChannel:
    """Implements `bot.channels.Channel`."""

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        """Read how a fetch ended."""
        return reports.read(payload, event_id, received_at)

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:  # noqa: ARG002  # the protocol's
        """Return nothing: nobody is reached by this channel."""
        return []

    def words(self, body: bytes) -> tuple[Text, ...]:  # noqa: ARG002  # the protocol's
        """Return nothing, for nothing is composed here."""
        return ()
