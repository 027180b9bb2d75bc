"""The desk that LINE's webhooks come to, and LINE as the desk's calls find it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.line.client import LineClient
from bot.line.tokens import fixed
from tests.bot.line.answering import AnsweringServer
from tests.bot.line.calling import TOKEN
from tests.bot.line.desk import Desk, opened_desk, settings
from tests.line_double import line_bot, line_clock, line_double, line_url

__all__ = ["line_bot", "line_clock", "line_double", "line_url"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give the application over an empty store."""
    with opened_desk(settings(tmp_path)) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[AnsweringServer]:
    """Give the server that stands for LINE."""
    with AnsweringServer() as running:
        yield running


@pytest.fixture
def client(server: AnsweringServer) -> Iterator[LineClient]:
    """Give the client."""
    opened = LineClient(f"{server.url}/", fixed(TOKEN))
    yield opened
    opened.close()
