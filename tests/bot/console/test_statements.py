"""What a page asks of the store does not grow with what is in it."""

from __future__ import annotations

import pytest

from bot.store.accounts import account
from handlers.tickets.rights import Right
from tests.bot.console.every_page import EVERYTHING, paths
from tests.bot.console.inbox.office import ADDRESS, ANA, add, filled
from tests.bot.console.statements import counted
from tests.bot.store.lodged import life_of
from tests.builders import NOW
from tests.console_desk import ConsoleDesk, member

MOST = 25
"""So many statements may the longest page ask."""
MORE = 15


def asked(console: ConsoleDesk) -> dict[str, int]:
    """Return how many statements each page asks."""
    found = {}
    for path in paths(console, number=ADDRESS, month="2026-04", passage="1.cookies"):
        with counted(console.desk.database) as statements:
            console.page(path)
        found[path] = len(statements)
    return found


@pytest.fixture
def office(console: ConsoleDesk) -> ConsoleDesk:
    """Give a console with four tickets, to somebody who may see every page."""
    filled(console).signs_in(member(*EVERYTHING))
    return console


def test_no_page_asks_more_where_there_are_more_tickets_and_more_staff(office: ConsoleDesk) -> None:
    few = asked(office)
    now, seal = office.line.milliseconds(), office.desk.seal
    for place in range(MORE):
        add(
            office, life_of(ANA, Right.DELETION, number=f"PR-2026-0000C{place:X}", start=NOW), f"Text {place}"
        )
        with office.desk.database.write() as connection:
            account.add(connection, f"Sato {place}", f"s{place}@desk.example", ("caseworker",), now, seal)
    many = asked(office)
    assert {path for path in many if many[path] > few[path]} == set()
    assert max(many.values()) <= MOST
