"""A store ten days after the receipt of a ticket, empty or with three."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.bootstrap.storage import database_of
from bot.settings import load
from bot.store.engine import Database
from bot.store.ticket_rows import milliseconds
from handlers.tickets.changes import SaltedText
from handlers.tickets.log import NoteAdded
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText, digest_of
from tests.bot.cli.conftest import Run
from tests.bot.cli.tickets.three_tickets import NOTE, OTHER, append
from tests.bot.store.lodged import SALT, change, life_of, person, wrote
from tests.handlers.tickets.lives import MORI, WEDNESDAY


@pytest.fixture
def store(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give the store that the commands read, and let them believe it is ten days after the receipt."""
    for command in ("list", "show", "export"):
        now = milliseconds(WEDNESDAY + timedelta(days=10))
        monkeypatch.setattr(f"bot.cli.tickets_{command}.clock", lambda now=now: now)
    database = database_of(load())
    yield database
    database.close()


@pytest.fixture
def filled(store: Database) -> Database:
    """Give a store with a ticket in review that has a message and a note, and one that was withdrawn."""
    life = life_of("ana", Right.DISCLOSURE, Right.DELETION)
    texts = dict(wrote(life, "heard"))
    texts["noted"] = SaltedText(NOTE, SALT)
    life.add(NoteAdded(at=life.now, by=MORI, text=KeptText("noted", digest_of(NOTE, SALT))))
    append(store, change(life, texts))
    other = life_of("ben", number=OTHER, start=WEDNESDAY - timedelta(days=30))
    append(store, change(other.move(Move.WITHDRAW, by=person("ben"))))
    late = life_of("cho", number="PR-2026-000009", start=WEDNESDAY - timedelta(days=5))
    append(store, change(late))
    return store
