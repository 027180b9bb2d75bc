"""A desk at LINE, and somebody there with one open ticket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.bootstrap.knowledge import finder
from bot.store.engine import Database
from handlers.tickets.statuses import Status
from tests.bot.jobs.files.sending import HANDED_IN
from tests.line_desk import LineDesk, LinePerson


@pytest.fixture
def desk(database: Database) -> Iterator[LineDesk]:
    """Give a desk at LINE on each engine."""
    with LineDesk(database, finder) as desk:
        yield desk


@pytest.fixture
def jane(desk: LineDesk) -> LinePerson:
    """Give somebody with one open ticket."""
    person = desk.person("Jane", "en")
    person.answers(*HANDED_IN, "later", "send")
    assert [ticket.status for ticket in person.tickets] == [Status.VERIFYING]
    return person
