"""The chat page's addresses without a browser, a scripted bot behind them, and a friend of the account."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from bot.dev.double import LineDouble
from bot.dev.people import Person
from tests.bot.dev.page_bot import PageBot, page_over


@pytest.fixture
def bot() -> PageBot:
    return PageBot()


@pytest.fixture
def over(bot: PageBot) -> Iterator[tuple[LineDouble, FlaskClient]]:
    with page_over(bot, background=False) as (double, app):
        yield double, app.test_client()


@pytest.fixture
def double(over: tuple[LineDouble, FlaskClient]) -> LineDouble:
    return over[0]


@pytest.fixture
def client(over: tuple[LineDouble, FlaskClient]) -> FlaskClient:
    return over[1]


@pytest.fixture
def hanako(double: LineDouble) -> Person:
    return double.add_person("花子")
