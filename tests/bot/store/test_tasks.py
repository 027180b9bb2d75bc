"""What failed is noted once, listed until somebody has dealt with it, and open again when it fails again."""

from __future__ import annotations

from sqlalchemy import select

from bot.store import tasks
from bot.store.engine import Database
from bot.store.tables import tasks as table
from bot.store.tasks import Task

NUMBER = "PR-2026-7QK3FX"


def opened(database: Database) -> list[Task]:
    with database.read() as connection:
        assert tasks.count_open(connection) == len(tasks.open_tasks(connection))
        return list(tasks.open_tasks(connection))


def test_what_fails_twice_is_one_task_with_the_time_of_the_first(database: Database) -> None:
    with database.write() as connection:
        tasks.raise_task(connection, "mail_failed", "e1:mail0", NUMBER, 5)
        tasks.raise_task(connection, "mail_failed", "e1:mail0", NUMBER, 9)
        tasks.raise_task(connection, "notice_failed", "e1:mail0", None, 7)
    assert [(one.kind, one.number, one.made_at) for one in opened(database)] == [
        ("mail_failed", NUMBER, 5),
        ("notice_failed", None, 7),
    ]


def test_a_task_is_finished_once_and_by_whom_is_kept(database: Database) -> None:
    with database.write() as connection:
        tasks.raise_task(connection, "mail_failed", "e1:mail0", NUMBER, 5)
        (task,) = tasks.open_tasks(connection)
        assert tasks.finish(connection, task.id, "tanaka", 8)
        assert not tasks.finish(connection, task.id, "sato", 9)
        assert not tasks.finish(connection, task.id + 1, "sato", 9)
        done = connection.execute(select(table)).one()
    assert (done.done_by, done.done_at) == ("tanaka", 8)
    assert opened(database) == []


def test_what_was_dealt_with_and_fails_again_is_open_again(database: Database) -> None:
    with database.write() as connection:
        tasks.raise_task(connection, "event_set_aside", "cron:retention", None, 5)
        tasks.finish(connection, tasks.open_tasks(connection)[0].id, "tanaka", 6)
        tasks.raise_task(connection, "event_set_aside", "cron:retention", None, 7)
    assert [one.made_at for one in opened(database)] == [7]


def test_what_was_undone_leaves_no_task(database: Database) -> None:
    with database.write() as connection:
        step = connection.begin_nested()
        tasks.raise_task(connection, "mail_failed", "e1:mail0", NUMBER, 5)
        step.rollback()
    assert opened(database) == []


def test_only_tasks_that_were_done_long_ago_are_forgotten(database: Database) -> None:
    with database.write() as connection:
        for ref in ("one", "two", "three"):
            tasks.raise_task(connection, "mail_failed", ref, None, 1)
        first, second, _ = tasks.open_tasks(connection)
        tasks.finish(connection, first.id, "tanaka", 2)
        tasks.finish(connection, second.id, "tanaka", 9)
        assert tasks.forget_before(connection, 5, 10) == 1
    assert [one.ref for one in opened(database)] == ["three"]
