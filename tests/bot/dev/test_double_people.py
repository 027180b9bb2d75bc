"""What people do on the phone: the event it makes and what the chat shows."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.webhook import UnknownEvent

from bot.dev.double import LineDouble
from bot.dev.events import BOT_MENTION, ulid
from bot.dev.people import Person
from tests.line_double import SECRET, Clock, ListeningBot


def test_a_person_has_a_chat_with_the_account(line_double: LineDouble, hanako: Person) -> None:
    assert re.fullmatch("U[0-9a-f]{32}", hanako.id)
    assert [(chat.id, chat.name, chat.kind) for chat in line_double.chats()] == [
        (hanako.id, "花子", "direct")
    ]


def test_a_group_is_a_chat_too(line_double: LineDouble, hanako: Person) -> None:
    group = line_double.add_group("家族", [hanako.id])
    assert re.fullmatch("C[0-9a-f]{32}", group.id)
    assert line_double.chats()[-1].kind == "group"
    with pytest.raises(KeyError):
        line_double.add_group("他人", ["U" + "0" * 32])


def test_what_is_said_is_shown_and_sent(
    line_double: LineDouble, line_bot: ListeningBot, line_clock: Clock, hanako: Person
) -> None:
    event = line_double.say(hanako.id, "クッキーは？")
    item = line_double.items(hanako.id)[0]
    assert (item.number, item.at, item.sender) == (1, line_clock.now, hanako.id)
    assert item.message["text"] == "クッキーは？"
    assert item.message_id == event["message"]["id"]
    assert event["timestamp"] == line_clock.now * 1000
    assert line_bot.events == [event]


def test_in_a_group_the_bot_can_be_mentioned(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    group = line_double.add_group("家族", [hanako.id])
    line_double.say(hanako.id, "クッキーは？", chat_id=group.id, mention_bot=True)
    event = line_bot.events[0]
    assert event["source"] == {"type": "group", "groupId": group.id, "userId": hanako.id}
    mention = event["message"]["mention"]["mentionees"][0]
    start, end = mention["index"], mention["index"] + mention["length"]
    assert event["message"]["text"][start:end] == BOT_MENTION
    assert (mention["isSelf"], mention["userId"]) == (True, line_double.bot_id)
    assert [item.sender for item in line_double.items(group.id)] == [hanako.id]
    assert line_double.items(hanako.id) == []


@pytest.mark.parametrize("kind", ["sticker", "image", "video", "audio", "file", "location"])
def test_media_are_shown_and_sent(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person, kind: str
) -> None:
    line_double.send_media(hanako.id, kind)
    assert line_double.items(hanako.id)[0].message["type"] == kind
    assert line_bot.events[0]["message"]["type"] == kind


@pytest.mark.parametrize(("display_text", "shown"), [("はい", ["はい"]), (None, [])])
def test_a_button_shows_its_display_text_only(
    line_double: LineDouble,
    line_bot: ListeningBot,
    hanako: Person,
    display_text: str | None,
    shown: list[str],
) -> None:
    line_double.press(hanako.id, "yes", display_text)
    assert [item.message["text"] for item in line_double.items(hanako.id)] == shown
    assert [event["type"] for event in line_bot.events] == ["postback"]


def test_blocking_and_following_again(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    line_double.follow(hanako.id)
    line_double.block(hanako.id)
    with pytest.raises(ValueError, match="blocked"):
        line_double.say(hanako.id, "a")
    line_double.follow(hanako.id)
    first, unfollow, second = line_bot.events
    assert (first["follow"], second["follow"]) == ({"isUnblocked": False}, {"isUnblocked": True})
    assert unfollow["type"] == "unfollow"
    assert "replyToken" not in unfollow


def test_a_message_taken_back(line_double: LineDouble, line_bot: ListeningBot, hanako: Person) -> None:
    message_id = line_double.say(hanako.id, "a")["message"]["id"]
    line_double.unsend(hanako.id, message_id)
    assert line_double.items(hanako.id)[0].unsent
    assert line_bot.events[-1]["unsend"] == {"messageId": message_id}
    assert "replyToken" not in line_bot.events[-1]


def test_nobody_takes_back_what_is_not_theirs(line_double: LineDouble, hanako: Person) -> None:
    taro = line_double.add_person("太郎")
    message_id = line_double.say(taro.id, "a")["message"]["id"]
    with pytest.raises(KeyError):
        line_double.unsend(hanako.id, message_id)
    assert not line_double.items(taro.id)[0].unsent


def test_the_bot_joins_a_group(line_double: LineDouble, line_bot: ListeningBot, hanako: Person) -> None:
    group = line_double.add_group("家族", [hanako.id])
    line_double.join(group.id)
    assert line_bot.events[0]["source"] == {"type": "group", "groupId": group.id}


def test_the_sdk_knows_every_event_people_make(
    line_double: LineDouble, line_bot: ListeningBot, hanako: Person
) -> None:
    group = line_double.add_group("家族", [hanako.id])
    message_id = line_double.say(hanako.id, "a")["message"]["id"]
    line_double.say(hanako.id, "a", chat_id=group.id, mention_bot=True)
    for kind in ("sticker", "image", "video", "audio", "file", "location"):
        line_double.send_media(hanako.id, kind)
    line_double.press(hanako.id, "yes", "はい")
    line_double.unsend(hanako.id, message_id)
    line_double.join(group.id)
    line_double.block(hanako.id)
    line_double.follow(hanako.id)
    parser = WebhookParser(SECRET)
    events: list[Any] = [
        event
        for body, headers in line_bot.webhooks
        for event in parser.parse(body.decode(), headers["x-line-signature"])
    ]
    assert len(events) == 13
    assert not [event for event in events if isinstance(event, UnknownEvent)]


def test_items_are_numbered_and_can_be_read_from_a_point(line_double: LineDouble, hanako: Person) -> None:
    for text in "abc":
        line_double.say(hanako.id, text)
    assert [item.number for item in line_double.items(hanako.id, after=1)] == [2, 3]
    assert line_double.items("somebody else") == []


def test_waiting_ends_when_something_is_said(line_double: LineDouble, hanako: Person) -> None:
    waiting = threading.Event()

    def speak() -> None:
        waiting.wait(5)
        line_double.show(hanako.id, [{"type": "text", "text": "a"}])

    speaker = threading.Thread(target=speak)
    speaker.start()
    with line_double.changed:
        waiting.set()  # the speaker needs the lock that only the wait below gives away
        items = line_double.wait_for_items(hanako.id, 0, 5)
    speaker.join()
    assert [item.message["text"] for item in items] == ["a"]


def test_waiting_ends_empty_when_nothing_is_said(line_double: LineDouble, hanako: Person) -> None:
    assert line_double.wait_for_items(hanako.id, 0, 0) == []


def test_event_ids_are_ulids_in_order_of_time() -> None:
    early, late = ulid(1_800_000_000_000), ulid(1_800_000_000_001)
    assert re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", early)
    assert early[:10] < late[:10]
    assert ulid(0)[:10] == "0" * 10
