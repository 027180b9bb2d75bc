"""LINE's messages back into plain words, for when they are told later and among others."""

from __future__ import annotations

from typing import Any

from bot.line.postback import decode
from handlers.replies import Press, Text


def words(message: dict[str, Any]) -> Text:
    """Return what a message of ours says: its text, or the whole answer that a Flex message has beside it."""
    items = message.get("quickReply", {}).get("items", ())
    choices = (_press(item["action"]) for item in items)
    said = message.get("text") or message["altText"]
    return Text(said, tuple(filter(None, choices)), sender=message.get("sender", {}).get("name", ""))


def _press(action: dict[str, Any]) -> Press | None:
    known = decode(action.get("data", ""))
    return Press(action["label"], *known) if known else None
