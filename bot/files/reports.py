"""How a fetch ended, as an event in the inbox: written where files are fetched, read where it is decided."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

import orjson

from bot.channels import Received
from bot.fetch_orders import FetchOrder
from bot.store.files import SealedFile
from handlers.events import Event, FileArrived, FileTurnedDown, NotFetched, Unhandled


def arrived(order: FetchOrder, file: SealedFile) -> bytes:
    """Return the payload that tells of a file that is stored."""
    told = {"file": file.id, "media_type": file.media_type, "size": file.size, "digest": file.digest}
    return _written(order, told)


def turned_down(order: FetchOrder, why: NotFetched) -> bytes:
    """Return the payload that tells that there is no file, and why."""
    return _written(order, {"why": why})


def _written(order: FetchOrder, told: dict[str, Any]) -> bytes:
    return orjson.dumps({"source": order.source, "to": order.to, "number": order.number, **told})


def read(payload: bytes, event_id: str, received_at: int) -> Received:
    """Read a payload back; what it does not understand becomes `Unhandled`."""
    at = datetime.fromtimestamp(received_at / 1_000, UTC)
    try:
        told = orjson.loads(payload)
        return Received(_event(told, event_id, at), to=told["to"], answer_by=told["source"])
    except (ValueError, LookupError, TypeError):
        return Received(Unhandled(id=event_id, at=at, what="file"))


def _event(told: dict[str, Any], event_id: str, at: datetime) -> Event:
    if "why" not in told:
        return FileArrived(
            id=event_id,
            at=at,
            number=told["number"],
            file=told["file"],
            media_type=told["media_type"],
            size=told["size"],
            digest=told["digest"],
        )
    if told["why"] not in get_args(NotFetched):
        raise ValueError("no reason that this program knows")
    return FileTurnedDown(id=event_id, at=at, number=told["number"], why=told["why"])
