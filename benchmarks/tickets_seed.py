"""A store full of tickets, by the hundred thousand: rows as the product writes them, put in bulk.

    python -m benchmarks.tickets_seed DATABASE_URL --tickets 1000000

Five events a ticket. Two in three were withdrawn, one in three waits until we know who asks; every person has
two. What a ticket says besides its number and its person is made once by the product's own code; samples
are checked like `tickets verify` does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import secrets
import time
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet
from sqlalchemy import Table, insert

from bot.store import schema, ticket_check
from bot.store.engine import Database, PostgresDatabase, open_database
from bot.store.sealing import Seal
from bot.store.tables import ticket_events, ticket_items, tickets
from bot.store.ticket_rows import item_rows, milliseconds, ticket_row
from handlers.tickets import chain, deciding, machine
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.guards import Act
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Opened, ReminderSent, TicketEvent
from handlers.tickets.records import record_of
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.ticket import Ticket

EVENTS = 5
_CHUNK = 20_000
_SAMPLES = 50
_NUMBER, _PERSON = "PR-2026-000000", "0" * 32
_BEGUN = datetime(2026, 1, 5, 9, tzinfo=UTC)
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Row = dict[str, object]


def seed(database: Database, count: int) -> None:
    """Put so many tickets into a store that has its tables. Raises AssertionError when a sample is broken."""
    patterns = [_Pattern(_life(withdrawn=withdrawn)) for withdrawn in (True, True, False)]
    for start in range(0, count, _CHUNK):
        numbers = range(start, min(start + _CHUNK, count))
        made = [patterns[place % len(patterns)].rows(number_of(place), _person(place)) for place in numbers]
        with database.write() as connection:
            for place, table in enumerate((tickets, ticket_items, ticket_events)):
                _put(database, connection, table, [row for rows in made for row in rows[place]])
    if isinstance(database, PostgresDatabase):
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    _check(database, count)


class _Pattern:
    """A ticket's rows with places for its number and its person."""

    def __init__(self, log: list[TicketEvent]) -> None:
        self._ticket = ticket_row(log)
        self._items = item_rows(log)
        self._events = [
            (milliseconds(event.at), chain.canonical(record_of(event)).decode().replace(_PERSON, "{person}"))
            for event in log
        ]

    def rows(self, number: str, person: str) -> tuple[list[Row], list[Row], list[Row]]:
        """Return the rows of `tickets`, `ticket_items` and `ticket_events` of one ticket."""
        events: list[Row] = []
        previous = chain.START
        for sequence, (at, pattern) in enumerate(self._events, 1):
            record = pattern.replace("{person}", person).replace(_NUMBER, number)
            content = (
                f'{{"event":{record},"number":"{number}","previous":"{previous}","sequence":{sequence}}}'
            )
            hashed = hashlib.sha256(content.encode()).hexdigest()
            events.append(
                {
                    "number": number,
                    "sequence": sequence,
                    "at": at,
                    "record": record,
                    "previous": previous,
                    "hash": hashed,
                }
            )
            previous = hashed
        ticket = {**self._ticket, "number": number, "requester": person, "head": previous}
        return [ticket], [{**item, "number": number} for item in self._items], events


def _life(*, withdrawn: bool) -> list[TicketEvent]:
    by = Actor(Role.REQUESTER, _PERSON)
    log: list[TicketEvent] = [
        Opened(at=_BEGUN, by=by, number=_NUMBER, kind=Kind.RIGHTS, language="ja", requester=_PERSON)
    ]
    log.append(deciding.asked(Ticket.of(log), Right.DELETION, by, _BEGUN))
    moves = [(Move.SUBMIT, by), (Move.VERIFY, SYSTEM)]
    if withdrawn:
        moves.append((Move.WITHDRAW, by))
    for number, (move, who) in enumerate(moves, 1):
        act = Act(move=move, by=who, at=_BEGUN + timedelta(minutes=number))
        log.append(machine.move(Ticket.of(log), act))
    return log if withdrawn else [*log, ReminderSent(at=_BEGUN + timedelta(days=1), by=SYSTEM)]


def number_of(place: int) -> str:
    """Return the number of a seeded ticket, by its place from 0."""
    return "PR-2026-" + "".join(_CROCKFORD[place >> 5 * digit & 31] for digit in range(5, -1, -1))


def _person(place: int) -> str:
    return hashlib.sha256(str(place // 2).encode()).hexdigest()[:32]


def _put(database: Database, connection: object, table: Table, rows: list[Row]) -> None:
    names = list(rows[0])
    if not isinstance(database, PostgresDatabase):
        connection.execute(insert(table), rows)  # type: ignore[attr-defined]
        return
    raw = connection.connection.driver_connection  # type: ignore[attr-defined]
    columns = ", ".join(f'"{name}"' for name in names)
    with raw.cursor().copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def _check(database: Database, count: int) -> None:
    seal = Seal([Fernet.generate_key().decode()], secrets.token_urlsafe())
    with database.read() as connection:
        for place in range(0, count, max(1, count // _SAMPLES)):
            flaw = ticket_check.check(connection, number_of(place), seal)
            assert flaw is None, flaw  # noqa: S101  # a benchmark on broken tickets would mean nothing


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("database", help="DATABASE_URL of an empty store, or of none yet")
    parser.add_argument("--tickets", type=int, default=1_000_000)
    return parser.parse_args()


def main() -> None:
    """Seed and say how long it took."""
    arguments = _arguments()
    database, began = open_database(arguments.database), time.monotonic()
    schema.migrate(database)
    seed(database, arguments.tickets)
    seconds = time.monotonic() - began
    print(json.dumps({"tickets": arguments.tickets, "seconds": round(seconds, 1)}))


if __name__ == "__main__":
    main()
