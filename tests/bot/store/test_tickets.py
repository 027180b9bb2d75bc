"""Tickets: a change is written whole or not at all, and never over another one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store import ticket_logs, ticket_texts, tickets
from bot.store.engine import Database, SqliteDatabase, open_database
from bot.store.errors import NumberTaken, TicketChanged
from bot.store.tables import metadata, ticket_items
from bot.store.tables import tickets as table
from bot.store.ticket_rows import milliseconds
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.items import Outcome
from handlers.tickets.log import NoteAdded, ReminderSent, TicketEvent
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import BrokenLog, Ticket
from tests.bot.store.lodged import SALT, SEAL, SECRET_WORDS, append, change, life_of, lodge, person, wrote
from tests.handlers.tickets.lives import MORI, NUMBER, WEDNESDAY, answered, at

OTHER = "PR-2026-000123"
HELD_AS = [SECRET_WORDS.encode(), SECRET_WORDS.encode("utf-16-le"), "山田".encode(), b"1990"]


def log_of(database: Database, number: str = NUMBER) -> list[TicketEvent]:
    with database.read() as connection:
        return list(ticket_logs.log_of(connection, number))


def own(database: Database, *lanes: str) -> dict[str, list[str]]:
    with database.read() as connection:
        logs = ticket_logs.own(connection, lanes)
    return {lane: [ticket.number for ticket in ticket_logs.folded(kept)] for lane, kept in logs.items()}


def row(database: Database, number: str = NUMBER) -> dict[str, object]:
    with database.read() as connection:
        return dict(connection.execute(select(table).where(table.c.number == number)).mappings().one())


def outcomes(database: Database) -> dict[str, str | None]:
    with database.read() as connection:
        return {item.right: item.outcome for item in connection.execute(select(ticket_items))}


def _day(number: int) -> datetime:
    return WEDNESDAY + timedelta(days=number)


def test_a_new_ticket_comes_back_as_it_was_opened(database: Database) -> None:
    life = lodge(database, life_of("ana", Right.DISCLOSURE, Right.DELETION))
    assert log_of(database) == life.events
    with database.read() as connection:
        ((found,),) = [ticket_logs.folded(logs) for logs in ticket_logs.own(connection, ["ana"]).values()]
    assert found == life.ticket


def test_a_change_survives_a_restart(database: Database) -> None:
    life = lodge(database, life_of("ana"))
    done = len(life.events)
    life.identified().move(Move.TAKE_UP)
    append(database, change(life, done=done))
    again = open_database(database.url.render_as_string(hide_password=False))
    assert log_of(again) == life.events
    again.close()


def test_a_ticket_we_do_not_have_has_no_log(database: Database) -> None:
    assert log_of(database, OTHER) == []


@pytest.mark.parametrize("status", Status)
def test_the_rows_say_what_the_log_comes_to(database: Database, status: Status) -> None:
    life = lodge(database, at(status))
    ticket, stored = life.ticket, row(database)
    assert (stored["status"], stored["version"], stored["requester"]) == (status, ticket.version, "person")
    assert stored["ended_at"] == (milliseconds(ticket.ended_at) if ticket.ended_at else None)
    assert outcomes(database) == {item.right: item.outcome for item in ticket.items}


def test_the_legal_date_of_the_row_is_two_weeks_after_receipt(database: Database) -> None:
    lodge(database, life_of("ana"))
    stored = row(database)
    assert isinstance(stored["received_at"], int)
    assert stored["legal_due_at"] == stored["received_at"] + 14 * 24 * 3_600_000


def test_an_outcome_reaches_its_item_with_the_change_that_made_it_final(database: Database) -> None:
    life = answered(Outcome.REFUSED)
    append(database, change(life, decided_on=0))
    assert outcomes(database) == {"disclosure": "refused"}


def test_a_number_that_is_taken_is_refused_and_the_first_ticket_stays_as_it_was(database: Database) -> None:
    first = lodge(database, life_of("ana"))
    second = life_of("ben", Right.DELETION)
    with pytest.raises(NumberTaken, match=NUMBER):
        append(database, change(second, {"t9": SaltedText("words", SALT)}))
    assert log_of(database) == first.events
    assert own(database, "ana", "ben") == {"ana": [NUMBER]}


def test_a_change_decided_on_an_older_ticket_is_refused(database: Database) -> None:
    life = lodge(database, life_of("ana"))
    done = len(life.events)
    late = TicketChange(NUMBER, done, (NoteAdded(at=life.now, by=MORI, text=KeptText("t1")),))
    append(database, change(life.add(ReminderSent(at=life.now, by=SYSTEM)), done=done))
    with pytest.raises(TicketChanged, match=NUMBER):
        append(database, late)
    assert log_of(database) == life.events


def test_a_change_of_a_ticket_that_does_not_exist_is_refused(database: Database) -> None:
    life = life_of("ana")
    with pytest.raises(TicketChanged):
        append(database, change(life, done=1))
    assert log_of(database) == []


def test_one_decision_may_change_several_tickets_and_one_ticket_twice(database: Database) -> None:
    life, other = life_of("ana"), life_of("ana", number=OTHER)
    done = len(life.events)
    first = change(life)
    life.add(ReminderSent(at=life.now, by=SYSTEM))
    append(database, first, change(other), change(life, done=done))
    assert log_of(database) == life.events
    assert log_of(database, OTHER) == other.events


def test_a_decision_that_fails_in_its_second_change_leaves_nothing_of_the_first(database: Database) -> None:
    life, other = life_of("ana"), life_of("ana", number=OTHER)
    with pytest.raises(TicketChanged):
        append(database, change(life), change(other, done=1))
    assert log_of(database) == []


def test_two_who_change_the_same_two_tickets_never_wait_for_each_other(database: Database) -> None:
    lives = [lodge(database, life_of("ana")), lodge(database, life_of("ana", number=OTHER))]
    start = threading.Barrier(2)

    def remind(order: int) -> bool:
        event = ReminderSent(at=lives[0].now, by=SYSTEM)
        both = [TicketChange(life.ticket.number, 3, (event,)) for life in lives[::order]]
        start.wait(10)
        try:
            append(database, *both)
        except TicketChanged:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(remind, (1, -1))) == [False, True]
    assert (len(log_of(database)), len(log_of(database, OTHER))) == (4, 4)


@pytest.mark.parametrize(
    ("at", "stored"),
    [
        (datetime(2027, 1, 15, 8, 0, 0, 1_000, tzinfo=UTC), 1_800_000_000_001),
        (datetime(2027, 1, 15, 8, 0, 0, 999_999, tzinfo=UTC), 1_800_000_000_999),
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
    ],
)
def test_times_are_stored_to_the_millisecond(at: datetime, stored: int) -> None:
    assert milliseconds(at) == stored


def test_what_opens_no_ticket_cannot_begin_one(database: Database) -> None:
    life = life_of("ana")
    with pytest.raises(BrokenLog):
        append(database, TicketChange(NUMBER, 0, tuple(life.events[1:])))
    with pytest.raises(ValueError, match=f"{OTHER} is opened as {NUMBER}"):
        append(database, TicketChange(OTHER, 0, tuple(life.events)))


def test_nobody_gets_a_ticket_of_somebody_else(database: Database) -> None:
    lodge(database, life_of("ana"))
    lodge(database, life_of("ben", number=OTHER))
    assert own(database, "ana") == {"ana": [NUMBER]}
    assert own(database, "ana", "ben", "cho") == {"ana": [NUMBER], "ben": [OTHER]}
    assert own(database, "", "an", "ana ", "%", "cho") == {}


def test_twenty_tickets_of_each_person_are_looked_at_open_ones_before_others_and_newest_first(
    database: Database,
) -> None:
    for lane in ("ana", "ben"):
        for day in range(23):
            life = life_of(lane, number=f"PR-2026-{lane.upper()}{day:03}", start=_day(day))
            if day == 22 or lane == "ben":
                life.move(Move.WITHDRAW, by=person(lane))
            lodge(database, life)
    found = own(database, "ana", "ben")
    assert found["ana"] == [f"PR-2026-ANA{day:03}" for day in range(21, 1, -1)]
    assert found["ben"] == [f"PR-2026-BEN{day:03}" for day in range(22, 2, -1)]


def test_to_look_for_nobodys_tickets_asks_the_store_nothing(database: Database) -> None:
    assert ticket_logs.own(None, ()) == {}  # type: ignore[arg-type]  # no connection is needed


def test_texts_come_back_with_their_salt(database: Database) -> None:
    life = life_of("ana")
    texts = wrote(life, "t1")
    lodge(database, life, texts)
    with database.read() as connection:
        assert ticket_texts.load(connection, NUMBER, SEAL) == texts


def test_an_erased_text_is_gone_and_the_log_stays(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "t1"))
    with database.write() as connection:
        assert ticket_texts.erase(connection, NUMBER) == 1
        assert ticket_texts.erase(connection, NUMBER) == 0
    with database.read() as connection:
        assert ticket_texts.load(connection, NUMBER, SEAL) == {"t1": None}
    assert log_of(database) == life.events


def test_purging_a_ticket_erases_its_texts_in_the_same_transaction(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "t1"))
    done = len(life.events)
    life.move(Move.WITHDRAW, by=person("ana")).wait(days=365).move(Move.PURGE, by=SYSTEM)
    append(database, change(life, done=done))
    with database.read() as connection:
        assert ticket_texts.load(connection, NUMBER, SEAL) == {"t1": None}


def test_no_column_of_any_table_holds_personal_words(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "t1"))
    with database.read() as connection:
        held = [
            value if isinstance(value, bytes) else str(value).encode()
            for name in metadata.tables
            for stored in connection.execute(select(metadata.tables[name]))
            for value in stored
        ]
    assert len(held) > 30
    assert [value for value in held for words in HELD_AS if words in value] == []


def test_no_byte_of_the_files_of_the_store_holds_personal_words(sqlite_database: Database) -> None:
    life = life_of("ana")
    lodge(sqlite_database, life, wrote(life, "t1"))
    assert isinstance(sqlite_database, SqliteDatabase)
    files = [file for file in Path(sqlite_database.path.parent).iterdir() if file.is_file()]
    held = b"".join(file.read_bytes() for file in files)
    assert NUMBER.encode() in held
    assert [words for words in HELD_AS if words in held] == []


def test_of_two_who_change_one_ticket_at_once_one_wins_and_the_other_is_told(database: Database) -> None:
    life = lodge(database, life_of("ana"))
    done = len(life.events)
    start = threading.Barrier(2)

    def remind(times: int) -> int:
        one = TicketChange(NUMBER, done, (ReminderSent(at=life.now, by=SYSTEM),) * times)
        start.wait(10)
        try:
            append(database, one)
        except TicketChanged:
            return 0
        return times

    with ThreadPoolExecutor(2) as threads:
        won = sum(threads.map(remind, (1, 2)))
    assert won in {1, 2}
    assert len(log_of(database)) == done + won


def test_who_comes_second_waits_for_the_first_and_is_then_refused(postgresql_database: Database) -> None:
    """The second one has read the old version before the first one commits."""
    life = lodge(postgresql_database, life_of("ana"))
    late = TicketChange(NUMBER, len(life.events), (ReminderSent(at=life.now, by=SYSTEM),))
    refused = threading.Event()

    def second() -> None:
        try:
            append(postgresql_database, late)
        except TicketChanged:
            refused.set()

    with postgresql_database.write() as connection:
        tickets.append(connection, [late], SEAL)
        waiting = threading.Thread(target=second)
        waiting.start()
        assert not refused.wait(0.2)
    waiting.join(10)
    assert refused.is_set()
    assert len(log_of(postgresql_database)) == len(life.events) + 1


def test_of_two_new_tickets_with_one_number_only_one_is_opened(postgresql_database: Database) -> None:
    refused = threading.Event()

    def second() -> None:
        try:
            append(postgresql_database, change(life_of("ben")))
        except NumberTaken:
            refused.set()

    with postgresql_database.write() as connection:
        tickets.append(connection, [change(life_of("ana"))], SEAL)
        waiting = threading.Thread(target=second)
        waiting.start()
        assert not refused.wait(0.2)
    waiting.join(10)
    assert refused.is_set()
    assert own(postgresql_database, "ana", "ben") == {"ana": [NUMBER]}


def test_ten_who_try_again_until_it_works_lose_nothing(database: Database) -> None:
    lodge(database, life_of("ana"))

    def insist(_: int) -> None:
        for _ in range(200):
            version = len(log_of(database))
            event = ReminderSent(at=life_of("ana").now, by=SYSTEM)
            try:
                append(database, TicketChange(NUMBER, version, (event,)))
            except TicketChanged:
                continue
            return
        raise AssertionError("never")

    before = len(log_of(database))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(insist, range(10)))
    assert len(log_of(database)) == before + 10
    assert Ticket.of(log_of(database)).version == before + 10


def test_looking_for_somebodys_tickets_takes_the_index(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT number FROM tickets WHERE requester = 'ana' ORDER BY opened_at DESC"
        ).all()
    assert "ix_tickets_requester" in str(plan)
    assert "TEMP B-TREE" not in str(plan)
