"""People, chats, bubbles and deliveries as the chat page's JSON. Times are in seconds since 1970 (UTC)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bot.dev.double import LineDouble
from bot.dev.people import Chat, Group, Person
from bot.dev.posting import Delivery
from bot.dev.transcript import Item
from bot.dev.webhooks import chat_of

Json = dict[str, Any]


def person_json(person: Person) -> Json:
    """Describe a person."""
    return {"id": person.id, "name": person.name, "language": person.language, "blocked": person.blocked}


def group_json(group: Group) -> Json:
    """Describe a group."""
    return {"id": group.id, "name": group.name, "members": group.members}


def chat_json(double: LineDouble, chat: Chat) -> Json:
    """Describe a chat: who is in it, whether the account is blocked, and its last bubble."""
    items = double.items(chat.id)
    ids = [chat.id] if chat.kind == "direct" else double.group(chat.id).members
    members = [person_json(double.person(each)) for each in ids]
    return {
        "id": chat.id,
        "name": chat.name,
        "kind": chat.kind,
        "members": members,
        "blocked": chat.kind == "direct" and members[0]["blocked"],
        "last": item_json(items[-1]) if items else None,
    }


def item_json(item: Item) -> Json:
    """Describe a bubble; what was taken back has no message any more."""
    return {
        "number": item.number,
        "at": item.at,
        "sender": item.sender,
        "message": None if item.unsent else item.message,
        "message_id": item.message_id,
        "quote_token": item.quote_token,
        "unsent": item.unsent,
        "read": item.read,
    }


def condition_json(double: LineDouble, chat_id: str) -> Json:
    """Describe what can change in a chat without a new bubble; `state` differs when any of it does."""
    items = double.items(chat_id)
    condition = {
        "loading": double.loading(chat_id),
        "unsent": [item.number for item in items if item.unsent],
        "read": max((item.number for item in items if item.read), default=0),
        "blocked": any(person.blocked for person in double.people if person.id == chat_id),
        "problems": problems_json(double, chat_id),
    }
    state = hashlib.sha256(json.dumps(condition).encode()).hexdigest()[:16]
    return {**condition, "state": state}


def problems_json(double: LineDouble, chat_id: str) -> list[Json]:
    """List the webhooks of a chat that the bot did not take."""
    return [
        {"at": delivery.at, "error": delivery.error, "status": delivery.status}
        for delivery in double.deliveries()
        if delivery.error is not None and chat_id in map(chat_of, _events(delivery))
    ]


def delivery_json(number: int, delivery: Delivery) -> Json:
    """Describe a webhook that was posted; `number` counts from 1."""
    events = _events(delivery)
    return {
        "number": number,
        "at": delivery.at,
        "kinds": [str(event.get("type")) if isinstance(event, dict) else "?" for event in events],
        "milliseconds": round(delivery.seconds * 1000, 1),
        "status": delivery.status,
        "error": delivery.error,
        "redelivery": delivery.redelivery,
        "events": events,
    }


def _events(delivery: Delivery) -> list[Any]:
    try:
        webhook = json.loads(delivery.body)
    except ValueError:
        return []
    events = webhook.get("events") if isinstance(webhook, dict) else None
    return events if isinstance(events, list) else []
