"""What the console needs beside seeded tickets: tags, texts, what staff did, and what went unanswered."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import insert, literal, select

from benchmarks.tickets_seed import STAFF, UNTIL, number_of
from bot.store import audit, ticket_logs, ticket_texts, unanswered_questions
from bot.store import tickets as store
from bot.store.engine import Connection, Database, PostgresDatabase
from bot.store.moments import milliseconds
from bot.store.sealing import Seal
from bot.store.tables import ticket_tags, tickets
from bot.store.unanswered_questions import NewQuestion
from handlers.tickets.actors import Actor, Role
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.log import Assigned, Channel, MessageIn, MessageOut, NoteAdded, TicketEvent
from handlers.tickets.texts import KeptText, digest_of

KEY = "a-secret-key-of-the-benchmarks"
PERSON = "person{place}@example.jp"
NOTED, UNANSWERED, TURNS = 20_000, 20_000, 25
"""So many entries of the record, questions without an answer, and turns of the one busy ticket."""
_CHUNK = 20_000
_TEXT = (
    "案件{place}番の者です。引っ越しましたので、登録されている住所を訂正してください。"
    "念のため旧住所の記録もお送りください。"
)


def seal() -> Seal:
    """Return the seal of the benchmark's store, the same in every process."""
    digest = hashlib.sha256(KEY.encode()).digest()
    return Seal([base64.urlsafe_b64encode(digest).decode()], KEY)


def add_to(database: Database, count: int) -> None:
    """Tag every hundredth ticket, write two texts to every tenth, and fill the record of what staff did.

    Of tags and texts the logs know nothing: lists and searches do not read logs.
    """
    known = seal()
    for start in range(0, count, _CHUNK):
        places = range(start, min(start + _CHUNK, count))
        with database.write() as connection:
            _tag(connection, [number_of(place) for place in places if place % 100 == 0])
            for place in places:
                if place % 10 == 0:
                    ticket_texts.keep(connection, number_of(place), _texts(place), known)
    with database.write() as connection:
        _fill_record(connection, known)
        _leave_unanswered(connection, known)
        _keep_busy(connection, busy(count), known)
    if isinstance(database, PostgresDatabase):
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def busy(count: int) -> str:
    """Return the number of the ticket with `TURNS` turns of words from both sides and notes."""
    return number_of(count // 20 * 20 - 20)


def _tag(connection: Connection, numbers: Sequence[str]) -> None:
    columns = (literal("vip"), tickets.c.number, tickets.c.stage, tickets.c.place)
    tagged = select(*columns).where(tickets.c.number.in_(numbers))
    connection.execute(insert(ticket_tags).from_select(["tag", "number", "stage", "place"], tagged))


def _texts(place: int) -> dict[str, SaltedText]:
    salt = bytes(16)
    return {
        f"t{place}": SaltedText(_TEXT.format(place=place), salt),
        f"m{place}": SaltedText(PERSON.format(place=place), salt),
    }


def _fill_record(connection: Connection, known: Seal) -> None:
    for place in range(NOTED):
        audit.note(
            connection,
            known,
            staff=STAFF[place % 10],
            what="tickets_exported" if place % 100 == 0 else "login",
            now=milliseconds(UNTIL) - (NOTED - place) * 60_000,
            ip="192.0.2.7",
        )


def _leave_unanswered(connection: Connection, known: Seal) -> None:
    for place in range(UNANSWERED):
        asked = NewQuestion(
            lane=f"lane-{place % 7_000}",
            message_id=str(place),
            text=f"{place % 3_000}番の書類は何年保存しますか",
            language="ja",
            candidates=(f"s{place % 40}",),
        )
        at = milliseconds(UNTIL) - place * 600_000
        unanswered_questions.keep(connection, [asked], at, known)


def _keep_busy(connection: Connection, number: str, known: Seal) -> None:
    log = ticket_logs.log_of(connection, number)
    texts: dict[str, SaltedText] = {}
    events = tuple(event for turn in range(TURNS) for event in _turn(turn, texts))
    change = TicketChange(number=number, version=len(log), events=events, texts=texts)
    store.append(connection, [change], known)


def _turn(turn: int, texts: dict[str, SaltedText]) -> Iterator[TicketEvent]:
    at, salt = UNTIL + timedelta(minutes=10 * turn), bytes(16)
    staff = Actor(Role.CASEWORKER, STAFF[turn % 10])
    said = _TEXT.format(place=turn)
    pointed = {one: KeptText(f"busy-{one}-{turn}", digest_of(said, salt)) for one in ("in", "out", "note")}
    texts |= {text.id: SaltedText(said, salt) for text in pointed.values()}
    asks = Actor(Role.REQUESTER, "0" * 32)
    yield MessageIn(at=at, by=asks, channel=Channel.LINE, text=pointed["in"])
    yield NoteAdded(at=at + timedelta(minutes=1), by=staff, text=pointed["note"])
    yield MessageOut(at=at + timedelta(minutes=2), by=staff, text=pointed["out"])
    yield Assigned(at=at + timedelta(minutes=3), by=staff, to=staff.id)
