"""Whatever shape an event comes in, the good one beside it is stored and can be answered.

The shapes are those that make LINE's own SDK drop an event, or a whole webhook.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.line.parse import read_event
from handlers.events import MessageReceived
from tests.bot.line.desk import Desk
from tests.bot.line.webhooks import AT, OTHER_USER, REPLY_TOKEN, event, text, without


def message(**own: Any) -> dict[str, Any]:
    return text(message={"id": "1", "type": "text", "text": "x", "quoteToken": "q", **own})


MENTION = {"mentionees": [{"index": 0, "length": 1, "type": "robot"}]}
BROKEN: dict[str, object] = {
    "an event that is a string": "event",
    "an event that is null": None,
    "an event that is a list": [text()],
    "an empty event": {},
    "no type": without("type", text()),
    "a type of the future": event("teleported"),
    "a type that is a number": event("message", type=7),
    "a message without a type": text(message={"id": "1", "text": "x"}),
    "a message that is a string": text(message="x"),
    "a message of the future": message(type="hologram"),
    "a text that is an object": message(text={"ja": "x"}),
    "a text without quoteToken": text(message={"id": "1", "type": "text", "text": "x"}),
    "a sticker of the future": message(type="sticker", stickerResourceType="SMELL"),
    "a mentionee of the future": message(mention=MENTION),
    "a mention that is a list": message(mention=[1]),
    "half of a surrogate pair": message(text="\ud83d"),
    "NUL in the text": message(text="a\0b"),
    "an unknown mode": text(mode="dreaming"),
    "no mode": without("mode", text()),
    "no webhookEventId": without("webhookEventId", text()),
    "a webhookEventId of half a pair": text(webhookEventId="\ud83d"),
    "a timestamp that is a string": text(timestamp="1462629479859"),
    "a timestamp before time": text(timestamp=-(10**40), deliveryContext={"isRedelivery": True}),
    "a timestamp after all time": text(timestamp=10**40),
    "no source": without("source", text()),
    "a source of the future": text(source={"type": "metaverse", "userId": "U1"}),
    "a source that is a string": text(source="U1"),
    "a sender of half a pair": text(source={"type": "user", "userId": "U\ud83d"}),
    "a sender that is a number": text(source={"type": "user", "userId": 5}),
    "no replyToken": without("replyToken", text()),
    "a replyToken of half a pair": text(replyToken="\ud83d"),
    "no deliveryContext": without("deliveryContext", text()),
    "a follow without follow": event("follow"),
    "a postback without postback": event("postback"),
    "an unsend without unsend": event("unsend"),
    "a message that was edited": event("messageEdited", message={"id": "1", "type": "text", "text": "x"}),
    "more fields than we know": text(undefined={"1": [1, {"2": None}]}),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_a_good_event_beside_a_broken_one_is_stored_and_can_be_answered(desk: Desk, broken: object) -> None:
    first, last = text("first", user=OTHER_USER), text("last", user=OTHER_USER)
    assert desk.deliver(first, broken, last) == 200
    rows = desk.rows()
    assert len(rows) == (3 if isinstance(broken, dict) else 2)
    for row, said in ((rows[0], "first"), (rows[-1], "last")):
        received = read_event(desk.payload(row), row.event_id, row.received_at)
        assert isinstance(received.event, MessageReceived)
        assert (received.event.text, received.to, received.reply_token) == (said, OTHER_USER, REPLY_TOKEN)
    for row in rows:
        assert read_event(desk.payload(row), row.event_id, AT).event.id == row.event_id
