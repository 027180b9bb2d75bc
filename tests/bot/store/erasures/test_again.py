"""An erasure is done again in a store restored from a backup, once, and is forgotten itself in the end."""

from __future__ import annotations

from sqlalchemy import select

from bot.store import addresses, conversations, erasures, inbox
from bot.store.engine import Database
from bot.store.erasures import Erasure
from bot.store.tables import EventState, metadata
from handlers.conversation import Conversation
from handlers.own_data.holdings import Erased
from tests.bot.store.erasures.filled import CERTIFICATE, ENDED, NOW, at, forget, held
from tests.bot.store.lodged import SEAL
from tests.bot.store.rows import arrived, owe, owed, put, stored_event
from tests.handlers.tickets.lives import NUMBER


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in metadata.tables.items()
        }


def test_in_a_store_restored_from_a_backup_the_same_is_erased_again(full: Database) -> None:
    done = Erasure(certificate=CERTIFICATE, lane="ana", at=NOW, counts={"conversations": 1})
    with full.write() as connection:
        assert erasures.again(connection, done, NOW + 5, SEAL)
    assert held(full, "ana").last_at is None
    assert held(full, "ana").erased == Erased(CERTIFICATE, at(NOW))
    assert held(full, "ben").last_at is not None
    assert stored_event(full, "ana new").state == EventState.DONE
    assert stored_event(full, "ana new").payload is None


def test_an_erasure_that_the_store_knows_of_is_not_done_again(full: Database) -> None:
    done = forget(full)
    with full.write() as connection:
        conversations.save(connection, {"ana": Conversation()}, NOW, SEAL)
    before = everything(full)
    with full.write() as connection:
        assert not erasures.again(connection, done, NOW + 5, SEAL)
    assert everything(full) == before


def test_what_came_after_an_erasure_stays_when_it_is_done_again(database: Database) -> None:
    with database.write() as connection:
        conversations.save(connection, {"ana": Conversation(language="en")}, NOW + 1, SEAL)
        addresses.keep(connection, "ana", "line", "Uana", NOW + 1, SEAL)
    put(database, arrived("later", "ana", NOW + 1))
    owe(database, owed("later", "ana"), now=NOW + 1)
    with database.write() as connection:
        erasures.again(
            connection, Erasure(certificate=CERTIFICATE, lane="ana", at=NOW, counts={}), NOW + 5, SEAL
        )
    left = held(database, "ana")
    assert (left.last_at, left.address, left.notices) == (at(NOW + 1), True, 1)
    assert stored_event(database, "later").payload is not None


def test_tickets_that_an_old_backup_opened_again_are_named(full: Database) -> None:
    with full.read() as connection:
        assert erasures.still_open(connection, [NUMBER, ENDED, "PR-2026-ZZZZZZ"]) == (NUMBER,)


def test_an_erasure_is_forgotten_itself_in_the_end(full: Database) -> None:
    forget(full)
    with full.write() as connection:
        assert erasures.forget_before(connection, NOW, 10) == 0
        assert erasures.forget_before(connection, NOW + 1, 10) == 1
        assert inbox.with_text(connection, "ana")
    assert held(full, "ana").erased is None
