"""Access tokens: issued once, renewed in time, and never the reason why a message waits while one lives."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs

import pytest
import structlog

from bot.channels import SendError
from bot.dev.double import LineDouble
from bot.line.client import LineClient
from bot.line.tokens import StatelessTokens, fixed
from tests.bot.line.answering import Answer, AnsweringServer
from tests.line_double import CHANNEL_ID, SECRET, Clock

LIFE = 900  # seconds
NO_NUMBER = b'{"access_token":"secret","expires_in":"soon","token_type":"Bearer"}'
DOWN = [
    Answer(500), Answer(429), Answer(401), Answer(drop=True), Answer(claimed=90), Answer(body=b""),
    Answer(body=b"{}"), Answer(body=b"null"), Answer(body=b"[]"), Answer(body=b'"x"'), Answer(body=b"\xff"),
    Answer(body=NO_NUMBER), Answer(body=b'{"expires_in":900}'),
    Answer(headers={"Content-Type": "text/x; charset=klingon"}),
]  # fmt: skip


def issued(token: str) -> Answer:
    body = {"token_type": "Bearer", "access_token": token, "expires_in": LIFE}
    return Answer(body=json.dumps(body).encode())


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still."""
    return Clock()


@pytest.fixture
def tokens(server: AnsweringServer, clock: Clock) -> Iterator[StatelessTokens]:
    """Give the source of tokens."""
    source = StatelessTokens(f"{server.url}/", CHANNEL_ID, SECRET.encode(), clock)
    yield source
    source._api.api_client.rest_client.pool_manager.clear()


def refused(tokens: StatelessTokens) -> SendError:
    with pytest.raises(SendError) as failed:
        tokens()
    return failed.value


def test_a_fixed_token_is_always_itself() -> None:
    source = fixed("long-lived")
    assert [source(), source()] == ["long-lived"] * 2


def test_a_token_is_issued_by_id_and_secret_at_the_first_use_and_not_before(
    tokens: StatelessTokens, server: AnsweringServer
) -> None:
    assert server.requests == []
    server.answer(issued("one"))
    assert tokens() == "one"
    (request,) = server.requests
    assert request.path == "/oauth2/v3/token"
    form = parse_qs(request.body.decode())
    assert form == {
        "grant_type": ["client_credentials"], "client_id": [CHANNEL_ID], "client_secret": [SECRET]
    }  # fmt: skip


def test_a_token_is_used_until_three_minutes_before_its_end_and_then_renewed(
    tokens: StatelessTokens, server: AnsweringServer, clock: Clock
) -> None:
    server.answer(issued("one"), issued("two"), issued("three"))
    assert [tokens() for _ in range(5)] == ["one"] * 5
    clock.advance(LIFE - 181)
    assert tokens() == "one"
    clock.advance(1)
    assert tokens() == "two"
    clock.advance(LIFE - 181)
    assert tokens() == "two"
    clock.advance(1)
    assert tokens() == "three"
    assert len(server.requests) == 3


@pytest.mark.parametrize("down", DOWN)
def test_the_old_token_is_used_to_its_end_while_no_new_one_can_be_had(
    tokens: StatelessTokens, server: AnsweringServer, clock: Clock, down: Answer
) -> None:
    server.answer(issued("one"), *[down] * 2, issued("two"))
    assert tokens() == "one"
    clock.advance(LIFE - 180)
    assert tokens() == "one"
    clock.advance(179)
    assert tokens() == "one"
    clock.advance(5)
    assert tokens() == "two"


@pytest.mark.parametrize("down", DOWN)
def test_without_any_token_nothing_can_be_sent_for_now(
    tokens: StatelessTokens, server: AnsweringServer, clock: Clock, down: Answer
) -> None:
    server.answer(down, issued("one"))
    error = refused(tokens)
    assert (error.permanent, error.unknown, error.token_spent) == (False, False, False)
    refused(tokens)
    assert len(server.requests) == 1
    clock.advance(5)
    assert tokens() == "one"


def test_a_dead_token_is_never_given(tokens: StatelessTokens, server: AnsweringServer, clock: Clock) -> None:
    server.answer(issued("one"), Answer(500), Answer(500))
    tokens()
    clock.advance(LIFE)
    refused(tokens)
    refused(tokens)


def test_while_line_is_down_it_is_asked_every_five_seconds_only(
    tokens: StatelessTokens, server: AnsweringServer, clock: Clock
) -> None:
    server.answer(issued("one"), *[Answer(500)] * 20)
    tokens()
    clock.advance(LIFE - 180)
    for _ in range(100):
        assert tokens() == "one"
        clock.advance(0.1)
    assert len(server.requests) == 3


def test_nobody_waits_for_a_renewal_while_the_token_lives(
    tokens: StatelessTokens, server: AnsweringServer, clock: Clock
) -> None:
    server.answer(issued("one"))
    tokens()
    clock.advance(LIFE - 180)
    with tokens._lock:  # as while another thread renews
        assert tokens() == "one"


def test_eight_threads_get_one_token_between_them(tokens: StatelessTokens, server: AnsweringServer) -> None:
    server.answer(issued("one"))
    together = threading.Barrier(8)

    def take(_: int) -> str:
        together.wait(30)
        return tokens()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(take, range(8))) == ["one"] * 8
    assert len(server.requests) == 1


@pytest.mark.parametrize("down", DOWN)
def test_a_failure_is_logged_without_secret_or_token(
    tokens: StatelessTokens, server: AnsweringServer, down: Answer
) -> None:
    server.answer(down)
    with structlog.testing.capture_logs() as lines:
        error = refused(tokens)
    (line,) = lines
    assert line["event"] == "line_token_not_issued"
    assert line.keys() == {"event", "why", "log_level"}
    assert [secret for secret in (SECRET, "secret") if secret in repr(lines) + repr(error)] == []
    assert error.__context__ is None


def test_line_takes_what_these_tokens_sign(line_double: LineDouble, line_url: str, clock: Clock) -> None:
    hanako = line_double.add_person("花子")
    source = StatelessTokens(line_url, CHANNEL_ID, SECRET.encode(), clock)
    client = LineClient(line_url, source)
    for key in ("123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174001"):
        assert client.push(hanako.id, [{"type": "text", "text": "こんにちは"}], key).how == "push"
    assert [call.path for call in line_double.calls] == ["/oauth2/v3/token", *["/v2/bot/message/push"] * 2]
    client.close()
    source._api.api_client.rest_client.pool_manager.clear()
