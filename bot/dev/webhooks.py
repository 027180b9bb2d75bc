"""Bringing events to the bot: signed, within a deadline, and again when that fails."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.dev.events import Event
from bot.dev.posting import Delivery, Poster, post_within, sign
from bot.dev.tokens import ReplyTokens

_COURIERS = 4


@dataclass(frozen=True, slots=True)
class Channel:
    """Whose webhooks these are: `bot_id` is the account's user id, the destination, `secret` signs."""

    secret: str
    bot_id: str


@dataclass(frozen=True, slots=True)
class _Letter:
    """A webhook on its way. `due` is the clock's time before which it is not posted."""

    events: Sequence[Event]
    due: float
    redelivery: bool = False
    tries: int = 0
    signature: str | None = None
    lane: str = ""


class Webhooks:
    """Posts events to `url`: one webhook of a chat at a time, several chats at once.

    `redelivery_after`: seconds until each further try, when redelivery is on. LINE publishes neither the
    number nor the interval.
    """

    def __init__(
        self,
        channel: Channel,
        url: str,
        post: Poster,
        clock: Callable[[], float],
        lock: threading.Condition,
        tokens: ReplyTokens,
        *,
        background: bool,
    ) -> None:
        self.channel = channel
        self.url = url
        self.redelivery_enabled = False
        self.redelivery_after: tuple[float, ...] = (10.0, 60.0, 300.0)
        self.deliveries: list[Delivery] = []
        self._post = post
        self._clock = clock
        self._lock = lock
        self._tokens = tokens
        self._background = background
        self._waiting: list[_Letter] = []
        self._busy: set[str] = set()
        self._sent: dict[str, Event] = {}
        self._couriers: list[threading.Thread] = []
        self._closed = False

    def send(
        self, events: Sequence[Event], *, redelivery: bool = False, signature: str | None = None
    ) -> None:
        """Send events as one webhook; in the background when so set up, else before this returns."""
        now = self._clock()
        lane = next((chat for chat in map(chat_of, events) if chat), "")
        letter = _Letter(copy.deepcopy(list(events)), now, redelivery, 0, signature, lane)
        with self._lock:
            self._sent.update((each["webhookEventId"], each) for each in letter.events if _has_id(each))
        if not self._background:
            self._deliver(letter)
            return
        with self._lock:
            self._waiting.append(letter)
            self._start_couriers()
            self._lock.notify_all()

    def redeliver(self, event_id: str) -> None:
        """Send an event again, with its id and reply token. Raises KeyError for an unknown event."""
        self.send([self._sent[event_id]], redelivery=True)

    def deliver_due(self) -> None:
        """Post what is due by the clock now: redeliveries, when nothing works in the background."""
        while (letter := self._take()) is not None:
            self._deliver(letter)

    def post_raw(self, body: bytes, signature: str | None = None, url: str | None = None) -> Delivery:
        """Post any bytes, signed unless a signature is given, and return how it went."""
        signed = sign(self.channel.secret, body) if signature is None else signature
        at = self._clock()
        outcome = post_within(self._post, url or self.url, body, signed)
        return Delivery((), at, body, False, outcome.seconds, outcome.status, outcome.error)

    def check(self, url: str | None = None) -> Delivery:
        """Post a webhook without events, as LINE's connection test does; to another address when given."""
        return self.post_raw(self._body([]), url=url)

    def settle(self, timeout: float) -> bool:
        """Wait until nothing that is due is on its way; False when it still is after `timeout` seconds."""
        with self._lock:
            return self._lock.wait_for(self._idle, timeout)

    def close(self) -> None:
        """Stop working in the background."""
        with self._lock:
            self._closed = True
            self._lock.notify_all()
        for courier in self._couriers:
            courier.join()

    def _idle(self) -> bool:
        now = self._clock()
        return not self._busy and all(letter.due > now for letter in self._waiting)

    def _start_couriers(self) -> None:
        while len(self._couriers) < _COURIERS:
            courier = threading.Thread(target=self._work, name="line-double-courier", daemon=True)
            self._couriers.append(courier)
            courier.start()

    def _work(self) -> None:
        while True:
            with self._lock:
                while (letter := self._take()) is None and not self._closed:
                    self._lock.wait(self._pause())
            if letter is None:
                return
            self._deliver(letter)

    def _take(self) -> _Letter | None:
        with self._lock:
            now = self._clock()
            ready = (each for each in self._waiting if each.due <= now and each.lane not in self._busy)
            letter = next(ready, None)
            if letter is not None:
                self._waiting.remove(letter)
                self._busy.add(letter.lane)
            return letter

    def _pause(self) -> float | None:
        now = self._clock()
        later = [letter.due - now for letter in self._waiting if letter.due > now]
        return min(later) if later else None

    def _deliver(self, letter: _Letter) -> None:
        events = [_marked(event, letter.redelivery) for event in letter.events]
        body = self._body(events)
        signature = letter.signature if letter.signature is not None else sign(self.channel.secret, body)
        with self._lock:
            at = self._clock()
            self._start_tokens(events, at)
        outcome = post_within(self._post, self.url, body, signature)
        ids = tuple(str(event["webhookEventId"]) for event in events if _has_id(event))
        with self._lock:
            self.deliveries.append(
                Delivery(ids, at, body, letter.redelivery, outcome.seconds, outcome.status, outcome.error)
            )
            if outcome.error is not None:
                self._try_later(letter)
            self._busy.discard(letter.lane)
            self._lock.notify_all()

    def _try_later(self, letter: _Letter) -> None:
        if self.redelivery_enabled and letter.tries < len(self.redelivery_after):
            due = self._clock() + self.redelivery_after[letter.tries]
            self._waiting.append(replace(letter, redelivery=True, tries=letter.tries + 1, due=due))

    def _start_tokens(self, events: Sequence[Event], now: float) -> None:
        for event in events:
            chat, token = chat_of(event), event.get("replyToken") if isinstance(event, dict) else None
            if chat and isinstance(token, str):
                happened = event.get("timestamp")
                at = happened / 1000 if isinstance(happened, int) else now
                self._tokens.delivered(token, chat, at, now)

    def _body(self, events: Sequence[Event]) -> bytes:
        webhook = {"destination": self.channel.bot_id, "events": events}
        try:
            return json.dumps(webhook, ensure_ascii=False, separators=(",", ":")).encode()
        except UnicodeEncodeError:
            # Half of a surrogate pair, as some phones send, can only be written escaped.
            return json.dumps(webhook, separators=(",", ":")).encode()


def chat_of(event: object) -> str | None:
    """Return the id of the chat an event happened in; None for an event that does not say."""
    where = event.get("source") if isinstance(event, dict) else None
    if not isinstance(where, dict):
        return None
    chat = where.get("groupId") or where.get("roomId") or where.get("userId")
    return chat if isinstance(chat, str) else None


def _marked(event: Event, redelivery: bool) -> Event:
    if redelivery and isinstance(event, dict):
        return {**event, "deliveryContext": {"isRedelivery": True}}
    return event


def _has_id(event: object) -> bool:
    return isinstance(event, dict) and isinstance(event.get("webhookEventId"), str)
