"""One office for all tests of a file; every test has people of its own in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.console.ticket.office import Office, office_at
from tests.console_desk import ConsoleDesk


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_at(tmp_path_factory.mktemp("office")) as found:
        yield found
        assert found.line.broken() == []


@pytest.fixture(scope="module")
def console(office: Office) -> ConsoleDesk:
    """Serve the office where a browser looks at it."""
    return office.console
