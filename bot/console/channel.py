"""Acts of staff as one of the ways in: written when they are made, read when they are decided about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import orjson

from bot.channels import Draft, Received
from bot.store.staff_acts import SOURCE
from handlers.casework import acts
from handlers.casework.acts import StaffAct
from handlers.events import Event, StaffActed, Unhandled
from handlers.replies import Reply, Text
from handlers.tickets.actors import Actor
from handlers.tickets.records import made, plain

_KINDS: Mapping[str, type[StaffAct]] = {
    name: kind
    for name, kind in vars(acts).items()
    if isinstance(kind, type) and issubclass(kind, StaffAct) and kind is not StaffAct
}


def written(lane: str, number: str, by: Actor, act: StaffAct, version: int) -> bytes:
    """Return the payload that tells of an act; `lane` is the requester's."""
    told = {
        "lane": lane,
        "number": number,
        "by": plain(by),
        "act": type(act).__name__,
        "fields": plain(act),
        "version": version,
    }
    return orjson.dumps(told)


class ConsoleChannel:
    """Implements `bot.channels.Channel`."""

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        """Read an act; what it does not understand becomes `Unhandled`.

        It is answered here, so that the chat remembers nobody for what staff did.
        """
        at = datetime.fromtimestamp(received_at / 1_000, UTC)
        event: Event
        try:
            told = orjson.loads(payload)
            event = StaffActed(
                id=event_id,
                at=at,
                number=str(told["number"]),
                by=made(told["by"], Actor),
                act=made(told["fields"], _KINDS[told["act"]]),
                version=int(told["version"]),
            )
            return Received(event, to=str(told["lane"]), answer_by=SOURCE)
        except (ValueError, LookupError, TypeError):
            return Received(Unhandled(id=event_id, at=at, what=SOURCE))

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:  # noqa: ARG002  # the protocol's
        """Return nothing: what the requester hears of it are notices."""
        return []

    def words(self, body: bytes) -> tuple[Text, ...]:  # noqa: ARG002  # the protocol's
        """Return nothing, for nothing is composed here."""
        return ()
