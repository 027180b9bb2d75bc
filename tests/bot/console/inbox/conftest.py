"""A console with a few tickets, and a caseworker signed in: one for each test, or one to read in for many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.console.conftest import console_at
from tests.bot.console.inbox.office import filled
from tests.console_desk import ConsoleDesk, member


@pytest.fixture
def office(console: ConsoleDesk) -> ConsoleDesk:
    filled(console).signs_in(member())
    return console


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleDesk]:
    with console_at(tmp_path_factory.mktemp("inbox")) as console:
        yield filled(console)


@pytest.fixture
def reading(shared: ConsoleDesk) -> ConsoleDesk:
    """Give the office of this module, in which no test changes a ticket."""
    shared.signs_in(member())
    return shared
