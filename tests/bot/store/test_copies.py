"""Taking a copy is noted in the log that the copy has, whoever else writes to the ticket meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store import copies, ticket_check, tickets
from bot.store.copies import Taken
from bot.store.engine import Database
from bot.store.errors import TicketChanged
from handlers.tickets import chain
from handlers.tickets.log import Exported, TicketEvent
from handlers.tickets.ticket import Ticket
from tests.bot.store.lodged import SEAL, SECRET_WORDS, life_of, lodge, wrote
from tests.handlers.tickets.lives import MORI, NUMBER


def noted(ticket: Ticket) -> TicketEvent:
    return Exported(at=ticket.since, by=MORI)


@pytest.fixture
def filled(database: Database) -> Database:
    """Give a store in which ana has a ticket with a message."""
    life = life_of("ana")
    lodge(database, life, wrote(life, "heard"))
    return database


def take(database: Database) -> Taken:
    taken = copies.take(database, NUMBER, noted, SEAL)
    assert taken is not None
    return taken


def test_a_copy_has_the_texts_and_ends_with_the_note_that_it_was_taken(filled: Database) -> None:
    taken = take(filled)
    assert [kept.text for kept in taken.texts.values() if kept] == [SECRET_WORDS]
    assert taken.entries[-1].event["what"] == "exported"
    assert chain.verify(NUMBER, taken.entries) is None


def test_of_no_ticket_there_is_no_copy(filled: Database) -> None:
    assert copies.take(filled, "PR-2026-000123", noted, SEAL) is None


def test_copies_taken_at_once_are_all_noted(filled: Database) -> None:
    before = len(take(filled).entries)
    with ThreadPoolExecutor(3) as people:
        taken = list(people.map(lambda _: take(filled), range(3)))
    assert sorted(len(one.entries) for one in taken) == [before + 1, before + 2, before + 3]
    with filled.read() as connection:
        assert ticket_check.check(connection, NUMBER, SEAL) is None


def test_who_is_always_too_late_gives_up_and_nothing_is_noted(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def too_late(*_: object) -> None:
        tried.append(True)
        raise TicketChanged(NUMBER)

    before = len(take(filled).entries)
    with monkeypatch.context() as patched:
        patched.setattr(tickets, "append", too_late)
        with pytest.raises(TicketChanged):
            take(filled)
    assert len(tried) == 5
    assert len(take(filled).entries) == before + 1
