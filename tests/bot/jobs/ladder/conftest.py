"""A desk at LINE with mails, and somebody there who has a ticket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.bootstrap.knowledge import finder
from bot.store import addresses, tickets
from bot.store.engine import Database
from tests.bot.store.lodged import change, life_of
from tests.line_desk import LineDesk, LinePerson


@pytest.fixture
def desk(database: Database) -> Iterator[LineDesk]:
    """Give a desk at LINE with mails, on each engine."""
    with LineDesk(database, finder, mails=True) as desk:
        yield desk


@pytest.fixture
def jane(desk: LineDesk) -> LinePerson:
    """Give somebody with a ticket, whose address at LINE is known."""
    jane = desk.person("Jane", "en")
    jane.says("hello")
    with desk.database.write() as connection:
        tickets.append(connection, [change(life_of(jane.lane))], desk.seal)
        addresses.keep(connection, jane.lane, "line", jane.id, 0, desk.seal)
    return jane
