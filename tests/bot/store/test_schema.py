"""Schema: the steps lead to the tables the code knows, may be repeated, and can be taken back."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from alembic import command

from bot.store import inbox_lists, schema, ticket_check
from bot.store.engine import Database, open_database
from bot.store.inbox_lists import Wanted
from bot.store.revision import NEWEST, is_current
from handlers.tickets.desk_log import Tagged
from tests.bot.store.another_process import another_process
from tests.bot.store.lodged import SEAL, life_of, lodge
from tests.bot.store.rows import arrived, head_ids, put
from tests.handlers.tickets.lives import MORI


def test_the_steps_make_the_tables_that_the_code_knows(empty: Database) -> None:
    schema.migrate(empty)
    assert schema.differences(empty) == []


def test_the_newest_step_is_the_one_that_processes_ask_for(empty: Database) -> None:
    schema.migrate(empty)
    with empty.read() as connection:
        reached = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    assert reached == NEWEST


def test_a_difference_would_be_noticed(empty: Database) -> None:
    schema.migrate(empty)
    with empty.write() as connection:
        connection.exec_driver_sql("ALTER TABLE conversations ADD COLUMN nickname TEXT")
        connection.exec_driver_sql("DROP INDEX ix_inbox_ready")
    assert len(schema.differences(empty)) == 2


def test_a_store_is_current_only_when_every_step_was_applied(empty: Database) -> None:
    assert not is_current(empty)
    schema.migrate(empty)
    assert is_current(empty)


def test_to_migrate_again_changes_nothing(empty: Database) -> None:
    schema.migrate(empty)
    put(empty, arrived("e1"))
    schema.migrate(empty)
    assert is_current(empty)
    assert head_ids(empty) == ["e1"]


def test_the_steps_can_be_taken_back_and_applied_again(empty: Database) -> None:
    schema.migrate(empty)
    with empty.write() as connection:
        command.downgrade(schema._config(connection), "base")
    assert not is_current(empty)
    schema.migrate(empty)
    assert is_current(empty)
    assert schema.differences(empty) == []


def test_tagged_tickets_of_before_stand_in_the_list_of_their_tag(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life.add(Tagged(at=life.now, by=MORI, name="vip")))
    with database.write() as connection:
        command.downgrade(schema._config(connection), "0007")
    schema.migrate(database)
    with database.read() as connection:
        (found,) = inbox_lists.page(connection, Wanted(tag="vip")).tickets
        assert ticket_check.check(connection, found.number, SEAL) is None


def test_two_threads_may_migrate_at_once(empty: Database) -> None:
    start = threading.Barrier(2)

    def migrate(_: int) -> None:
        start.wait(10)
        schema.migrate(empty)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(migrate, range(2)))
    assert schema.differences(empty) == []


MIGRATES = """
import sys
from bot.store import schema
from bot.store.engine import open_database
from bot.store.revision import is_current

database = open_database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
schema.migrate(database)
print(is_current(database), flush=True)
"""


def test_two_processes_may_migrate_at_once(empty: Database) -> None:
    address = empty.url.render_as_string(hide_password=False)
    with another_process(MIGRATES, address) as one, another_process(MIGRATES, address) as two:
        assert (one.hear(), two.hear()) == ("ready", "ready")
        one.say("go")
        two.say("go")
        assert (one.hear(), two.hear()) == ("True", "True")
    again = open_database(address)
    assert schema.differences(again) == []
    again.close()
