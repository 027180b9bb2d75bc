"""What all tables share: how constraints are named, and row ids that grow by themselves."""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import BigInteger, ColumnElement, Integer, MetaData, literal_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

# SQLite gives a row id of its own only to INTEGER PRIMARY KEY.
ROW_ID = BigInteger().with_variant(Integer(), "sqlite")


def written_out(state: IntEnum) -> ColumnElement[int]:
    """Return a state as part of the statement's text, for a partial index is not found by a parameter."""
    return literal_column(str(int(state)), Integer)
