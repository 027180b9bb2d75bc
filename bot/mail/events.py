"""Mails as events in the inbox: written when they are taken in, read when they are decided about."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import orjson

from bot.channels import Received
from bot.store.mail_ledger import SOURCE
from handlers.events import Event, MailedFile, MailReceived, MailReturned, NotFetched, Unhandled
from handlers.tickets.actors import Role


def answered(  # noqa: PLR0913  # the fields of the event
    lane: str,
    number: str,
    text: str,
    address: str,
    staff: str,
    *,
    as_role: Role,
    files: tuple[MailedFile, ...],
    refused: tuple[NotFetched, ...],
) -> bytes:
    """Return the payload that tells of an answer; the fields as in `MailReceived`."""
    told = {
        "lane": lane,
        "number": number,
        "text": text,
        "address": address,
        "staff": staff,
        "as_role": as_role,
        "files": [asdict(file) for file in files],
        "refused": list(refused),
    }
    return orjson.dumps(told)


def returned(lane: str, number: str, address: str, mail: str) -> bytes:
    """Return the payload that tells of a mail of ours that came back; the fields as in `MailReturned`."""
    return orjson.dumps({"lane": lane, "number": number, "returned": address, "mail": mail})


def read(payload: bytes, event_id: str, received_at: int) -> Received:
    """Read a payload back; what it does not understand becomes `Unhandled`."""
    at = datetime.fromtimestamp(received_at / 1_000, UTC)
    try:
        told = orjson.loads(payload)
        # Nobody is answered by this channel; and what was said in the chat is another conversation.
        return Received(_event(told, event_id, at), to=told["lane"], answer_by=SOURCE)
    except (ValueError, LookupError, TypeError):
        return Received(Unhandled(id=event_id, at=at, what=SOURCE))


def _event(told: dict[str, Any], event_id: str, at: datetime) -> Event:
    if "returned" in told:
        mail = told.get("mail", "")  # none in what an older program wrote
        return MailReturned(id=event_id, at=at, number=told["number"], address=told["returned"], mail=mail)
    return MailReceived(
        id=event_id,
        at=at,
        number=told["number"],
        text=told["text"],
        address=told["address"],
        staff=told["staff"],
        as_role=Role(told.get("as_role", Role.CASEWORKER)),  # none in what an older program wrote
        files=tuple(MailedFile(**file) for file in told["files"]),
        refused=tuple(told["refused"]),
    )
