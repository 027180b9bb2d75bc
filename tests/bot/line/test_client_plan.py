"""The month's plan is asked of LINE; what is not told as documented is an error."""

from __future__ import annotations

import pytest

from bot.channels import SendError
from bot.line.client import LineClient
from bot.line.quota import Plan
from tests.bot.line.answering import JSON, Answer, AnsweringServer


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
