"""Engine: a transaction is all or nothing, durable when it ends, and its errors are ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import inbox
from bot.store.engine import Connection, Database, open_database, savepoint
from bot.store.errors import StoreDown
from tests.bot.store.rows import arrived, head_ids, put


class WentWrong(Exception):
    """Something that is not the store's fault."""


def write_one_and_fail(database: Database) -> None:
    with database.write() as connection:
        inbox.put(connection, [arrived("e1")])
        raise WentWrong


def write_two_of_which_one_is_refused(connection: Connection) -> None:
    with savepoint(connection):
        inbox.put(connection, [arrived("e2", lane="b")])
        inbox.put(connection, [arrived("e3", lane=None)])  # type: ignore[arg-type]  # what a bug could do


def decide_and_fail(database: Database) -> None:
    with database.unit() as unit:
        events = inbox.heads(unit.read, 0, 10)
        with unit.write() as connection:
            inbox.done(connection, [event.id for event in events], 0)
            raise WentWrong


def write_where_only_reading_is_allowed(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        inbox.put(connection, [arrived("e1")])


def test_an_exception_undoes_all_that_was_written_and_comes_through(database: Database) -> None:
    with pytest.raises(WentWrong):
        write_one_and_fail(database)
    assert head_ids(database) == []
    put(database, arrived("e2"))
    assert head_ids(database) == ["e2"]


def test_a_savepoint_undoes_only_its_own_part(database: Database) -> None:
    with database.write() as connection:
        inbox.put(connection, [arrived("e1", lane="a")])
        with pytest.raises(IntegrityError):
            write_two_of_which_one_is_refused(connection)
        inbox.put(connection, [arrived("e4", lane="d")])
    assert head_ids(database) == ["e1", "e4"]


def test_a_unit_reads_first_and_then_writes_all_at_once(database: Database) -> None:
    put(database, arrived("e1"))
    with database.unit() as unit:
        events = inbox.heads(unit.read, 0, 10)
        with unit.write() as connection:
            inbox.done(connection, [event.id for event in events], 0)
            inbox.put(connection, [arrived("e2")])
        assert head_ids(database) == ["e2"]


def test_a_unit_that_fails_while_it_writes_has_written_nothing(database: Database) -> None:
    put(database, arrived("e1"))
    with pytest.raises(WentWrong):
        decide_and_fail(database)
    assert head_ids(database) == ["e1"]


def test_others_can_store_while_a_unit_thinks(database: Database) -> None:
    put(database, arrived("e1", lane="ana"))
    with database.unit() as unit:
        assert len(inbox.heads(unit.read, 0, 10)) == 1
        put(database, arrived("e2", lane="ben"))
    assert head_ids(database) == ["e1", "e2"]


def test_a_postgres_server_that_does_not_answer_is_reported() -> None:
    database = open_database("postgresql://nobody@127.0.0.1:1/nowhere")
    for use in (database.read, database.write, database.unit):
        with pytest.raises(StoreDown), use():
            pass


def test_a_postgres_server_that_refuses_to_write_is_reported(postgresql_database: Database) -> None:
    with pytest.raises(StoreDown):
        write_where_only_reading_is_allowed(postgresql_database)


def test_a_connection_that_ended_meanwhile_is_reported_and_replaced(postgresql_database: Database) -> None:
    with pytest.raises(StoreDown), postgresql_database.write() as connection:
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    put(postgresql_database, arrived("e1"))
    assert head_ids(postgresql_database) == ["e1"]


def test_a_sqlite_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    (tmp_path / "madoguchi.db").mkdir()
    database = open_database(f"sqlite:///{tmp_path}/madoguchi.db")
    for use in (database.read, database.write):
        with pytest.raises(StoreDown), use():
            pass


def test_a_file_that_is_no_database_is_reported(tmp_path: Path) -> None:
    (tmp_path / "madoguchi.db").write_bytes(b"not a database " * 100)
    database = open_database(f"sqlite:///{tmp_path}/madoguchi.db")
    with pytest.raises(StoreDown):
        head_ids(database)
    database.close()


@pytest.mark.parametrize(
    "address", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/a", "oracle://localhost/a"]
)
def test_an_address_we_cannot_use_is_refused_with_what_to_write_instead(address: str) -> None:
    with pytest.raises(StoreDown, match="DATABASE_URL"):
        open_database(address)


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/var/deep/madoguchi.db")
    with database.read():
        pass
    database.close()
    assert (tmp_path / "var" / "deep" / "madoguchi.db").exists()


def test_sqlite_is_as_durable_as_the_promise_needs(sqlite_database: Database) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with sqlite_database.read() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
    assert found == expected
