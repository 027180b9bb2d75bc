"""The two calls to LINE that the tests make, and what their errors say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.channels import Receipt, SendError
from bot.line.client import LineClient
from tests.bot.line.webhooks import REPLY_TOKEN, USER

TOKEN = "eyJhbGciOiJIUzI1NiJ9.bGluZQ.c2VjcmV0+/="
RETRY_KEY = "123e4567-e89b-12d3-a456-426614174000"
SAID: list[dict[str, Any]] = [{"type": "text", "text": "クッキーは😀"}, {"type": "text", "text": "<&>"}]

Call = Callable[[LineClient], Receipt]


def reply(client: LineClient) -> Receipt:
    return client.reply(REPLY_TOKEN, SAID)


def push(client: LineClient) -> Receipt:
    return client.push(USER, SAID, RETRY_KEY)


BOTH = pytest.mark.parametrize("call", [reply, push])


def failure(client: LineClient, call: Call) -> SendError:
    with pytest.raises(SendError) as failed:
        call(client)
    return failed.value


def meaning(error: SendError) -> str:
    """Put into a word what an error says about the message."""
    flags = {"permanent": error.permanent, "unknown": error.unknown, "token_spent": error.token_spent}
    return " ".join(name for name, is_set in flags.items() if is_set) or "not sent"
