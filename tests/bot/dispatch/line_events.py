"""Events of LINE as the webhook stores them, and dispatch to decide them."""

from __future__ import annotations

import json
from typing import Any

from cryptography.fernet import Fernet

from bot.dispatch import Decided, Dispatch
from bot.line.channel import LineChannel
from bot.store import conversations, inbox, outbox
from bot.store.engine import Database
from bot.store.inbox import NewEvent, StoredEvent
from bot.store.sealing import Seal
from handlers.conversation import Conversation
from tests.bot.store.rows import heads, stored_debt
from tests.builders import corpus, finding, passage
from tests.fakes import ScriptedFinder

NOW = 1_800_000_000_000
ANA, GROUP = "U" + "a" * 32, "C" + "b" * 32
ENGLISH = Conversation(language="en", language_fixed=True)
COOKIES = corpus(passage("2.2.cookies", "We use cookies."))
SEAL = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
DISPATCH = Dispatch(
    {"line": LineChannel()},
    lambda: ScriptedFinder(COOKIES, finding("answer", "2.2.cookies")),
    SEAL,
)


def line_event(
    event_id: str, kind: str = "message", source: dict[str, str] | None = None, **more: Any
) -> NewEvent:
    """Return an event in LINE's form, as the webhook stores it."""
    event = {
        "type": kind,
        "webhookEventId": event_id,
        "timestamp": NOW,
        "mode": "active",
        "source": source or {"type": "user", "userId": ANA},
        "deliveryContext": {"isRedelivery": False},
        **more,
    }
    payload = SEAL.close(json.dumps(event).encode(), inbox.place_of(event_id))
    return NewEvent(event_id, "line", "ana", payload, NOW)


def message(event_id: str, text: str, **more: Any) -> NewEvent:
    content = {"type": "text", "id": f"m-{event_id}", "text": text}
    return line_event(event_id, message=content, replyToken="reply token", **more)


def stored(event: NewEvent) -> StoredEvent:
    return StoredEvent(1, event.event_id, event.source, event.lane, event.payload, 0, event.received_at)


def decide(event: NewEvent, remembered: Conversation | None = None) -> Decided:
    return DISPATCH.decide(stored(event), remembered, NOW)


def handle(database: Database, *events: NewEvent) -> None:
    """Store events and let dispatch decide them one after the other."""
    with database.write() as connection:
        inbox.put(connection, events)
    while waiting := heads(database, NOW):
        with database.write() as connection:
            known = conversations.load(connection, [one.lane for one in waiting], SEAL)
            decided = [DISPATCH.decide(one, known.get(one.lane), NOW) for one in waiting]
            DISPATCH.record(connection, decided, NOW)


def letter(database: Database, dedupe: str) -> dict[str, Any]:
    """Return what is owed, opened."""
    opened_body: dict[str, Any] = json.loads(
        SEAL.open(stored_debt(database, dedupe).body, outbox.place_of(dedupe))
    )
    return opened_body
