"""A store full of tickets, by the hundred thousand: rows as the product writes them, put in bulk.

    python -m benchmarks.tickets_seed DATABASE_URL --tickets 1000000

Five events a ticket, received over three years. Every twentieth was given to one of ten caseworkers and is to
be done; of the others two in three were withdrawn, and one in three waits until we know who asks. Every
person has two. What the tickets of a day have in common is made once by the product's own code;
samples are checked like `tickets verify` does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import secrets
import time
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography.fernet import Fernet
from sqlalchemy import Table, insert

from bot.store import schema, ticket_check, ticket_logs
from bot.store.engine import Database, PostgresDatabase, open_database
from bot.store.sealing import Seal
from bot.store.tables import ticket_events, ticket_items, tickets
from bot.store.ticket_rows import item_rows, ticket_row
from handlers.tickets import chain, deciding, machine
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.guards import Act
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Assigned, Opened, ReminderSent, TicketEvent
from handlers.tickets.records import record_of
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.ticket import Ticket

EVENTS = 5
_CHUNK = 20_000
_SAMPLES = 50
_NUMBER, _PERSON = "PR-2026-000000", "0" * 32
UNTIL = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""The newest tickets were begun then."""
STAFF = tuple(f"staff-{who}" for who in range(10))
_DAYS = 3 * 365
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Row = dict[str, object]


def seed(database: Database, count: int) -> None:
    """Put so many tickets into a store that has its tables. Raises AssertionError when a sample is broken."""
    for start in range(0, count, _CHUNK):
        numbers = range(start, min(start + _CHUNK, count))
        made = [_pattern(place, count).rows(number_of(place), _person(place)) for place in numbers]
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
        self._events = [_event(event) for event in log]

    def rows(self, number: str, person: str) -> tuple[list[Row], list[Row], list[Row]]:
        """Return the rows of `tickets`, `ticket_items` and `ticket_events` of one ticket."""
        events: list[Row] = []
        previous = chain.START
        for sequence, values in enumerate(self._events, 1):
            record = str(values["record"]).replace(_PERSON, person).replace(_NUMBER, number)
            content = (
                f'{{"event":{record},"number":"{number}","previous":"{previous}","sequence":{sequence}}}'
            )
            hashed = hashlib.sha256(content.encode()).hexdigest()
            events.append(
                {
                    **values,
                    "number": number,
                    "sequence": sequence,
                    "record": record,
                    "previous": previous,
                    "hash": hashed,
                }
            )
            previous = hashed
        ticket = {**self._ticket, "number": number, "requester": person, "head": previous}
        return [ticket], [{**item, "number": number} for item in self._items], events


def _event(event: TicketEvent) -> Row:
    return {"record": chain.canonical(record_of(event)).decode(), **ticket_logs.told(event)}


def _pattern(place: int, count: int) -> _Pattern:
    day, given = _DAYS * (place + 1) // count, place % 20 == 0
    return _pattern_of(day, withdrawn=not given and place % 3 < 2, staff=STAFF[day % 10] if given else "")


@cache
def _pattern_of(day: int, *, withdrawn: bool, staff: str) -> _Pattern:
    return _Pattern(_life(UNTIL - timedelta(days=_DAYS - day), withdrawn=withdrawn, staff=staff))


def _life(begun: datetime, *, withdrawn: bool, staff: str) -> list[TicketEvent]:
    by = Actor(Role.REQUESTER, _PERSON)
    log: list[TicketEvent] = [
        Opened(at=begun, by=by, number=_NUMBER, kind=Kind.RIGHTS, language="ja", requester=_PERSON)
    ]
    log.append(deciding.asked(Ticket.of(log), Right.DELETION, by, begun))
    moves = [(Move.SUBMIT, by)]
    if not staff:
        moves.append((Move.VERIFY, SYSTEM))
    if withdrawn:
        moves.append((Move.WITHDRAW, by))
    for number, (move, who) in enumerate(moves, 1):
        act = Act(move=move, by=who, at=begun + timedelta(minutes=number))
        log.append(machine.move(Ticket.of(log), act))
    at = begun + timedelta(days=1)
    if staff:
        gives = Actor(Role.CASEWORKER, STAFF[0])
        return [*log, Assigned(at=at, by=gives), Assigned(at=at, by=gives, to=staff)]
    return log if withdrawn else [*log, ReminderSent(at=at, by=SYSTEM)]


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
