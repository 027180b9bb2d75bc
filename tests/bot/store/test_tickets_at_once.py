"""Of several who change tickets at once nobody writes over another, and nobody waits for ever."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from bot.store import tickets
from bot.store.engine import Database
from bot.store.errors import NumberTaken, TicketChanged
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import ReminderSent
from handlers.tickets.ticket import Ticket
from tests.bot.store.found import OTHER, log_of, own
from tests.bot.store.lodged import SEAL, append, change, life_of, lodge
from tests.handlers.tickets.lives import NUMBER


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
