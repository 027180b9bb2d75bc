"""What staff did with tickets and beside them is one list in one order, on each engine."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from bot.store import audit, deeds, ticket_logs
from bot.store.deeds import Deed, Wanted
from bot.store.engine import Database
from bot.store.sealing import Seal
from bot.store.tables import tickets
from bot.store.ticket_rows import milliseconds, ticket_row
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Assigned, HoldSet, Opened, ReminderSent, TicketEvent
from tests.builders import NOW

NUMBER = "PR-2026-7QK3FX"
AOKI, MORI = Actor(Role.CASEWORKER, "staff-aoki"), Actor(Role.APPROVER, "staff-mori")
AT = milliseconds(NOW)


@pytest.fixture
def seal() -> Seal:
    return Seal([Fernet.generate_key().decode()], "sixteen letters or more")


@pytest.fixture
def busy(database: Database, seal: Seal) -> Database:
    """Give a store in which two people did something, partly in the same moment."""
    requester = Actor(Role.REQUESTER, "a" * 32)
    log: list[TicketEvent] = [
        Opened(at=NOW, by=requester, number=NUMBER, kind=Kind.QUESTION, language="ja", requester="a" * 32),
        Assigned(at=NOW, by=AOKI, to="staff-mori"),
        HoldSet(at=NOW, by=MORI, on=True),
        ReminderSent(at=NOW, by=SYSTEM),
        Assigned(at=NOW + timedelta(minutes=1), by=MORI),
    ]
    with database.write() as connection:
        row = ticket_row(log)
        connection.execute(tickets.insert().values(**row, head="0" * 64))
        ticket_logs.add(connection, NUMBER, log, None)
        for what, number in (("login", None), ("evidence_opened", NUMBER)):
            audit.note(
                connection,
                seal,
                staff="staff-aoki",
                what="login" if what == "login" else "evidence_opened",
                number=number,
                ip="192.0.2.7",
                now=AT,
            )
    return database


def found(database: Database, seal: Seal, wanted: Wanted, most: int = 100) -> list[Deed]:
    """Return all of it, a page of `most` at a time."""
    met: list[Deed] = []
    with database.read() as connection:
        while True:
            after = met[-1].place if met else None
            page = deeds.found(connection, seal, wanted, most=most, after=after)
            met += page
            if len(page) < most:
                return met


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_it_is_newest_first_and_the_same_however_it_is_paged(busy: Database, seal: Seal, most: int) -> None:
    met = found(busy, seal, Wanted(), most)
    assert [(deed.what, deed.place[2]) for deed in met] == [
        ("assigned", 5),
        ("hold_set", 3),
        ("assigned", 2),
        ("evidence_opened", 2),
        ("login", 1),
    ]
    assert [deed.noted.ip for deed in met if deed.noted] == ["192.0.2.7", "192.0.2.7"]


@pytest.mark.parametrize(
    ("wanted", "whats"),
    [
        (Wanted(staff="staff-mori"), ["assigned", "hold_set"]),
        (Wanted(staff="staff-aoki", number=NUMBER), ["assigned", "evidence_opened"]),
        (Wanted(whats=frozenset({"login", "assigned"})), ["assigned", "assigned", "login"]),
        (Wanted(whats=frozenset({"login"}), number=NUMBER), []),
        (Wanted(since=AT + 1), ["assigned"]),
        (Wanted(until=AT), []),
        (Wanted(number="PR-2026-000000"), []),
        (
            Wanted(number=NUMBER),
            ["assigned", "reminder_sent", "hold_set", "assigned", "opened", "evidence_opened"],
        ),
    ],
)
def test_it_can_be_narrowed_down(busy: Database, seal: Seal, wanted: Wanted, whats: list[str]) -> None:
    assert [deed.what for deed in found(busy, seal, wanted)] == whats


def test_what_stood_there_before_is_found(busy: Database, seal: Seal) -> None:
    met = found(busy, seal, Wanted(whats=frozenset({"assigned", "hold_set"})))
    with busy.read() as connection:
        earlier = deeds.earlier(connection, met)
    told = [
        (earlier.value(NUMBER, deed.place[2], deed.record), earlier.of(deed.record))
        for deed in met
        if deed.record
    ]
    assert told == [("staff-mori", None), (None, True), (None, "staff-mori")]
