"""Calls to LINE over a real connection: what is sent, and what each answer says about the message."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import structlog

from bot.channels import SendError
from bot.line import client as client_module
from bot.line.client import LineClient
from bot.line.quota import Plan
from bot.line.tokens import fixed
from tests.bot.line.answering import Answer, AnsweringServer
from tests.bot.line.calling import BOTH, RETRY_KEY, SAID, TOKEN, Call, failure, meaning, push, reply
from tests.bot.line.webhooks import REPLY_TOKEN, USER

JSON = {"Content-Type": "application/json"}


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


def test_the_plan_of_the_month_is_asked_for(client: LineClient, server: AnsweringServer) -> None:
    server.answer(Answer(200, b'{"type":"limited","value":200}', JSON))
    server.answer(Answer(200, b'{"totalUsage":42}', JSON))
    assert client.plan() == Plan(200, 42)
    paths = [request.path for request in server.requests]
    assert paths == ["/v2/bot/message/quota", "/v2/bot/message/quota/consumption"]


def test_a_plan_without_a_limit_has_none(client: LineClient, server: AnsweringServer) -> None:
    server.answer(Answer(200, b'{"type":"none"}', JSON))
    server.answer(Answer(200, b'{"totalUsage":42}', JSON))
    assert client.plan() == Plan(None, 42)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"type":"limited"}', b'"x"', b"null", b"\xff"])
def test_a_plan_that_is_not_told_as_documented_is_an_error(
    client: LineClient, server: AnsweringServer, body: bytes
) -> None:
    server.answer(Answer(200, body, JSON))
    server.answer(Answer(200, b'{"totalUsage":42}', JSON))
    with pytest.raises(SendError):
        client.plan()


@pytest.mark.parametrize("status", [401, 429, 500])
def test_a_plan_that_line_does_not_tell_is_an_error(
    client: LineClient, server: AnsweringServer, status: int
) -> None:
    server.answer(Answer(status))
    with pytest.raises(SendError, match=f"status {status}"):
        client.plan()


@pytest.mark.parametrize(
    ("body", "next_rung"),
    [
        (b'{"message":"You have reached your monthly limit."}', True),
        (b'{"message":"The API rate limit has been exceeded. Try again later."}', False),
        (b"", False),
        (b'{"message":"\xe4\xbd\x95\xe3\x81\x8b"}', False),
    ],
)
def test_only_a_429_that_names_the_monthly_limit_leads_another_way(
    client: LineClient, server: AnsweringServer, body: bytes, *, next_rung: bool
) -> None:
    server.answer(Answer(429, body, JSON))
    error = failure(client, push)
    assert (error.next_rung, error.permanent, error.unknown) == (next_rung, False, False)


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


def test_only_a_push_can_be_there_already(client: LineClient, server: AnsweringServer) -> None:
    server.answer(Answer(409))
    assert meaning(failure(client, reply)) == "permanent"


@pytest.mark.parametrize(
    ("call", "status", "meant"),
    [
        (reply, 400, "token_spent"),
        (push, 400, "permanent"),
        *((call, status, "permanent") for call in (reply, push) for status in (404, 405, 413, 415, 422)),
        *((call, status, "not sent") for call in (reply, push) for status in (401, 403, 408, 429)),
        *((call, status, "not sent") for call in (reply, push) for status in (301, 302, 307, 308)),
        *((call, status, "unknown") for call in (reply, push) for status in (500, 502, 503, 504)),
    ],
)
def test_what_a_status_says_about_the_message(
    client: LineClient, server: AnsweringServer, call: Call, status: int, meant: str
) -> None:
    server.answer(Answer(status, b'{"message":"no"}', {**JSON, "Location": "/elsewhere"}))
    error = failure(client, call)
    assert (meaning(error), str(error)) == (meant, f"status {status}")
    assert len(server.requests) == 1


@BOTH
def test_where_nobody_listens_nothing_was_sent(call: Call) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert meaning(failure(LineClient(f"http://127.0.0.1:{port}", fixed(TOKEN)), call)) == "not sent"


@BOTH
@pytest.mark.parametrize("error", [TimeoutError(), OSError("no route"), socket.gaierror()])
def test_where_nobody_can_be_reached_nothing_was_sent(
    client: LineClient, call: Call, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    assert meaning(failure(client, call)) == "not sent"


@BOTH
@pytest.mark.parametrize(
    "broken",
    [Answer(stall=True), Answer(drop=True), Answer(claimed=50)],
    ids=["late", "dropped", "cut short"],
)
def test_when_the_answer_does_not_come_the_message_may_have_arrived(
    client: LineClient,
    server: AnsweringServer,
    call: Call,
    broken: Answer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client_module, "READ_SECONDS", 0.3)
    server.answer(broken)
    assert meaning(failure(client, call)) == "unknown"
    assert len(server.requests) == 1


def test_nobody_waits_longer_than_a_lease_for_line() -> None:
    assert 0 < client_module.CONNECT_SECONDS + client_module.READ_SECONDS < 20


@BOTH
@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b""),
        Answer(body=b"{}"),
        Answer(body=b"null"),
        Answer(body=b"<html>welcome"),
        Answer(body=b'{"sentMessages":7}'),
        Answer(body=b"\xff\xfe\x00"),
        Answer(body=b"ok", headers={"Content-Type": "text/plain; charset=klingon"}),
        Answer(body="失敗".encode("shift_jis"), headers={"Content-Type": "text/html"}),
        Answer(202),
        Answer(body=b"x" * 300_000),
    ],
)
def test_a_200_with_whatever_in_it_never_counts_as_not_sent(
    client: LineClient, server: AnsweringServer, call: Call, answer: Answer
) -> None:
    server.answer(answer)
    try:
        assert call(client).how == call.__name__
    except SendError as error:
        assert meaning(error) == "unknown"  # noqa: PT017  # either outcome is honest
    assert len(server.requests) == 1
    assert call(client).how == call.__name__


@BOTH
def test_a_refusal_that_cannot_be_read_is_no_crash(
    client: LineClient, server: AnsweringServer, call: Call
) -> None:
    server.answer(Answer(502, "失敗".encode("shift_jis"), {"Content-Type": "text/html"}))
    assert meaning(failure(client, call)) == "unknown"


def test_many_calls_share_one_connection(client: LineClient, server: AnsweringServer) -> None:
    for number in range(20):
        server.answer(Answer(400 if number % 3 == 1 else 200))
        if number % 3 == 1:
            failure(client, push)
        else:
            reply(client)
    assert {request.connection for request in server.requests} == {1}


def test_many_threads_share_the_client_and_nothing_gets_mixed_up(
    client: LineClient, server: AnsweringServer
) -> None:
    together = Barrier(8)

    def send(thread: int) -> None:
        together.wait(30)
        for number in range(10):
            client.push(f"U{thread}", [{"type": "text", "text": f"{thread}.{number}"}], f"{thread}-{number}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(send, range(8)))
    sent = [(json.loads(one.body), one.headers["X-Line-Retry-Key"]) for one in server.requests]
    assert len(sent) == 80
    for body, key in sent:
        thread, number = key.split("-")
        assert body == {"to": f"U{thread}", "messages": [{"type": "text", "text": f"{thread}.{number}"}]}
    assert server.connections <= 8


def test_a_closed_client_holds_no_connection(server: AnsweringServer) -> None:
    client = LineClient(server.url, fixed(TOKEN))
    reply(client)
    client.close()
    reply(client)
    client.close()
    assert server.connections == 2


def test_line_s_request_id_is_logged_so_that_line_can_be_asked(
    client: LineClient, server: AnsweringServer
) -> None:
    server.answer(Answer(404, b"", {"x-line-request-id": "r1"}))
    with structlog.testing.capture_logs() as lines:
        failure(client, push)
    (line,) = lines
    assert (line["event"], line["status"], line["request"]) == ("line_refused", 404, "r1")
