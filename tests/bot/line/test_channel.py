"""What is owed to somebody: finished messages, and the reply token on the first call only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from bot.channels import Draft, Received
from bot.line.channel import LineChannel
from bot.line.parse import read_event
from handlers.replies import Text
from tests.bot.line.webhooks import REPLY_TOKEN, USER, body, event, text

RECEIVED_AT = 1_796_083_200_000
RECEIVED = read_event(orjson.dumps(text()), "e1", RECEIVED_AT)


def letters(drafts: list[Draft]) -> list[Any]:
    return [orjson.loads(draft.body) for draft in drafts]


def test_events_are_read_as_line_means_them() -> None:
    sent = text()
    assert LineChannel().read(orjson.dumps(sent), "e1", RECEIVED_AT) == RECEIVED
    assert LineChannel().read(body(sent), "e1", RECEIVED_AT).to is None


def test_an_answer_is_owed_with_its_token_its_end_and_an_address_for_afterwards() -> None:
    (draft,) = LineChannel().compose([Text("はい、止められます。")], RECEIVED)
    assert orjson.loads(draft.body) == {
        "to": USER,
        "token": REPLY_TOKEN,
        "messages": [{"type": "text", "text": "はい、止められます。"}],
    }
    assert draft.token_until == RECEIVED_AT + 50_000


def test_only_the_first_of_several_calls_uses_the_token_which_works_once() -> None:
    drafts = LineChannel().compose([Text(f"{number}") for number in range(12)], RECEIVED)
    assert [len(letter["messages"]) for letter in letters(drafts)] == [5, 5, 2]
    assert [letter["token"] for letter in letters(drafts)] == [REPLY_TOKEN, None, None]
    assert [draft.token_until for draft in drafts] == [RECEIVED_AT + 50_000, None, None]
    said = [message["text"] for letter in letters(drafts) for message in letter["messages"]]
    assert said == [f"{number}" for number in range(12)]


def test_nothing_to_say_owes_nothing() -> None:
    assert LineChannel().compose([], RECEIVED) == []
    assert LineChannel().compose([Text(" ")], RECEIVED) == []


@pytest.mark.parametrize(
    "silent", [event("x", mode="standby"), text(replyToken="0" * 32), {"type": "message"}, "no event"]
)
def test_who_cannot_or_must_not_be_answered_is_owed_nothing(silent: object) -> None:
    received = LineChannel().read(orjson.dumps(silent), "e1", RECEIVED_AT)
    assert LineChannel().compose([Text("hello")], received) == []


def test_somebody_without_an_address_can_be_answered_while_the_token_lives() -> None:
    nameless: Received = replace(RECEIVED, to=None)
    (letter,) = letters(LineChannel().compose([Text("hello")], nameless))
    assert (letter["to"], letter["token"]) == (None, REPLY_TOKEN)
