"""Fixtures for tests against the LINE double: the platform, its clock, a bot that listens, a served API.

Import what you need into a conftest: `from tests.line_double import line_bot, line_clock, line_double`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.serving import LocalServer

SECRET = "double-secret"
TOKEN = "double-token"
CHANNEL_ID = "1657000000"

__all__ = [
    "CHANNEL_ID",
    "SECRET",
    "TOKEN",
    "Clock",
    "ListeningBot",
    "line_bot",
    "line_clock",
    "line_double",
    "line_url",
]


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


class ListeningBot:
    """A bot that keeps the webhooks it gets and answers with `answers`, then 200. An exception is raised."""

    def __init__(self) -> None:
        self.answers: list[int | Exception] = []
        self.webhooks: list[tuple[bytes, Mapping[str, str]]] = []
        self.urls: list[str] = []
        self.timeouts: list[float] = []

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], timeout: float) -> int:
        self.urls.append(url)
        self.timeouts.append(timeout)
        self.webhooks.append((body, headers))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def events(self) -> list[dict[str, Any]]:
        """All events in order of arrival."""
        return [event for body, _ in self.webhooks for event in json.loads(body)["events"]]


@pytest.fixture
def line_clock() -> Clock:
    """Give the double's clock."""
    return Clock()


@pytest.fixture
def line_bot() -> ListeningBot:
    """Give a bot that listens."""
    return ListeningBot()


@pytest.fixture
def line_double(line_clock: Clock, line_bot: ListeningBot) -> Iterator[LineDouble]:
    """Give a LINE platform whose webhooks reach `line_bot` before each verb returns."""
    double = LineDouble(
        channel_secret=SECRET,
        webhook_url="http://127.0.0.1:8000/line/webhook",
        access_token=TOKEN,
        channel_id=CHANNEL_ID,
        clock=line_clock,
        post=line_bot,
        deliver_in_background=False,
    )
    yield double
    double.close()


@pytest.fixture
def line_url(line_double: LineDouble) -> Iterator[str]:
    """Give the address of the double's API, served on a loopback port."""
    with LocalServer(line_api(line_double)) as server:
        yield server.url
        line_double.failures.release()
