"""What each failure of a call says about the message: sent, not sent, unknown, or never to be."""

from __future__ import annotations

import socket

import pytest
import structlog

from bot.channels import SendError
from bot.line import client as client_module
from bot.line.client import LineClient
from bot.line.tokens import fixed
from tests.bot.line.answering import JSON, Answer, AnsweringServer
from tests.bot.line.calling import BOTH, TOKEN, Call, failure, meaning, push, reply


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


def test_line_s_request_id_is_logged_so_that_line_can_be_asked(
    client: LineClient, server: AnsweringServer
) -> None:
    server.answer(Answer(404, b"", {"x-line-request-id": "r1"}))
    with structlog.testing.capture_logs() as lines:
        failure(client, push)
    (line,) = lines
    assert (line["event"], line["status"], line["request"]) == ("line_refused", 404, "r1")
