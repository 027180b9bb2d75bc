"""Lists of the inbox: incidents first, then what is due first; each page goes on where the last one ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from bot.store import inbox_lists, ticket_refresh
from bot.store.engine import Database
from bot.store.inbox_lists import NOBODY, Wanted
from bot.store.moments import milliseconds
from bot.store.tables import tickets
from bot.store.ticket_check import check
from handlers.tickets.actors import SYSTEM
from handlers.tickets.desk_log import Tagged
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Assigned
from handlers.tickets.rights import Right
from handlers.tickets.stages import Stage
from handlers.tickets.statuses import Move
from tests.bot.store.lodged import SEAL, Silent, append, change, life_of, lodge, person
from tests.handlers.tickets.lives import MORI, PERSON, WEDNESDAY, Life

DAY = timedelta(days=1)
ALL = Wanted(stages=tuple(Stage))


def number(place: int) -> str:
    return f"PR-2026-{place:06}"


@pytest.fixture
def filled(database: Database) -> Database:
    """Give a store with seven tickets: see the numbers in the tests."""
    lodge(database, life_of("ana", Right.DELETION, number=number(1)))
    early = life_of("ben", Right.DISCLOSURE, Right.DELETION, number=number(2), start=WEDNESDAY - 2 * DAY)
    early.add(Assigned(at=early.now, by=MORI, to="mori"), Tagged(at=early.now, by=MORI, name="vip"))
    lodge(database, early)
    waits = life_of("cho", number=number(3), start=WEDNESDAY - 3 * DAY)
    lodge(database, waits.move(Move.VERIFY, by=SYSTEM))
    over = life_of("dan", number=number(4), start=WEDNESDAY - 4 * DAY)
    lodge(database, over.move(Move.WITHDRAW, by=person("dan")))
    incident = Silent(kind=Kind.INCIDENT, number=number(5), start=WEDNESDAY + DAY)
    lodge(database, incident.move(Move.SUBMIT, by=PERSON))
    question = Silent(kind=Kind.QUESTION, number=number(6), start=WEDNESDAY + DAY)
    lodge(database, question.move(Move.SUBMIT, by=PERSON))
    lodge(database, Silent(Right.DISCLOSURE, number=number(7)))
    return database


def shown(database: Database, wanted: Wanted = ALL, most: int = 50) -> list[int]:
    with database.read() as connection:
        found = inbox_lists.page(connection, wanted, most=most)
    return [int(each.number[-6:]) for each in found.tickets]


def test_incidents_come_first_then_what_is_due_first_then_what_waits_then_what_is_done(
    filled: Database,
) -> None:
    assert shown(filled) == [5, 6, 2, 1, 3, 7, 4]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [5, 6, 2, 1]),
        (Wanted(stages=(Stage.WAITING,)), [3, 7]),
        (Wanted(stages=(Stage.DONE,)), [4]),
        (Wanted(kind="incident"), [5]),
        (Wanted(right="deletion"), [2, 1]),
        (Wanted(status="verifying", stages=tuple(Stage)), [3]),
        (Wanted(assignee="mori"), [2]),
        (Wanted(assignee=NOBODY), [5, 6, 1]),
        (Wanted(tag="vip"), [2]),
        (Wanted(language="en"), []),
        (Wanted(channel="line"), [5, 6, 2, 1]),
        (Wanted(unread=True), [5, 6, 1]),
        (Wanted(requester="be"), [2]),
        (Wanted(numbers=(number(1), number(4)), stages=tuple(Stage)), [1, 4]),
        (Wanted(numbers=()), []),
        (Wanted(due_before=milliseconds(WEDNESDAY + 9 * DAY), stages=tuple(Stage)), [6, 2, 3]),
    ],
)
def test_a_list_shows_what_was_asked_for(filled: Database, wanted: Wanted, found: list[int]) -> None:
    assert shown(filled, wanted) == found


@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_pages_together_are_the_list(filled: Database, most: int) -> None:
    numbers, after = [], None
    with filled.read() as connection:
        while True:
            found = inbox_lists.page(connection, ALL, after, most)
            numbers += [int(each.number[-6:]) for each in found.tickets]
            assert len(found.tickets) <= most
            after = found.next
            if after is None:
                break
    assert numbers == [5, 6, 2, 1, 3, 7, 4]


def test_lists_are_counted_in_one_statement(filled: Database) -> None:
    statements: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        statements.append(statement)

    event.listen(filled.engine, "before_cursor_execute", note)
    with filled.read() as connection:
        found = inbox_lists.counts(connection, {"todo": Wanted(), "all": ALL, "none": Wanted(numbers=())})
    event.remove(filled.engine, "before_cursor_execute", note)
    assert found == {"todo": 4, "all": 7, "none": 0}
    assert sum(statement.startswith("SELECT") for statement in statements) == 1


def test_a_page_shows_what_its_ticket_says(filled: Database) -> None:
    with filled.read() as connection:
        (found,) = inbox_lists.page(connection, Wanted(assignee="mori")).tickets
        assert inbox_lists.assignees(connection) == ["mori"]
    assert (found.rights, found.tags, found.unread) == (("disclosure", "deletion"), ("vip",), False)
    assert found.legal_due_at == milliseconds(WEDNESDAY + 12 * DAY)
    assert found.due_at == found.work_due_at == milliseconds(WEDNESDAY + 8 * DAY)
    assert (found.word_by, found.word_at) == ("requester", milliseconds(WEDNESDAY - 2 * DAY))


def test_a_tag_that_was_taken_off_is_on_no_list(filled: Database) -> None:
    with filled.read() as connection:
        (found,) = inbox_lists.page(connection, Wanted(tag="vip")).tickets
    early = life_of("ben", Right.DISCLOSURE, Right.DELETION, number=number(2), start=WEDNESDAY - 2 * DAY)
    early.add(Assigned(at=early.now, by=MORI, to="mori"), Tagged(at=early.now, by=MORI, name="vip"))
    done = len(early.events)
    append(filled, change(early.add(Tagged(at=early.now, by=MORI, name="vip", on=False)), done=done))
    assert found.version == done
    assert shown(filled, Wanted(tag="vip")) == []


def test_a_ticket_stands_under_its_tag_where_it_stands_among_all(filled: Database) -> None:
    lodge(filled, tagged("eva", 8, DAY))
    lodge(filled, tagged("fay", 9, -DAY).move(Move.VERIFY, by=SYSTEM))
    vip = Wanted(tag="vip", stages=tuple(Stage))
    assert shown(filled, vip) == [2, 8, 9]
    assert [one for one in shown(filled) if one in {2, 8, 9}] == [2, 8, 9]
    with filled.read() as connection:
        first = inbox_lists.page(connection, vip, most=1)
        rest = inbox_lists.page(connection, vip, after=first.next)
        counts = inbox_lists.counts(connection, {"all": vip, "to do": Wanted(tag="vip")})
    assert counts == {"all": 3, "to do": 2}
    assert [one.number for one in rest.tickets] == [number(8), number(9)]
    assert shown(filled, replace(vip, assignee="mori", due_before=milliseconds(WEDNESDAY + 9 * DAY))) == [2]


def test_a_tagged_ticket_that_moves_on_moves_in_the_list_of_its_tag(filled: Database) -> None:
    life = tagged("eva", 8, DAY)
    lodge(filled, life)
    append(filled, change(life.move(Move.VERIFY, by=SYSTEM), done=len(life.events) - 1))
    assert shown(filled, Wanted(tag="vip", stages=(Stage.WAITING,))) == [8]
    assert shown(filled, Wanted(tag="vip")) == [2]
    with filled.read() as connection:
        assert check(connection, number(8), SEAL) is None


def tagged(who: str, place: int, later: timedelta) -> Life:
    life = life_of(who, number=number(place), start=WEDNESDAY + later)
    return life.add(Tagged(at=life.now, by=MORI, name="vip"))


def test_rows_from_before_there_were_lists_are_made_from_their_logs(filled: Database) -> None:
    with filled.write() as connection:
        connection.execute(update(tickets).values(stage=None, place=None, rights=None, unread=None))
    assert shown(filled) == []
    with filled.read() as connection:
        assert check(connection, number(1), SEAL) is None
    assert ticket_refresh.refresh(filled, SEAL) == 7
    assert ticket_refresh.refresh(filled, SEAL) == 0
    assert shown(filled) == [5, 6, 2, 1, 3, 7, 4]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(), "COVERING INDEX ix_tickets_stage (stage=?"),
        (Wanted(due_before=5), "COVERING INDEX ix_tickets_stage (stage=?"),
        (Wanted(kind="incident", right="deletion"), "COVERING INDEX ix_tickets_stage (stage=?"),
        (Wanted(unread=True), "INDEX ix_tickets_unread (stage=?"),
        (Wanted(tag="vip"), "COVERING INDEX ix_ticket_tags_stage (tag=? AND stage=?"),
        (
            Wanted(tag="vip", due_before=5, kind="rights"),
            "COVERING INDEX ix_ticket_tags_stage (tag=? AND stage=? AND place<?",
        ),
    ],
)
def test_a_list_runs_along_its_index(sqlite_database: Database, wanted: Wanted, index: str) -> None:
    plans: list[str] = []

    def note(connection: Any, _: Any, statement: str, parameters: Any, *__: Any) -> None:
        if "places" in statement and not statement.startswith("EXPLAIN"):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append(str(plan.all()))

    event.listen(sqlite_database.engine, "before_cursor_execute", note)
    with sqlite_database.read() as connection:
        inbox_lists.page(connection, wanted)
    event.remove(sqlite_database.engine, "before_cursor_execute", note)
    (plan,) = plans
    assert f"USING {index}" in plan
    assert "SCAN tickets" not in plan
    assert plan.count("TEMP B-TREE") <= 1, "the page alone is put into order"
