"""The page as one of the ways in: who has a link presses for a code. Nobody is answered on this way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.channels import Draft, Received
from bot.store.downloads import Link
from bot.store.inbox import NewEvent, place_of
from bot.store.sealing import Seal
from handlers.events import CodeWanted, Event, Unhandled
from handlers.replies import Reply, Text

SOURCE = "page"  # under this name its events are stored
_MINUTE_MS = 60_000
_SUBJECT = 40


def subject_of(link: Link) -> str:
    """Return what the code of a link is kept under, never a ticket's number."""
    return f"d:{link.id[:_SUBJECT]}"


def code_wanted(link: Link, seal: Seal, now: int) -> NewEvent:
    """Return the wish for a code as an event of the link's person; presses within a minute are one."""
    event_id = f"{SOURCE}:{link.id[:_SUBJECT]}:{now // _MINUTE_MS}"
    wish = {"to": link.lane, "number": link.number, "subject": subject_of(link)}
    payload = seal.close(json.dumps(wish).encode(), place_of(event_id))
    return NewEvent(event_id, SOURCE, link.lane, payload, now)


class PageChannel:
    """Implements `bot.channels.Channel`. A payload is JSON: `to`, `number` and `subject`."""

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        """Read a wish for a code. `to` names the person, so that dispatch takes it as theirs.

        It is answered here, so that the chat remembers nobody for what whoever has the link did.
        """
        at = datetime.fromtimestamp(received_at / 1_000, UTC)
        event: Event
        try:
            wish = json.loads(payload)
            to = str(wish["to"])
            event = CodeWanted(id=event_id, at=at, number=str(wish["number"]), subject=str(wish["subject"]))
        except (ValueError, TypeError, KeyError):
            return Received(Unhandled(id=event_id, at=at, what=SOURCE))
        return Received(event, to, answer_by=SOURCE)

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:  # noqa: ARG002  # the protocol's
        """Return nothing: the page says what there is to say."""
        return []

    def words(self, body: bytes) -> tuple[Text, ...]:  # noqa: ARG002  # the protocol's
        """Return nothing, for nothing is composed here."""
        return ()
