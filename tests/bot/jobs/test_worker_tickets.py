"""Tickets through the worker: decided on the person's own, written with the event, tried again when late."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event as sql_event

from bot.store import ticket_logs
from bot.store.engine import Database
from bot.store.inbox import BACK_OFF_MS
from bot.store.tables import EventState
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import Event, MessageReceived
from handlers.replies import Text
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import ReminderSent
from handlers.tickets.ticket import Ticket
from tests.bot.jobs.desk import START, Desk, said
from tests.bot.store.lodged import append, change, life_of, lodge
from tests.bot.store.rows import stored_debts, stored_event
from tests.handlers.tickets.lives import NUMBER

OTHER = "PR-2026-000123"
Decide = Callable[[Event, Context], Decision]


def log_of(database: Database, number: str = NUMBER) -> list[str]:
    with database.read() as connection:
        return [type(event).__name__ for event in ticket_logs.log_of(connection, number)]


def opens(number: str, lane: str) -> TicketChange:
    return change(life_of(lane, number=number))


def reminds(ticket: Ticket) -> TicketChange:
    return TicketChange(ticket.number, ticket.version, (ReminderSent(at=ticket.since, by=SYSTEM),))


def decides(monkeypatch: pytest.MonkeyPatch, decide: Decide) -> None:
    monkeypatch.setattr("bot.dispatch.decide", decide)


def test_a_handler_sees_the_persons_own_tickets_and_nobody_elses(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, list[str]] = {}

    def look(_: Event, ctx: Context) -> Decision:
        seen[ctx.requester] = [ticket.number for ticket in ctx.tickets]
        return Decision()

    lodge(desk.database, life_of("ana"))
    lodge(desk.database, life_of("ben", number=OTHER))
    decides(monkeypatch, look)
    desk.put(said("a1", "hi"), said("b1", "hi", lane="ben"), said("c1", "hi", lane="cho"))
    desk.work()
    assert seen == {"ana": [NUMBER], "ben": [OTHER], "cho": []}


def test_a_group_sees_no_ticket_and_can_change_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lodge(desk.database, life_of("group"))
    known = len(log_of(desk.database))

    def meddle(_: Event, ctx: Context) -> Decision:
        assert (ctx.requester, ctx.tickets, ctx.draws) == ("", (), None)
        return Decision((Text("done"),), changes=(opens(OTHER, "group"),))

    decides(monkeypatch, meddle)
    desk.put(said("g1", "hi", lane="group", place="group"))
    desk.work()
    assert stored_event(desk.database, "g1").error == "ValueError"
    assert (len(log_of(desk.database)), log_of(desk.database, OTHER)) == (known, [])
    assert list(stored_debts(desk.database)) == []


def test_a_ticket_is_opened_together_with_the_answer_that_names_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decides(monkeypatch, lambda _, ctx: Decision((Text(NUMBER),), changes=(opens(NUMBER, ctx.requester),)))
    desk.put(said("a1", "please"))
    desk.work()
    assert log_of(desk.database) == ["Opened", "ItemAsked", "Moved"]
    assert desk.channel.sent == [NUMBER]


def test_a_number_that_is_taken_costs_another_try_with_another_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lodge(desk.database, life_of("ben"))
    drawn = iter([NUMBER, OTHER])

    def opening(_: Event, ctx: Context) -> Decision:
        number = next(drawn)
        return Decision((Text(number),), changes=(opens(number, ctx.requester),))

    decides(monkeypatch, opening)
    desk.put(said("a1", "please"))
    desk.work()
    assert (desk.channel.sent, stored_event(desk.database, "a1").error) == ([], "NumberTaken")
    desk.work_at(START + BACK_OFF_MS[0])
    assert desk.channel.sent == [OTHER]
    assert stored_event(desk.database, "a1").state == EventState.DONE


def test_who_decided_on_a_ticket_that_changed_meanwhile_decides_again_and_nothing_is_lost(
    database: Database, open_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    lodge(database, life_of("ana"))
    desk = open_desk(database)
    versions: list[int] = []

    def staff_come_first(_: Event, ctx: Context) -> Decision:
        if not ctx.tickets:
            return Decision()
        (ticket,) = ctx.tickets
        versions.append(ticket.version)
        if len(versions) == 1:
            append(database, reminds(ticket))
        return Decision((Text(f"version {ticket.version}"),), changes=(reminds(ticket),))

    decides(monkeypatch, staff_come_first)
    desk.put(said("a1", "please"), said("b1", "hi", lane="ben"))
    desk.work()
    assert stored_event(database, "a1").error == "TicketChanged"
    assert stored_event(database, "b1").state == EventState.DONE
    desk.work_at(START + BACK_OFF_MS[0])
    assert versions == [3, 4]
    assert log_of(database)[3:] == ["ReminderSent", "ReminderSent"]
    assert desk.channel.sent == ["version 4"]


def test_two_events_of_one_turn_that_change_one_ticket_are_both_written_in_the_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lodge(desk.database, life_of("ana"))

    def remind(event: Event, _: Context) -> Decision:
        assert isinstance(event, MessageReceived)
        with desk.database.read() as connection:
            ticket = Ticket.of(ticket_logs.log_of(connection, NUMBER))
        return Decision((Text(event.text),), changes=(reminds(ticket),))

    decides(monkeypatch, remind)
    desk.put(said("b1", "from ben", lane="ben"), said("c1", "from cho", lane="cho"))
    desk.work()
    assert len(desk.channel.sent) == 1
    desk.work_at(START + BACK_OFF_MS[0])
    assert sorted(desk.channel.sent) == ["from ben", "from cho"]
    assert log_of(desk.database)[3:] == ["ReminderSent", "ReminderSent"]


def test_when_a_ticket_cannot_be_written_nothing_of_its_event_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.store.ticket_texts.keep", fail)
    decides(monkeypatch, lambda _, ctx: Decision((Text("done"),), changes=(opens(NUMBER, ctx.requester),)))
    desk.put(said("a1", "please"))
    desk.work()
    assert log_of(desk.database) == []
    assert list(stored_debts(desk.database)) == []
    assert stored_event(desk.database, "a1").state == EventState.READY


def test_a_log_that_this_program_does_not_understand_costs_its_own_person_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lodge(desk.database, life_of("ana"))
    with desk.database.write() as connection:
        connection.exec_driver_sql('UPDATE ticket_events SET record = \'{"what":"sung"}\'')
    desk.put(said("a1", "hello"), said("b1", "other", lane="ben"))
    desk.work()
    assert desk.channel.sent == ["other"]
    assert stored_event(desk.database, "a1").error == "UnknownRecord"


def test_whoever_has_no_tickets_costs_the_store_no_statement_more(desk: Desk) -> None:
    desk.put(said("a1", "hello"), said("b1", "hello", lane="ben"))
    first = statements(desk)
    assert [one for one in first if "ticket_events" in one] == []
    assert len([one for one in first if "tickets" in one]) == 1  # beside the conversations, in one look

    lodge(desk.database, life_of("ana"))
    lodge(desk.database, life_of("ben", number=OTHER))
    desk.put(said("a2", "hello"), said("b2", "hello", lane="ben"))
    assert len([one for one in statements(desk) if "ticket_events" in one]) == 1


def statements(desk: Desk) -> list[str]:
    """Take one turn and return what it asked of the store."""
    heard: list[str] = []

    def hear(*told: object) -> None:
        heard.append(str(told[2]))

    sql_event.listen(desk.database.engine, "before_cursor_execute", hear)
    desk.worker.turn()
    sql_event.remove(desk.database.engine, "before_cursor_execute", hear)
    desk.work()
    return heard
