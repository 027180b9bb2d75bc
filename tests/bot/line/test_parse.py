"""Stored events are read as LINE means them, and whatever cannot be read harms nobody."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import Received
from bot.line.channel import LineChannel
from bot.line.parse import read_event
from bot.line.postback import encode
from handlers.events import (
    ButtonPressed,
    Event,
    Followed,
    MediaReceived,
    MessageReceived,
    MessageUnsent,
    Unhandled,
)
from handlers.replies import Press, Text
from tests.bot.line import hostile
from tests.bot.line.webhooks import AT, GROUP, REPLY_TOKEN, ROOM, USER, event, text, without

RECEIVED = AT + 1_500
MINUTE = 60_000


def read(sent: object, received_at: int = RECEIVED) -> Received:
    return read_event(json.dumps(sent).encode(), "e1", received_at)


def message(said: str, **own: Any) -> Event:
    return read(text(message={"id": "325708", "type": "text", "text": said, **own})).event


def test_a_text_is_read_with_its_time_its_place_and_where_to_answer() -> None:
    said = MessageReceived(
        id="e1",
        at=datetime.fromtimestamp(AT / 1_000, UTC),
        place="direct",
        text="クッキーって止められる？",
        message_id="325708",
    )
    assert read(text()) == Received(said, to=USER, reply_token=REPLY_TOKEN, token_until=RECEIVED + 50_000)


@pytest.mark.parametrize(
    ("source", "to", "place"),
    [
        ({"type": "user", "userId": USER}, USER, "direct"),
        ({"type": "group", "groupId": GROUP, "userId": USER}, GROUP, "group"),
        ({"type": "group", "groupId": GROUP}, GROUP, "group"),
        ({"type": "room", "roomId": ROOM, "userId": USER}, ROOM, "group"),
        ({"type": "room", "roomId": ROOM}, ROOM, "group"),
        ({"type": "openchat", "chatId": "O1", "userId": USER}, USER, "group"),
        ({"type": "group", "userId": USER}, USER, "group"),
        ({"type": "user", "userId": USER, "groupId": GROUP}, GROUP, "group"),
        ({"userId": USER}, USER, "group"),
        ({"type": "user"}, None, "direct"),
        ({"type": "user", "userId": "U\ud83d"}, None, "direct"),
        ({"type": "user", "userId": "U\0"}, None, "direct"),
        (None, None, "group"),
    ],
)
def test_only_what_line_calls_a_chat_with_one_person_is_private(source: Any, to: Any, place: str) -> None:
    received = read(text(source=source))
    assert (received.to, received.event.place) == (to, place)


def test_a_quoted_message_is_known_by_its_id() -> None:
    said = message("what about this?", quotedMessageId="468789577898262530")
    assert isinstance(said, MessageReceived)
    assert said.quoted_message_id == "468789577898262530"


def test_our_name_is_no_part_of_what_a_group_says_to_us() -> None:
    mention = {"mentionees": [{"index": 3, "length": 3, "type": "user", "isSelf": True}]}
    said = message("😀 @窓口 消して", mention=mention)
    assert isinstance(said, MessageReceived)
    assert (said.text, said.mentions_us) == ("😀  消して", True)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a\0b", "ab"),
        ("\0", ""),
        ("half \ud83d of it", "half \ufffd of it"),
        ("\udc00\ud83d", "\ufffd\ufffd"),
        ("whole 😀", "whole 😀"),
        (" \n padded　", "padded"),
        ("", ""),
        ("長" * 30_000, "長" * 10_000),
    ],
)
def test_a_text_is_kept_as_far_as_a_database_and_an_encoder_take_it(said: str, kept: str) -> None:
    received = message(said)
    assert isinstance(received, MessageReceived)
    assert received.text == kept


@pytest.mark.parametrize("token", [None, "", 5, ["x"], "\ud83d", "a\0"])
def test_without_a_usable_reply_token_there_is_only_the_push(token: object) -> None:
    received = read(text(replyToken=token))
    assert (received.to, received.reply_token, received.token_until) == (USER, None, None)


def redelivered(happened: Any) -> int | None:
    again = text(timestamp=happened, deliveryContext={"isRedelivery": True})
    return read(again).token_until


def test_the_token_of_a_redelivered_event_ends_nineteen_minutes_after_the_event() -> None:
    assert redelivered(RECEIVED - 5 * MINUTE) == RECEIVED + 50_000
    assert redelivered(RECEIVED - 18 * MINUTE - 30_000) == RECEIVED + 30_000
    assert redelivered(RECEIVED - 40 * MINUTE) == RECEIVED - 21 * MINUTE
    assert read(text(timestamp=RECEIVED - 40 * MINUTE)).token_until == RECEIVED + 50_000


@pytest.mark.parametrize("nonsense", [None, "1462629479859", True, 1.5, 0, -1, -(10**40), 10**40, 1 << 42])
def test_a_time_that_cannot_be_is_the_time_of_receipt(nonsense: Any) -> None:
    received = read(text(timestamp=nonsense))
    assert received.event.at == datetime.fromtimestamp(RECEIVED / 1_000, UTC)
    assert redelivered(nonsense) == RECEIVED + 50_000


SILENT = [
    text(mode="standby"),
    event("unfollow", mode="standby"),
    text(replyToken="0" * 32),
    text(replyToken="f" * 32),
    text(user="Udeadbeefdeadbeefdeadbeefdeadbeef"),
]


@pytest.mark.parametrize("sent", SILENT)
def test_nothing_can_be_sent_in_standby_or_to_line_s_test_of_the_address(sent: Any) -> None:
    received = read(sent)
    assert isinstance(received.event, Unhandled)
    assert received.event.what in {"standby", "verify"}
    assert (received.to, received.reply_token, received.token_until) == (None, None, None)


@pytest.mark.parametrize("kind", ["sticker", "image", "video", "audio", "file", "location", "hologram"])
def test_what_is_no_text_is_media_of_a_kind(kind: str) -> None:
    received = read(text(message={"id": "7", "type": kind}))
    media = "other" if kind == "hologram" else kind
    assert isinstance(received.event, MediaReceived)
    assert (received.event.media, received.event.message_id) == (media, "7")


def media(kind: str = "file", **own: Any) -> MediaReceived:
    found = read(text(message={"type": kind, "id": "7", **own})).event
    assert isinstance(found, MediaReceived)
    return found


def test_of_a_file_its_name_and_size_are_read() -> None:
    found = media(fileName="退職届.pdf", fileSize=2138)
    assert (found.media, found.name, found.size) == ("file", "退職届.pdf", 2138)


def test_of_a_picture_neither_is_told() -> None:
    found = media("image", contentProvider={"type": "line"})
    assert (found.name, found.size) == ("", None)


@pytest.mark.parametrize("size", [None, -1, 1.5, "2138", True, 1 << 42, [], {}])
def test_a_size_that_is_none_is_not_told(size: object) -> None:
    assert media(fileSize=size).size is None


@pytest.mark.parametrize(
    ("name", "read_as"),
    [(None, ""), (7, ""), ("a\0b", "ab"), ("\ud83d.pdf", "\ufffd.pdf"), ("x" * 300, "x" * 255)],
)
def test_a_name_is_read_as_a_database_can_hold_it(name: object, read_as: str) -> None:
    assert media(fileName=name).name == read_as


def test_a_button_of_ours_comes_back_and_any_other_is_no_command() -> None:
    ours = read(event("postback", postback={"data": encode(Press("x", "full", "2.2.cookies"))})).event
    assert isinstance(ours, ButtonPressed)
    assert (ours.command, ours.argument) == ("full", "2.2.cookies")
    for data in ("action=buy", "", None, 5, "m1:full:\ud83d"):
        other = read(event("postback", postback={"data": data})).event
        assert isinstance(other, ButtonPressed)
        assert (other.command, other.argument) == ("", "")


def test_to_follow_again_is_told_from_the_first_time_when_line_says_so() -> None:
    follows = [{"isUnblocked": True}, {"isUnblocked": False}, {"isUnblocked": "true"}, {}, None]
    read_back = [read(event("follow", follow=follow)).event for follow in follows]
    assert [one.again for one in read_back if isinstance(one, Followed)] == [True, False, False, False, False]


def test_a_message_taken_back_is_known_by_its_id_or_by_none() -> None:
    taken = read(event("unsend", unsend={"messageId": "325708"})).event
    assert isinstance(taken, MessageUnsent)
    assert taken.message_id == "325708"
    unknown = read(event("unsend")).event
    assert isinstance(unknown, MessageUnsent)
    assert unknown.message_id == ""


@pytest.mark.parametrize("kind", ["beacon", "membership", "messageEdited", "teleported"])
def test_what_we_do_nothing_about_keeps_its_name_at_line(kind: str) -> None:
    received = read(event(kind))
    assert isinstance(received.event, Unhandled)
    assert received.event.what == kind


@pytest.mark.parametrize("kind", [None, "", 7, ["message"], {"message": 1}, "\ud83d", "a\0"])
def test_an_event_of_no_kind_is_unhandled(kind: object) -> None:
    received = read(event("x", type=kind))
    assert isinstance(received.event, Unhandled)
    assert received.event.what == "unknown"
    assert isinstance(read(without("type", event("x"))).event, Unhandled)


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b"1", b"null", b"\xff\xfe\xfd", b"[" * 100_000])
def test_a_payload_that_is_no_event_is_unhandled_and_answers_nobody(payload: bytes) -> None:
    received = read_event(payload, "e1", RECEIVED)
    assert isinstance(received.event, Unhandled)
    assert (received.event.id, received.to, received.reply_token) == ("e1", None, None)


def answerable(received: Received) -> None:
    """Whatever was read can be answered, stored in whole numbers, and written in UTF-8."""
    received.event.at.isoformat()
    drafts = LineChannel().compose([Text("ok")], received)
    assert len(drafts) == (received.to is not None or received.reply_token is not None)
    for draft in drafts:
        assert orjson.loads(draft.body)["to"] == received.to
        assert draft.token_until is None or 0 < draft.token_until < 1 << 63
    for name in ("text", "message_id", "quoted_message_id", "what", "command", "argument"):
        value = getattr(received.event, name, None) or ""
        assert "\0" not in value
        value.encode()


@given(hostile.mutated_events())
def test_a_damaged_event_is_always_read_and_can_be_answered(damaged: Any) -> None:
    answerable(read_event(hostile.written(damaged), "e1", RECEIVED))


@given(st.binary() | hostile.json_values.map(hostile.written) | hostile.arbitrary_bodies)
def test_any_payload_is_read(payload: bytes) -> None:
    answerable(read_event(payload, "e1", RECEIVED))
