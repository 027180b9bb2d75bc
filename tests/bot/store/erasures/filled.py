"""A store filled with something of every kind of a person, what is held of them, and forgetting them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store import (
    addresses,
    codes,
    conversations,
    downloads,
    erasures,
    outcomes,
    sources,
    unanswered_questions,
)
from bot.store.engine import Database
from bot.store.erasures import Erasure
from bot.store.fetches import CHANNEL
from bot.store.holdings import holdings
from bot.store.outbox import MAIL, NewDebt, file_lane, mail_lane
from bot.store.unanswered_questions import NewQuestion
from handlers.conversation import Conversation
from handlers.downloading.links import LIFE, OWN_COPY, NewLink
from handlers.identity.codes import NewCode
from handlers.intake.form import Form
from handlers.own_data.holdings import Holdings
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.bot.store.attached import a_file, keep
from tests.bot.store.lodged import SEAL, life_of, lodge, person, wrote
from tests.bot.store.rows import arrived, claim, fail_for_good, owe, owed, put

NOW = 1_800_000_000_000
ENDED = "PR-2026-000002"
CERTIFICATE = "c" * 22


def at(moment: int) -> datetime:
    return datetime.fromtimestamp(moment / 1_000, UTC)


def fill(database: Database, lane: str, number: str, ended: str) -> None:
    """Let a store hold something of every kind of a person, all of it from a second ago."""
    life, done = life_of(lane, number=number), life_of(lane, number=ended)
    lodge(database, life, wrote(life, f"text of {number}"))
    texts = wrote(done, f"text of {ended}")
    done.move(Move.WITHDRAW, by=person(lane))
    lodge(database, done, texts)
    keep(database, a_file(f"file of {lane}", lane=lane, number=number), now=NOW - 1_000)
    form = Form(id="f" * 22, rights=(Right.DELETION,), step="whose", touched_at=at(NOW))
    with database.write() as connection:
        conversations.save(connection, {lane: Conversation(form=form)}, NOW - 1_000, SEAL)
        addresses.keep(connection, lane, "line", f"U{lane}", NOW - 1_000, SEAL)
        asked = NewQuestion(lane=lane, message_id="m1", text="Why?", language="en", candidates=())
        unanswered_questions.keep(connection, [asked], NOW - 1_000, SEAL)
        for subject in (number, ended):
            new = NewCode(subject, "jane@example.org", "d" * 64)
            codes.change(connection, lane, [new], NOW - 1_000, SEAL)
            link = NewLink(token=f"to {subject}", number=subject, content=OWN_COPY, until=at(NOW) + LIFE)
            downloads.keep(connection, lane, [link], NOW - 1_000)
            sources.keep(
                connection, lane, subject, {f"text of {subject}": (f"m of {subject}",)}, NOW - 1_000, SEAL
            )
    put(database, arrived(f"{lane} failed", lane, NOW - 1_000))
    fail_for_good(database, f"{lane} failed", NOW - 1_000)
    put(database, arrived(f"{lane} new", lane, NOW - 500))
    mail = NewDebt(f"{lane} mail", MAIL, mail_lane(lane, SEAL), b"sealed", None)
    quotable = NewDebt(f"{lane} shown", "line", lane, b"sealed", None, about="9")
    owe(database, quotable, now=NOW - 2_000)
    (debt,) = [one for one in claim(database, NOW - 2_000) if one.dedupe == f"{lane} shown"]
    with database.write() as connection:
        outcomes.record(connection, "worker-1", [outcomes.Sent(debt.id, "push", ("m1",))], NOW - 2_000)
    fetch = NewDebt(f"{lane} fetch", CHANNEL, file_lane(lane, SEAL), b"sealed", None)
    owe(database, owed(f"{lane} line", lane), mail, fetch, now=NOW - 1_000)


def forget(database: Database, kept: tuple[str, ...] = (), now: int = NOW) -> Erasure:
    with database.write() as connection:
        return erasures.forget(connection, CERTIFICATE, "ana", kept, (), now, SEAL)


def held(database: Database, lane: str) -> Holdings:
    with database.read() as connection:
        return holdings(connection, lane, NOW, SEAL)
