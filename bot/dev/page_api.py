"""What the chat page's browser asks for: chats, bubbles as they come, and what people do."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from bot.dev.double import LineDouble
from bot.dev.page_input import BadInput, body, number, one_of, optional_text, text, text_map, texts, yes_or_no
from bot.dev.page_json import (
    chat_json,
    condition_json,
    delivery_json,
    group_json,
    item_json,
    person_json,
)

LONGEST_WAIT = 10.0  # seconds
LATEST_DELIVERIES = 50
_LOADING_LOOK = 1.0  # seconds; the end of the loading animation notifies nobody
_TEXT, _NAME, _POSTBACK, _MESSAGE_ID, _MEMBERS = 5000, 20, 300, 40, 100
_MEDIA = ("sticker", "image", "video", "audio", "file", "location")
_LANGUAGES = ("ja", "en")


class PageApi:
    """The JSON views of the chat page. They raise BadInput, KeyError (nobody has this id) and ValueError."""

    def __init__(self, double: LineDouble) -> None:
        self._double = double

    def register(self, blueprint: Blueprint) -> None:
        """Put the views at their addresses below `/api`."""
        blueprint.get("/api/chats")(self.chats)
        blueprint.get("/api/chats/<chat_id>/items")(self.items)
        blueprint.get("/api/deliveries")(self.deliveries)
        blueprint.post("/api/people")(self.add_person)
        blueprint.post("/api/groups")(self.add_group)
        for verb in (self.say, self.press, self.media, self.follow, self.block, self.unsend):
            blueprint.post(f"/api/chats/<chat_id>/{verb.__name__}")(verb)

    def chats(self) -> Response:
        """List the chats and the people."""
        with self._double.changed:
            chats = [chat_json(self._double, chat) for chat in self._double.chats()]
            return jsonify(chats=chats, people=[person_json(person) for person in self._double.people])

    def items(self, chat_id: str) -> Response:
        """Give the bubbles above `after` and the chat's condition.

        Waits up to `wait` seconds for a bubble, or for a condition other than `state` where that is given.
        """
        double = self._double
        self._must_exist(chat_id)
        after, wait = int(number("after", 1e9)), min(number("wait", 3600), LONGEST_WAIT)
        known = request.args.get("state")

        def news() -> bool:
            if double.items(chat_id, after):
                return True
            return known is not None and condition_json(double, chat_id)["state"] != known

        with double.changed:
            double.changed.wait_for(news, min(wait, _LOADING_LOOK) if double.loading(chat_id) else wait)
            items = [item_json(item) for item in double.items(chat_id, after)]
            return jsonify(items=items, **condition_json(double, chat_id))

    def deliveries(self) -> Response:
        """List the latest webhooks, the newest first."""
        numbered = list(enumerate(self._double.deliveries(), start=1))[-LATEST_DELIVERIES:]
        return jsonify(deliveries=[delivery_json(*each) for each in reversed(numbered)])

    def add_person(self) -> tuple[Response, int]:
        """Add somebody: `name`, and `language` ja or en."""
        sent = body()
        name, language = text(sent, "name", _NAME), one_of(sent, "language", _LANGUAGES, "ja")
        return jsonify(person_json(self._double.add_person(name.strip(), language))), 201

    def add_group(self) -> tuple[Response, int]:
        """Add a group: `name`, and `members` as user ids."""
        sent = body()
        name, members = text(sent, "name", _NAME), texts(sent, "members", _MEMBERS)
        return jsonify(group_json(self._double.add_group(name.strip(), members))), 201

    def say(self, chat_id: str) -> Response:
        """Let a person write `text`, in a group with a `mention` of the bot, `quote` being a message id."""
        sent = body()
        written, mention = text(sent, "text", _TEXT), yes_or_no(sent, "mention")
        quote = optional_text(sent, "quote", _MESSAGE_ID)
        self._double.say(
            self._speaker(chat_id, sent),
            written,
            chat_id=chat_id,
            mention_bot=mention,
            quoted_message_id=quote,
        )
        return jsonify(sent=True)

    def press(self, chat_id: str) -> Response:
        """Let a person press a postback button: `data`, `display_text`, and `params` of a date picker."""
        sent = body()
        data, shown = text(sent, "data", _POSTBACK), optional_text(sent, "display_text", _POSTBACK)
        params = text_map(sent, "params", _POSTBACK)
        self._double.press(self._speaker(chat_id, sent), data, shown, chat_id=chat_id, params=params)
        return jsonify(sent=True)

    def media(self, chat_id: str) -> Response:
        """Let a person send something without text: `kind`."""
        sent = body()
        kind = one_of(sent, "kind", _MEDIA)
        self._double.send_media(self._speaker(chat_id, sent), kind, chat_id=chat_id)
        return jsonify(sent=True)

    def follow(self, chat_id: str) -> Response:
        """Let the person of a direct chat add the account as a friend, or unblock it."""
        body()
        self._double.follow(self._person(chat_id))
        return jsonify(sent=True)

    def block(self, chat_id: str) -> Response:
        """Let the person of a direct chat block the account."""
        body()
        self._double.block(self._person(chat_id))
        return jsonify(sent=True)

    def unsend(self, chat_id: str) -> Response:
        """Let a person take back the message with `message_id`."""
        sent = body()
        message_id = text(sent, "message_id", _MESSAGE_ID)
        self._double.unsend(self._speaker(chat_id, sent), message_id)
        return jsonify(sent=True)

    def _must_exist(self, chat_id: str) -> None:
        if chat_id not in {chat.id for chat in self._double.chats()}:
            raise KeyError(chat_id)

    def _person(self, chat_id: str) -> str:
        self._must_exist(chat_id)
        if not any(person.id == chat_id for person in self._double.people):
            raise BadInput("only a person can follow or block, not a group")
        return chat_id

    def _speaker(self, chat_id: str, sent: dict[str, Any]) -> str:
        """Return who speaks: in a direct chat its person, in a group the member named by `person`."""
        self._must_exist(chat_id)
        group = next((group for group in self._double.groups if group.id == chat_id), None)
        members = [chat_id] if group is None else group.members
        return one_of(sent, "person", tuple(members), chat_id if group is None else None)
