"""The platform's state: who there is, what was said, and what the account may still send."""

from __future__ import annotations

import itertools
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dev.access_tokens import AccessTokens
from bot.dev.failures import Failure, Failures
from bot.dev.people import Chat, Group, Person, new_id
from bot.dev.quota import Quota, Rates
from bot.dev.rich_menus import RichMenus
from bot.dev.tokens import ReplyTokens, RetryKeys
from bot.dev.transcript import Item, Transcript

_FIRST_MESSAGE_ID = 461230966842064897
_QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video", "template", "flex", "imagemap"})
_NON_FRIEND_SECONDS = 7 * 24 * 3600

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API: what was asked, what was answered, and the messages it sent.

    `status` is None when the connection broke before the call was done; `answer` is the JSON of the answer.
    `failure` is the failure on demand that met it.
    """

    method: str
    path: str
    status: int | None
    request_id: str
    body: bytes
    answer: bytes = b""
    sent: tuple[Message, ...] = ()
    failure: Failure | None = None


class Platform:
    """LINE as one account sees it. `changed` is the one lock; it is notified when something changed.

    `clock` gives seconds since 1970. `quota` starts at the free Japanese plan's 200 messages a month.
    """

    def __init__(self, access_token: str, channel: tuple[str, str], clock: Callable[[], float]) -> None:
        self.clock = clock
        self.changed = threading.Condition()
        self.bot_id = new_id("U")
        self.bot_name = "窓口"
        self.people: list[Person] = []
        self.groups: list[Group] = []
        self.calls: list[Call] = []
        self.failures = Failures()
        self.quota = Quota(200)
        self.rates = Rates()
        self.rich_menus = RichMenus()
        self.reply_tokens = ReplyTokens()
        self.retry_keys = RetryKeys()
        self.access_tokens = AccessTokens(access_token, channel, clock)
        self.transcript = Transcript()
        self._message_ids = itertools.count(_FIRST_MESSAGE_ID)

    def add_person(self, name: str, language: str = "ja") -> Person:
        """Add somebody who has the account as a friend already; no event is sent."""
        person = Person(new_id("U"), name, language)
        with self.changed:
            self.people.append(person)
        return person

    def add_group(self, name: str, members: Sequence[str]) -> Group:
        """Add a group of people (user ids) that the account is in already; no event is sent."""
        group = Group(new_id("C"), name, [self.person(member).id for member in members])
        with self.changed:
            self.groups.append(group)
        return group

    def person(self, person_id: str) -> Person:
        """Return a person. Raises KeyError for an id nobody has."""
        with self.changed:
            return {person.id: person for person in self.people}[person_id]

    def group(self, group_id: str) -> Group:
        """Return a group. Raises KeyError for an id no group has."""
        with self.changed:
            return {group.id: group for group in self.groups}[group_id]

    def chats(self) -> list[Chat]:
        """Return all chats: one with each person, then the groups the account is in."""
        with self.changed:
            direct = [Chat(person.id, person.name, "direct") for person in self.people]
            return direct + [Chat(group.id, group.name, "group") for group in self.groups if group.joined]

    def items(self, chat_id: str, after: int = 0) -> list[Item]:
        """Return the bubbles of a chat with a number above `after`."""
        with self.changed:
            return self.transcript.items(chat_id, after)

    def wait_for_items(self, chat_id: str, after: int, timeout: float) -> list[Item]:
        """Return the bubbles above `after` as soon as there are any; none after `timeout` seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.transcript.items(chat_id, after), timeout)
            return self.transcript.items(chat_id, after)

    def loading(self, chat_id: str) -> bool:
        """Tell whether the loading animation is shown in a chat."""
        with self.changed:
            return self.transcript.loading(chat_id, self.clock())

    def next_message_id(self) -> str:
        """Make a message id."""
        with self.changed:
            return str(next(self._message_ids))

    def number_messages_from(self, least: int) -> None:
        """Let the ids of messages go on from a number, where an earlier run of the platform had others."""
        with self.changed:
            self._message_ids = itertools.count(max(least, int(self.next_message_id())))

    def record(self, call: Call) -> None:
        """Keep an API call for tests."""
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()

    def knows(self, chat_id: str) -> bool:
        """Tell whether a message can be addressed to a chat at all."""
        return any(chat.id == chat_id for chat in self.chats())

    def recipients(self, chat_id: str) -> int:
        """Return how many people a message to a chat is counted for: those it reaches."""
        with self.changed:
            if chat_id.startswith("U"):
                return int(self.reaches(chat_id))
            return len(self.group(chat_id).members)

    def reaches(self, chat_id: str) -> bool:
        """Tell whether a message arrives: not when blocked, nor with strangers who were silent for a week."""
        if not chat_id.startswith("U"):
            return self.group(chat_id).joined
        person = self.person(chat_id)
        spoke_lately = person.spoke_at is not None and self.clock() - person.spoke_at < _NON_FRIEND_SECONDS
        return not person.blocked and (person.friend or spoke_lately)

    def show(self, chat_id: str, messages: Sequence[Message]) -> list[dict[str, str]]:
        """Put the bot's messages into a chat, if they arrive; return `sentMessages` either way."""
        with self.changed:
            sent = [self._sent(message) for message in messages]
            if self.reaches(chat_id):
                for message, of in zip(messages, sent, strict=True):
                    self.transcript.add(chat_id, "bot", message, of["id"], self.clock(), of.get("quoteToken"))
                self.changed.notify_all()
        return sent

    def show_from(self, person_id: str, chat_id: str, message: Mapping[str, Any]) -> None:
        """Put a person's message into a chat."""
        with self.changed:
            quote_token = message.get("quoteToken")
            self.transcript.add(chat_id, person_id, dict(message), message["id"], self.clock(), quote_token)
            self.changed.notify_all()

    def _sent(self, message: Message) -> dict[str, str]:
        sent = {"id": self.next_message_id()}
        if message["type"] in _QUOTABLE:
            sent["quoteToken"] = secrets.token_urlsafe(32)
        return sent
