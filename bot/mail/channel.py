"""Mails that came in as one of the ways in. Answers to them are letters, so nobody is answered this way."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels import Draft, Received
from bot.mail import events
from handlers.replies import Reply, Text


class MailChannel:
    """Implements `bot.channels.Channel`."""

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        """Read what a mail said, or that one of ours came back."""
        return events.read(payload, event_id, received_at)

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:  # noqa: ARG002  # the protocol's
        """Return nothing: nobody is reached by this channel."""
        return []

    def words(self, body: bytes) -> tuple[Text, ...]:  # noqa: ARG002  # the protocol's
        """Return nothing, for nothing is composed here."""
        return ()
