"""Each event of the SDK's own tests is read here as the SDK reads it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.webhooks import TextMessageContent

from bot.channels import Received
from bot.line.parse import read_event
from bot.line.postback import decode, encode
from handlers.events import (
    ButtonPressed,
    Followed,
    JoinedGroup,
    MediaReceived,
    MessageReceived,
    MessageUnsent,
    Unfollowed,
    Unhandled,
)
from handlers.replies import Press
from tests.bot.line.webhooks import SECRET, signature

SAMPLES = Path(__file__).parents[4] / "shared/data/line-openapi/samples/webhook-events.sdk-tests.json"
RECEIVED = 1_796_083_200_000


@pytest.fixture(scope="module")
def samples() -> list[dict[str, Any]]:
    """Give the events of the SDK's tests, which stay where they are."""
    if not SAMPLES.is_file():
        pytest.skip(f"LINE's sample webhooks are not at ../shared ({SAMPLES.name})")
    events: list[dict[str, Any]] = json.loads(SAMPLES.read_text())["events"]
    return events


def by_the_sdk(events: list[dict[str, Any]]) -> list[Any]:
    body = json.dumps({"destination": "U123", "events": events})
    read: list[Any] = WebhookParser(SECRET).parse(body, signature(body.encode()))
    return read


def same_message(ours: Received, theirs: Any) -> bool:
    match ours.event:
        case MessageReceived(text=text, message_id=message_id, quoted_message_id=quoted):
            assert isinstance(theirs, TextMessageContent)
            return (text, message_id, quoted) == (theirs.text, theirs.id, theirs.quoted_message_id)
        case MediaReceived(media=media, message_id=message_id):
            return (media, message_id) == (theirs.type, theirs.id)
        case _:
            return False


def same(ours: Received, theirs: Any) -> bool:  # noqa: PLR0911  # a table of kinds
    """Say whether an event means the same to us as to the SDK."""
    match ours.event:
        case MessageReceived() | MediaReceived():
            return type(theirs).__name__ == "MessageEvent" and same_message(ours, theirs.message)
        case ButtonPressed(command=command, argument=argument):
            return (decode(theirs.postback.data) or ("", "")) == (command, argument)
        case Followed(again=again):
            return bool(theirs.follow.is_unblocked == again)
        case MessageUnsent(message_id=message_id):
            return bool(theirs.unsend.message_id == message_id)
        case JoinedGroup() | Unfollowed():
            return type(theirs).__name__ in {"JoinEvent", "UnfollowEvent"}
        case Unhandled(what=what):
            return bool(theirs.type == what)
        case _:
            return False


def addressed(theirs: Any) -> tuple[str, str]:
    """Return where the SDK would answer, and whether others read along."""
    source = theirs.source
    kinds = {"user": "user_id", "group": "group_id", "room": "room_id"}
    return getattr(source, kinds[source.type]), "direct" if source.type == "user" else "group"


def test_all_28_events_are_read_as_the_sdk_reads_them(samples: list[dict[str, Any]]) -> None:
    assert len(samples) == 28
    for raw, theirs in zip(samples, by_the_sdk(samples), strict=True):
        ours = read_event(json.dumps(raw).encode(), "e1", RECEIVED)
        assert same(ours, theirs), raw["type"]
        assert ours.event.at == datetime.fromtimestamp(theirs.timestamp / 1_000, UTC)
        assert ours.reply_token == getattr(theirs, "reply_token", None)
        # The SDK does not keep the source of an event that it does not know.
        if type(theirs).__name__ != "UnknownEvent":
            assert (ours.to, ours.event.place) == addressed(theirs)


def test_every_kind_we_act_on_is_among_them(samples: list[dict[str, Any]]) -> None:
    kinds = {type(read_event(json.dumps(raw).encode(), "e1", RECEIVED).event) for raw in samples}
    acted_on = {
        MessageReceived,
        MediaReceived,
        ButtonPressed,
        Followed,
        Unfollowed,
        JoinedGroup,
        MessageUnsent,
    }
    assert acted_on | {Unhandled} <= kinds


def test_a_button_of_ours_is_read_from_what_the_sdk_reads_as_its_data(samples: list[dict[str, Any]]) -> None:
    pressed = next(raw for raw in samples if raw["type"] == "postback")
    ours = {**pressed, "postback": {"data": encode(Press("全文", "full", "2.2.cookies"))}}
    received = read_event(json.dumps(ours).encode(), "e1", RECEIVED)
    (theirs,) = by_the_sdk([ours])
    assert theirs.postback.data == "m1:full:2.2.cookies"
    assert same(received, theirs)
    assert isinstance(received.event, ButtonPressed)
    assert received.event.argument == "2.2.cookies"
