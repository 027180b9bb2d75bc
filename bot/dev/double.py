"""The platform double: LINE's state, and people who write, press buttons, follow, block and take back."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from bot.dev.events import MEDIA, Event, event, media_message, source, text_message
from bot.dev.failures import Failure
from bot.dev.platform import Platform
from bot.dev.posting import Delivery, HttpPoster, Poster
from bot.dev.webhooks import Channel, Webhooks


class LineDouble(Platform):
    """A LINE platform for one account.

    `clock` gives seconds since 1970; `post` brings webhooks to the bot (default: over HTTP). With
    `deliver_in_background` verbs return at once and failed webhooks come again by themselves; without,
    they return when the bot has answered and `deliver_due` brings again what is due. Everything may be
    called from any thread.
    """

    def __init__(
        self,
        *,
        channel_secret: str,
        webhook_url: str,
        access_token: str,
        channel_id: str = "1657000000",
        clock: Callable[[], float] = time.time,
        post: Poster | None = None,
        deliver_in_background: bool = True,
    ) -> None:
        super().__init__(access_token, (channel_id, channel_secret), clock)
        self._http = HttpPoster()
        self.webhooks = Webhooks(
            Channel(channel_secret, self.bot_id),
            webhook_url,
            post or self._http,
            clock,
            self.changed,
            self.reply_tokens,
            background=deliver_in_background,
        )

    def say(
        self,
        person_id: str,
        text: str,
        *,
        chat_id: str | None = None,
        mention_bot: bool = False,
        quoted_message_id: str | None = None,
    ) -> Event:
        """Let a person write a text; return the event. Raises ValueError when they block the account."""
        bot_id = self.bot_id if mention_bot else None
        message = text_message(self.next_message_id(), text, bot_id, quoted_message_id)
        return self._write(person_id, message, chat_id)

    def send_media(
        self,
        person_id: str,
        kind: str,
        *,
        chat_id: str | None = None,
        content: bytes | None = None,
        name: str | None = None,
    ) -> Event:
        """Let a person send a sticker, image, video, audio, file or location; return the event.

        `content` are the bytes LINE holds then, `name` what a file is called; without them it has its own.
        """
        message = media_message(self.next_message_id(), kind)
        if kind in MEDIA:
            media_type, ours = MEDIA[kind]
            held = ours if content is None else content
            if kind == "file":
                message |= {"fileName": name or message["fileName"], "fileSize": len(held)}
            with self.changed:
                self.transcript.contents[message["id"]] = (media_type, held)
        return self._write(person_id, message, chat_id)

    def press(
        self,
        person_id: str,
        data: str,
        display_text: str | None = None,
        *,
        chat_id: str | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Event:
        """Let a person press a postback button; the display text becomes their bubble. Return the event.

        `params` is what a date picker chose or a rich menu switch tells.
        """
        postback = {"data": data, **({"params": dict(params)} if params else {})}
        built = self.event(person_id, "postback", chat_id=chat_id, postback=postback)
        if display_text is not None:
            message = {"id": self.next_message_id(), "type": "text", "text": display_text}
            self.show_from(person_id, chat_id or person_id, message)
        return self._send(built)

    def follow(self, person_id: str) -> Event:
        """Let a person add the account as a friend, or unblock it; return the event."""
        person = self.person(person_id)
        unblocked = person.blocked
        person.blocked, person.friend = False, True
        return self._send(self.event(person_id, "follow", follow={"isUnblocked": unblocked}))

    def block(self, person_id: str) -> Event:
        """Let a person block the account; return the event."""
        self.person(person_id).blocked = True
        return self._send(self.event(person_id, "unfollow"))

    def unsend(self, person_id: str, message_id: str) -> Event:
        """Let a person take a message back; return the event. Raises KeyError when it is not theirs."""
        with self.changed:
            found = self.transcript.find(message_id)
            if found is None or found[1].sender != person_id:
                raise KeyError(message_id)
            chat_id, item = found
            item.unsent = True
            self.transcript.contents.pop(message_id, None)
            self.changed.notify_all()
        return self._send(self.event(person_id, "unsend", chat_id=chat_id, unsend={"messageId": message_id}))

    def join(self, group_id: str) -> Event:
        """Let the account be invited into a group; return the event."""
        self.group(group_id).joined = True
        return self._send(event("join", {"type": "group", "groupId": group_id}, self._milliseconds()))

    def leave(self, group_id: str) -> Event:
        """Let the account be removed from a group, or leave it; return the event."""
        self.group(group_id).joined = False
        return self._send(event("leave", {"type": "group", "groupId": group_id}, self._milliseconds()))

    def event(
        self,
        person_id: str,
        kind: str,
        *,
        chat_id: str | None = None,
        mode: Literal["active", "standby"] = "active",
        **own: object,
    ) -> Event:
        """Build an event without sending it: to change it, or to put several into one webhook.

        `own` are the fields of its kind, for example `message=...`; the kind may be one LINE does not have.
        """
        group = self.group(chat_id) if chat_id and chat_id != person_id else None
        return {**event(kind, source(self.person(person_id), group), self._milliseconds(), mode), **own}

    def text_event(self, person_id: str, text: str, *, chat_id: str | None = None) -> Event:
        """Build the event of a text message without sending or showing it."""
        message = text_message(self.next_message_id(), text, None, None)
        return self.event(person_id, "message", chat_id=chat_id, message=message)

    def send_events(
        self, events: Sequence[Event], *, redelivery: bool = False, signature: str | None = None
    ) -> None:
        """Send events as one webhook, as they are and in this order.

        `redelivery` marks all of them; `signature` replaces the right one.
        """
        self.webhooks.send(events, redelivery=redelivery, signature=signature)

    def redeliver(self, event_id: str) -> None:
        """Send an event again: same id and token, marked as redelivery. Raises KeyError when unknown."""
        self.webhooks.redeliver(event_id)

    def deliver_due(self) -> None:
        """Post the redeliveries that are due by the clock."""
        self.webhooks.deliver_due()

    def settle(self, timeout: float = 5.0) -> bool:
        """Wait until no webhook is on its way; False when that took longer than `timeout` seconds."""
        return self.webhooks.settle(timeout)

    def deliveries(self) -> list[Delivery]:
        """Return the webhooks posted so far and how the bot took them."""
        with self.changed:
            return list(self.webhooks.deliveries)

    @property
    def redelivery_enabled(self) -> bool:
        """Whether failed webhooks are sent again; off by default, as at LINE."""
        return self.webhooks.redelivery_enabled

    @redelivery_enabled.setter
    def redelivery_enabled(self, enabled: bool) -> None:
        self.webhooks.redelivery_enabled = enabled

    def fail_next(
        self,
        count: int = 1,
        *,
        path: str = "/",
        status: int | None = None,
        drop: Literal["before", "after"] | None = None,
        stall: float | None = None,
        body: bytes | None = None,
    ) -> None:
        """Let the next API calls under a path fail; Failure describes the ways."""
        with self.changed:
            self.failures.add(Failure(status, drop, stall, body), count, path)

    def close(self) -> None:
        """Stop working in the background and let stalled answers go."""
        self.failures.release()
        self.webhooks.close()
        self._http.close()

    def _write(self, person_id: str, message: dict[str, Any], chat_id: str | None) -> Event:
        person = self.person(person_id)
        if person.blocked:
            raise ValueError("who has blocked the account cannot write to it")
        if chat_id in {None, person_id}:
            person.spoke_at = self.clock()
        built = self.event(person_id, "message", chat_id=chat_id, message=message)
        self.show_from(person_id, chat_id or person_id, message)
        return self._send(built)

    def _send(self, built: Event) -> Event:
        self.webhooks.send([built])
        return built

    def _milliseconds(self) -> int:
        return int(self.clock() * 1000)
