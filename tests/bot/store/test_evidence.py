"""Files that show who somebody is are erased in the transaction that decides, and others are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store import files, ticket_check, ticket_logs, ticket_timers
from bot.store.engine import Database
from bot.store.errors import TicketChanged
from bot.store.ticket_rows import milliseconds
from handlers.tickets import machine
from handlers.tickets.assurance import Level, Method
from handlers.tickets.log import HoldSet, IdentityRaised
from handlers.tickets.rules import DEFAULT
from handlers.tickets.statuses import Move
from tests.bot.store.attached import CONTENT, a_file, keep, logged, rows
from tests.bot.store.lodged import SEAL, append, change, life_of, lodge, person
from tests.handlers.tickets.lives import MORI, NUMBER, Life


def shown(database: Database, *, hold: bool = False) -> Life:
    """Return the stored life of a ticket with two files, of which one shows who its requester is."""
    life = logged(logged(life_of("ana"), "f1"), "f2")
    if hold:
        life.add(HoldSet(at=life.now, by=MORI, on=True))
    life.add(
        IdentityRaised(at=life.now, by=MORI, method=Method.DOCUMENT, level=Level.DOCUMENT, files=("f1",))
    )
    lodge(database, life)
    keep(database, a_file("f1"), a_file("f2", message_id="2"))
    return life


def withdrawn(database: Database, life: Life) -> None:
    done = len(life.events)
    life.add(*machine.entries(life.ticket, life.act(Move.WITHDRAW, person("ana"))))
    append(database, change(life, done=done))


def kept(database: Database) -> dict[str, bool]:
    return {row.id: row.sealed is not None and row.name is not None for row in rows(database)}


def test_bytes_and_name_go_with_the_decision_and_the_chain_still_holds(database: Database) -> None:
    life = shown(database)
    assert kept(database) == {"f1": True, "f2": True}
    withdrawn(database, life)
    assert kept(database) == {"f1": False, "f2": True}
    with database.read() as connection:
        assert files.content(connection, NUMBER, "f1", SEAL) is None
        assert files.content(connection, NUMBER, "f2", SEAL) == CONTENT
        assert ticket_check.check(connection, NUMBER, SEAL) is None
        assert list(ticket_logs.log_of(connection, NUMBER)) == life.events


def test_a_decision_that_is_not_written_erases_nothing(database: Database) -> None:
    life = shown(database)
    events = machine.entries(life.ticket, life.act(Move.WITHDRAW, person("ana")))
    late = replace(change(life), version=2, events=events)
    with pytest.raises(TicketChanged):
        append(database, late)
    assert kept(database) == {"f1": True, "f2": True}


def test_on_legal_hold_the_decision_leaves_them(database: Database) -> None:
    withdrawn(database, shown(database, hold=True))
    assert kept(database) == {"f1": True, "f2": True}


def test_a_ticket_is_looked_at_when_the_time_of_its_files_is_over(database: Database) -> None:
    life = shown(database)
    over = milliseconds(life.now + DEFAULT.keep_evidence)
    with database.write() as connection:
        assert ticket_timers.due(connection, over, 10) == [NUMBER]
