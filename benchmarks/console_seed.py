"""What the console needs beside seeded tickets: caseworkers, tags and texts, put in bulk."""

from __future__ import annotations

import base64
import hashlib

from sqlalchemy import insert, update

from benchmarks.tickets_seed import number_of
from bot.store import ticket_texts
from bot.store.engine import Database, PostgresDatabase
from bot.store.sealing import Seal
from bot.store.tables import ticket_tags, tickets
from handlers.tickets.changes import SaltedText

KEY = "a-secret-key-of-the-benchmarks"
PERSON = "person{place}@example.jp"
_CHUNK = 20_000
_STAFF = 10
_TEXT = (
    "案件{place}番の者です。引っ越しましたので、登録されている住所を訂正してください。"
    "念のため旧住所の記録もお送りください。"
)


def seal() -> Seal:
    """Return the seal of the benchmark's store, the same in every process."""
    digest = hashlib.sha256(KEY.encode()).digest()
    return Seal([base64.urlsafe_b64encode(digest).decode()], KEY)


def add_to(database: Database, count: int) -> None:
    """Give every twentieth ticket to a caseworker, tag every hundredth, write two texts to every tenth.

    Logs know nothing of it: lists and searches are what is measured, and they do not read logs.
    """
    known = seal()
    for start in range(0, count, _CHUNK):
        places = range(start, min(start + _CHUNK, count))
        with database.write() as connection:
            for who in range(_STAFF):
                given = [number_of(place) for place in places if place % 200 == 20 * who]
                chosen = update(tickets).where(tickets.c.number.in_(given))
                connection.execute(chosen.values(assignee=f"staff-{who}"))
            tagged = [{"tag": "vip", "number": number_of(place)} for place in places if place % 100 == 0]
            if tagged:
                connection.execute(insert(ticket_tags), tagged)
            for place in places:
                if place % 10 == 0:
                    ticket_texts.keep(connection, number_of(place), _texts(place), known)
    if isinstance(database, PostgresDatabase):
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _texts(place: int) -> dict[str, SaltedText]:
    salt = bytes(16)
    return {
        f"t{place}": SaltedText(_TEXT.format(place=place), salt),
        f"m{place}": SaltedText(PERSON.format(place=place), salt),
    }
