"""Which step of the migrations the tables stand at; light, for every process asks when it starts."""

from __future__ import annotations

from sqlalchemy import inspect, text

from bot.store.engine import Database

NEWEST = "0009"


def is_current(database: Database) -> bool:
    """Say whether every step was applied. Raises StoreDown."""
    with database.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [NEWEST]
