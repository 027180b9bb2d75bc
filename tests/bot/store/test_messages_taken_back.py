"""What a ticket has from a message that was taken back is erased with the event that says so."""

from __future__ import annotations

from bot.store import taken_back, ticket_check, ticket_texts
from bot.store.engine import Database
from bot.store.shelf import StoredShelf
from handlers.tickets.log import MessageTakenBack
from tests.bot.store.attached import a_file, keep, logged, rows
from tests.bot.store.lodged import SEAL, append, change, life_of, lodge, person, wrote
from tests.handlers.tickets.lives import NUMBER, Life


def take_back(
    database: Database, life: Life, texts: tuple[str, ...] = (), files: tuple[str, ...] = ()
) -> None:
    done = len(life.events)
    life.add(MessageTakenBack(at=life.now, by=person("ana"), texts=texts, files=files))
    append(database, change(life, done=done))


def test_only_the_texts_that_came_from_it_are_erased_and_the_chain_still_holds(database: Database) -> None:
    life = life_of("ana")
    lodge(database, life, {**wrote(life, "first"), **wrote(life, "second")})
    take_back(database, life, texts=("first",))
    with database.read() as connection:
        kept = ticket_texts.load(connection, NUMBER, SEAL)
        assert (kept["first"], kept["second"] is None) == (None, False)
        assert ticket_check.check(connection, NUMBER, SEAL) is None


def test_nothing_of_another_ticket_is_erased_whatever_the_event_names(database: Database) -> None:
    life, other = life_of("ana"), life_of("ben", number="PR-2026-000002")
    lodge(database, life)
    lodge(database, other, wrote(other, "theirs"))
    take_back(database, life, texts=("theirs",))
    with database.read() as connection:
        assert ticket_texts.load(connection, "PR-2026-000002", SEAL)["theirs"] is not None


def test_its_files_are_erased(database: Database) -> None:
    life = logged(life_of("ana"))
    lodge(database, life)
    keep(database, a_file())
    take_back(database, life, files=("f1",))
    assert [(row.id, row.sealed, row.name) for row in rows(database)] == [("f1", None, None)]
    assert life.ticket.files == 0


def test_whether_a_message_was_taken_back_is_told_to_its_sender_alone(database: Database) -> None:
    with database.write() as connection:
        taken_back.note(connection, "ana", "line", "m1", 0, SEAL)
        told = [
            StoredShelf(connection, lane, 0, SEAL).taken_back(message)
            for lane, message in (("ana", "m1"), ("ana", "m2"), ("ben", "m1"))
        ]
    assert told == [True, False, False]
