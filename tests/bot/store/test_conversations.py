"""Conversations: what we remember of a person comes back as it was, and goes when they were silent."""

from __future__ import annotations

from cryptography.fernet import Fernet

from bot.store import conversations
from bot.store.engine import Database
from bot.store.sealing import Seal
from handlers.conversation import Conversation

SEAL = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
ENGLISH = Conversation(language="en", language_fixed=True, last_passages=("2.2.cookies", "9"))
BLOCKED = Conversation(language="ja", blocked=True)


def save(database: Database, now: int = 0, **changed: Conversation) -> None:
    with database.write() as connection:
        conversations.save(connection, changed, now, SEAL)


def load(database: Database, *lanes: str) -> dict[str, Conversation]:
    with database.read() as connection:
        return conversations.load(connection, lanes, SEAL)


def test_conversations_come_back_as_they_were(database: Database) -> None:
    save(database, ana=ENGLISH, ben=BLOCKED, cho=Conversation())
    assert load(database, "ana", "ben", "cho") == {"ana": ENGLISH, "ben": BLOCKED, "cho": Conversation()}


def test_a_lane_we_know_nothing_of_is_left_out(database: Database) -> None:
    save(database, ana=ENGLISH)
    assert load(database, "ana", "ben") == {"ana": ENGLISH}
    assert load(database) == {}


def test_a_conversation_that_goes_on_replaces_what_was_remembered(database: Database) -> None:
    save(database, ana=ENGLISH, ben=ENGLISH)
    save(database, ana=BLOCKED)
    assert load(database, "ana", "ben") == {"ana": BLOCKED, "ben": ENGLISH}


def test_only_conversations_that_were_silent_are_forgotten(database: Database) -> None:
    save(database, now=50, old=ENGLISH, returned=ENGLISH, ben=ENGLISH)
    save(database, now=99, old=ENGLISH)
    save(database, now=100, returned=ENGLISH)
    with database.write() as connection:
        assert conversations.forget_before(connection, before=100, most=1) == 1
        assert conversations.forget_before(connection, before=100, most=10) == 1
        assert conversations.forget_before(connection, before=100, most=10) == 0
    assert set(load(database, "old", "returned", "ben")) == {"returned"}
