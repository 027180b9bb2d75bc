"""Everything of one ticket is read at once, also where a part of it is erased or does not open."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.store import case_files, ticket_texts
from bot.store.case_files import CaseFile, CaseText
from bot.store.engine import Database
from bot.store.sealing import Seal
from handlers.tickets.rights import Right
from tests.bot.store.attached import a_file, keep, logged
from tests.bot.store.lodged import SEAL, SECRET_WORDS, life_of, lodge, wrote
from tests.handlers.tickets.lives import NUMBER

OTHER = "PR-2026-000009"


def _find(database: Database, seal: Seal = SEAL, number: str = NUMBER) -> CaseFile | None:
    with database.read() as connection:
        return case_files.find(connection, number, seal)


@pytest.fixture
def lodged(database: Database) -> Database:
    """Give a store with a ticket that has a text and a file, and another one of the same person."""
    life = life_of("ana", Right.DISCLOSURE)
    texts = wrote(life, "t1")
    logged(life)
    lodge(database, life, texts)
    keep(database, a_file())
    lodge(database, life_of("ana", Right.CORRECTION, number=OTHER))
    lodge(database, life_of("ben", number="PR-2026-000008"))
    return database


def test_texts_files_and_other_tickets_of_the_requester_come_together(lodged: Database) -> None:
    found = _find(lodged)
    assert found is not None
    assert found.texts == {"t1": CaseText(SECRET_WORDS)}
    assert [one.id for one in found.files] == ["f1"]
    assert [one.number for one in found.others] == [OTHER]
    assert found.ticket.version == len(found.log)
    assert _find(lodged, number="PR-2026-ZZZZZZ") is None


def test_an_erased_text_is_told_from_one_that_does_not_open(lodged: Database) -> None:
    others_seal = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
    shut = _find(lodged, others_seal)
    with lodged.write() as connection:
        ticket_texts.erase(connection, NUMBER)
    erased = _find(lodged)
    assert shut is not None
    assert shut.texts == {"t1": CaseText(shut=True)}
    assert erased is not None
    assert erased.texts == {"t1": CaseText(erased=True)}
