"""Calls to LINE over a real connection: what is sent with each, and what its receipt names."""

from __future__ import annotations

import json

import pytest

from bot.channels import SendError
from bot.line.client import LineClient
from tests.bot.line.answering import JSON, Answer, AnsweringServer
from tests.bot.line.calling import BOTH, RETRY_KEY, SAID, TOKEN, Call, failure, meaning, push, reply
from tests.bot.line.webhooks import REPLY_TOKEN, USER


def test_a_reply_carries_its_token_and_no_retry_key(client: LineClient, server: AnsweringServer) -> None:
    assert client.reply(REPLY_TOKEN, SAID).how == "reply"
    (request,) = server.requests
    assert request.path == "/v2/bot/message/reply"
    assert json.loads(request.body) == {"replyToken": REPLY_TOKEN, "messages": SAID}
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert request.headers["Content-Type"] == "application/json"
    assert not [name for name in request.headers if "retry" in name.lower()]


def test_a_push_carries_its_retry_key_from_the_first_try_on(
    client: LineClient, server: AnsweringServer
) -> None:
    server.answer(Answer(500))
    failure(client, push)
    assert client.push(USER, SAID, RETRY_KEY).how == "push"
    assert [request.path for request in server.requests] == ["/v2/bot/message/push"] * 2
    assert [request.headers["X-Line-Retry-Key"] for request in server.requests] == [RETRY_KEY] * 2
    assert json.loads(server.requests[0].body) == {"to": USER, "messages": SAID}


def test_each_call_asks_for_the_token_of_its_time(server: AnsweringServer) -> None:
    tokens = iter(["first", "second"])
    client = LineClient(server.url, lambda: next(tokens))
    reply(client)
    push(client)
    assert [one.headers["Authorization"] for one in server.requests] == ["Bearer first", "Bearer second"]
    client.close()


def test_without_a_token_nothing_is_sent_and_the_error_stays_what_it_is(server: AnsweringServer) -> None:
    def none() -> str:
        raise SendError("no access token")

    assert meaning(failure(LineClient(server.url, none), reply)) == "not sent"
    assert server.requests == []


def test_a_push_that_line_has_already_is_done(client: LineClient, server: AnsweringServer) -> None:
    body = b'{"message":"The retry key is already accepted","sentMessages":[{"id":"1"}]}'
    server.answer(Answer(409, body, {**JSON, "x-line-accepted-request-id": "r0"}))
    assert push(client).how == "already"


SENT = b'{"sentMessages":[{"id":"461230966842064897","quoteToken":"q"},{"id":"2"}]}'


@BOTH
def test_the_receipt_names_the_messages(client: LineClient, server: AnsweringServer, call: Call) -> None:
    server.answer(Answer(200, SENT))
    assert call(client).message_ids == ("461230966842064897", "2")


def test_a_push_that_line_has_already_names_the_messages_too(
    client: LineClient, server: AnsweringServer
) -> None:
    server.answer(Answer(409, SENT))
    assert push(client).message_ids == ("461230966842064897", "2")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"sentMessages":null}',
        b'{"sentMessages":[1]}',
        b'{"sentMessages":[{}]}',
        b'{"sentMessages":[{"id":7}]}',
        b'{"sentMessages":[{"id":"1"},{"id":"2 3"}]}',
        b'{"sentMessages":[{"id":"\\ud83d"}]}',
        b"[" * 100_000,
    ],
)
def test_names_that_are_no_names_are_left_out(
    client: LineClient, server: AnsweringServer, body: bytes
) -> None:
    server.answer(Answer(200, body))
    assert reply(client).message_ids == ()
