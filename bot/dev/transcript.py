"""What a chat looks like on the phone: its bubbles in order, and the dots that say somebody is at work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Item:
    """One bubble. `number` counts from 1 in its chat, `at` is in seconds since 1970 (UTC).

    `sender` is "bot" or a user id, `message` LINE message JSON (of the API for the bot, of the webhook for
    people), `message_id` LINE's id. `unsent`: taken back; `read`: the bot marked it as read.
    """

    number: int
    at: float
    sender: str
    message: dict[str, Any]
    message_id: str
    quote_token: str | None = None
    unsent: bool = False
    read: bool = False


class Transcript:
    """The bubbles of all chats, and the media in them: `contents` holds type and bytes by message id."""

    def __init__(self) -> None:
        self.contents: dict[str, tuple[str, bytes]] = {}
        self._chats: defaultdict[str, list[Item]] = defaultdict(list)
        self._loading_until: dict[str, float] = {}

    def add(
        self,
        chat_id: str,
        sender: str,
        message: dict[str, Any],
        message_id: str,
        at: float,
        quote_token: str | None = None,
    ) -> Item:
        """Put a bubble at the end of a chat; the bot's ends the loading animation."""
        items = self._chats[chat_id]
        item = Item(len(items) + 1, at, sender, message, message_id, quote_token)
        items.append(item)
        if sender == "bot":
            self._loading_until.pop(chat_id, None)
        return item

    def items(self, chat_id: str, after: int = 0) -> list[Item]:
        """Return the bubbles of a chat with a number above `after`."""
        return self._chats[chat_id][after:]

    def find(self, message_id: str) -> tuple[str, Item] | None:
        """Return the chat and the bubble of a message id."""
        return next(((chat, item) for chat, item in self._all() if item.message_id == message_id), None)

    def quotable(self, chat_id: str, quote_token: str) -> bool:
        """Tell whether a quote token belongs to a bubble of this chat."""
        return any(item.quote_token == quote_token for item in self.items(chat_id))

    def mark_read(self, token: str) -> bool:
        """Mark a bubble and those before it as read; False when nothing carries this token."""
        found = ((chat, item) for chat, item in self._all() if item.message.get("markAsReadToken") == token)
        chat, last = next(found, (None, None))
        if chat is None or last is None:
            return False
        for item in self._chats[chat][: last.number]:
            item.read = item.sender != "bot" or item.read
        return True

    def load(self, chat_id: str, until: float) -> None:
        """Start the loading animation."""
        self._loading_until[chat_id] = until

    def loading(self, chat_id: str, now: float) -> bool:
        """Tell whether the loading animation is shown."""
        return self._loading_until.get(chat_id, now) > now

    def _all(self) -> Iterator[tuple[str, Item]]:
        return ((chat, item) for chat, items in self._chats.items() for item in items)
