"""Two devices and double taps: one ticket, one number, and no word of theirs is lost.

On PostgreSQL two workers decide at once; on SQLite one decides what many threads bring at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from bot.bootstrap.knowledge import finder
from bot.draws import SecretDraws
from bot.store import conversations, ticket_check, ticket_logs, ticket_texts
from bot.store.engine import Database, PostgresDatabase
from bot.store.inbox import NewEvent
from bot.store.intake import Intake
from handlers.events import ButtonPressed, MessageReceived
from handlers.tickets.log import MessageIn
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from tests.bot.jobs.desk import SEAL, Clock, Desk, happened
from tests.bot.store.rows import stored_debts, stored_events

PEOPLE = [f"person{number}" for number in range(8)]
TAPS = 6
FORM = ("please send me a copy of my personal data", "yes", "1", "everything", "any time", "on paper please")

COMPLAINT = ("make a complaint", "You wrote to me three times.", "skip", "here")


@pytest.fixture
def desks(database: Database) -> Iterator[list[Desk]]:
    """Give two workers where the engine has room for two, one where it has not."""
    with ExitStack() as stack:
        clock, seats = Clock(), 2 if isinstance(database, PostgresDatabase) else 1
        found = [stack.enter_context(Desk(database, clock=clock)) for _ in range(seats)]
        for desk in found:
            desk.dispatch._finder, desk.dispatch._draws = finder, SecretDraws("sixteen letters or more")
        yield found


def at_once(*doings: Callable[[], object]) -> None:
    """Begin everything in the same moment, each in a thread of its own; raises what one of them raised."""
    start = threading.Barrier(len(doings))

    def begin(do: Callable[[], object]) -> None:
        start.wait(30)
        do()

    with ThreadPoolExecutor(len(doings)) as pool:
        for done in [pool.submit(begin, do) for do in doings]:
            done.result(60)


def brought(desk: Desk, events: Sequence[NewEvent]) -> None:
    """Bring events as many web threads do, and let every worker decide at once."""
    intake = Intake(desk.database, patience=60)
    at_once(*(lambda one=event: intake.take([one]) for event in events))


def works(desks: Sequence[Desk]) -> None:
    at_once(*(desk.work for desk in desks))
    desks[0].work()
    assert [event.error for event in stored_events(desks[0].database) if event.error] == []


def says(desks: Sequence[Desk], *texts: str) -> None:
    for number, text in enumerate(texts):
        desks[0].clock.now += 1_000
        now = desks[0].clock.now
        desks[0].put(
            *(happened(f"{lane}-{now}-{number}", MessageReceived, lane, now, text=text) for lane in PEOPLE)
        )
        works(desks)


def tickets_of(database: Database, lane: str) -> list[Ticket]:
    with database.read() as connection:
        return [*ticket_logs.folded(ticket_logs.own(connection, [lane]).get(lane, ()))]


def form_ids(database: Database) -> dict[str, str]:
    with database.read() as connection:
        known = conversations.load(connection, PEOPLE, SEAL)
    return {lane: form.id for lane in PEOPLE if (form := known[lane].form)}


@pytest.mark.parametrize("form", [(*FORM, "later"), COMPLAINT], ids=["rights", "complaint"])
def test_a_form_sent_from_two_devices_many_times_at_once_becomes_one_ticket(
    form: tuple[str, ...], desks: list[Desk]
) -> None:
    says(desks, *form)
    forms = form_ids(desks[0].database)
    assert len(forms) == len(PEOPLE)
    taps = [
        happened(
            f"{lane}-tap{number}",
            ButtonPressed,
            lane,
            desks[0].clock.now,
            command="form",
            argument=f"{forms[lane]}:summary:send",
        )
        for number in range(TAPS)
        for lane in PEOPLE
    ]
    before = len(stored_debts(desks[0].database))
    brought(desks[0], taps)
    works(desks)
    opened = [tickets_of(desks[0].database, lane) for lane in PEOPLE]
    assert [len(tickets) for tickets in opened] == [1] * len(PEOPLE)
    assert len({tickets[0].number for tickets in opened}) == len(PEOPLE)
    assert len(stored_debts(desks[0].database)) == before + len(taps), "every tap was answered"


def test_answers_from_two_devices_at_once_are_all_taken_one_after_the_other(desks: list[Desk]) -> None:
    says(desks, *FORM[:3])
    now = desks[0].clock.now
    answers = ("my inquiries", "since April")
    brought(
        desks[0],
        [
            happened(f"{lane}-both{number}", MessageReceived, lane, now, text=text)
            for lane in PEOPLE
            for number, text in enumerate(answers)
        ],
    )
    works(desks)
    says(desks, "on paper please", "later", "send")
    for lane in PEOPLE:
        (ticket,) = tickets_of(desks[0].database, lane)
        kept = _scope(desks[0].database, ticket)
        assert [answer for answer in answers if answer not in kept] == []


def test_a_ticket_withdrawn_and_asked_for_at_once_is_withdrawn_once(desks: list[Desk]) -> None:
    says(desks, *FORM, "later", "send")
    numbers = {lane: tickets_of(desks[0].database, lane)[0].number for lane in PEOPLE}
    now = desks[0].clock.now
    taps = [
        happened(f"{lane}-w{number}", ButtonPressed, lane, now, command=command, argument=numbers[lane])
        for lane in PEOPLE
        for number, command in enumerate(("withdraw_yes", "ticket", "withdraw_yes", "keep", "withdraw_yes"))
    ]
    brought(desks[0], taps)
    works(desks)
    for lane in PEOPLE:
        with desks[0].database.read() as connection:
            log = ticket_logs.log_of(connection, numbers[lane])
            assert ticket_check.check(connection, numbers[lane], SEAL) is None
        assert [getattr(event, "to", None) for event in log].count(Status.WITHDRAWN) == 1


def test_information_from_two_devices_at_once_and_delivered_twice_is_kept_once_each(
    desks: list[Desk],
) -> None:
    says(desks, *FORM, "later", "send")
    numbers = {lane: tickets_of(desks[0].database, lane)[0].number for lane in PEOPLE}
    now = desks[0].clock.now
    desks[0].put(
        *(
            happened(f"{lane}-i", ButtonPressed, lane, now, command="inform", argument=numbers[lane])
            for lane in PEOPLE
        )
    )
    works(desks)
    told = ("it was in the spring of last year", "my surname was Yamamoto then")
    bubbles = [
        happened(
            f"{lane}-told{number}", MessageReceived, lane, now, text=text, message_id=f"{lane}-m{number}"
        )
        for lane in PEOPLE
        for number, text in enumerate(told)
    ]
    brought(desks[0], [*bubbles, *bubbles])
    works(desks)
    brought(desks[0], bubbles)
    works(desks)
    for lane in PEOPLE:
        (ticket,) = tickets_of(desks[0].database, lane)
        with desks[0].database.read() as connection:
            texts = ticket_texts.load(connection, ticket.number, SEAL)
            log = ticket_logs.log_of(connection, ticket.number)
            assert ticket_check.check(connection, ticket.number, SEAL) is None
        kept = [one.text for one in texts.values() if one]
        assert [kept.count(one) for one in told] == [1, 1]
        assert sum(isinstance(event, MessageIn) for event in log) == len(told)


def _scope(database: Database, ticket: Ticket) -> str:
    with database.read() as connection:
        texts = ticket_texts.load(connection, ticket.number, SEAL)
    return " ".join(kept.text for kept in texts.values() if kept)
