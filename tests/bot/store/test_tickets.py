"""Tickets: a change is written whole or not at all, and never over another one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.store import ticket_logs
from bot.store.engine import Database, open_database
from bot.store.errors import NumberTaken, TicketChanged
from bot.store.tables import ticket_items
from bot.store.tables import tickets as table
from bot.store.ticket_rows import milliseconds
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.items import Outcome
from handlers.tickets.log import NoteAdded, ReminderSent
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import BrokenLog
from tests.bot.store.found import OTHER, log_of, own
from tests.bot.store.lodged import SALT, append, change, life_of, lodge
from tests.handlers.tickets.lives import MORI, NUMBER, answered, at


def row(database: Database, number: str = NUMBER) -> dict[str, object]:
    with database.read() as connection:
        return dict(connection.execute(select(table).where(table.c.number == number)).mappings().one())


def outcomes(database: Database) -> dict[str, str | None]:
    with database.read() as connection:
        return {item.right: item.outcome for item in connection.execute(select(ticket_items))}


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
