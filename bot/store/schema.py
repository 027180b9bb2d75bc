"""Bring the tables up to date."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from bot.store.engine import Database
from bot.store.tables import metadata


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "bot:store/migrations")
    config.attributes["connection"] = connection
    return config


def migrate(database: Database) -> None:
    """Apply every step that is missing; safe to repeat and to run on several machines at once."""
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            # Two releases at once would both try to create the tables; the second one waits here.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7161646)")
        command.upgrade(_config(connection), "head")


def _compared(_: object, name: str | None, kind: str, *__: object) -> bool:
    """Leave out the full text index: SQLite's makes its tables by itself, PostgreSQL's is one of its own."""
    known = f"{kind}:{name}"
    return known != "index:ix_ticket_words_tokens" and not known.startswith("table:ticket_words_index")


def differences(database: Database) -> list[object]:
    """Return what the tables have that `bot.store.tables` has not, and the other way round."""
    with database.read() as connection:
        opts = {"compare_type": True, "include_object": _compared}
        context = MigrationContext.configure(connection, opts=opts)
        found: list[object] = compare_metadata(context, metadata)
        return found
