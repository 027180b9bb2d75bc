"""Conversations: what we remember of a person comes back as it was, and goes when they were silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cryptography.fernet import Fernet
from sqlalchemy import select, update

from bot.store import conversations
from bot.store.engine import Database
from bot.store.sealing import Seal
from bot.store.tables import conversations as conversations_table
from bot.store.ticket_rows import milliseconds
from handlers.conversation import Conversation
from handlers.escalating.unanswered import Unanswered
from handlers.intake.form import Form
from handlers.retention import DRAFT, UNANSWERED
from handlers.tickets.rights import Right
from tests.bot.store.lodged import SEAL, life_of, lodge
from tests.handlers.tickets.lives import WEDNESDAY

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


WORDS = "090-1234-5678 に電話してください"
FORM = Form(
    id="a" * 22,
    rights=(Right.DISCLOSURE,),
    step="scope",
    touched_at=WEDNESDAY,
    answers={"scope": WORDS},
)
WRITING = Conversation(language="ja", form=FORM)


def forms(database: Database) -> dict[str, Form | None]:
    return {lane: known.form for lane, known in load(database, "ana", "ben", "cho").items()}


def test_a_request_being_written_comes_back_and_goes_when_it_is_sent(database: Database) -> None:
    save(database, ana=WRITING, ben=ENGLISH)
    assert forms(database) == {"ana": FORM, "ben": None}
    save(database, ana=ENGLISH)
    assert forms(database) == {"ana": None, "ben": None}


def test_what_was_answered_is_stored_sealed_for_its_person_alone(database: Database) -> None:
    save(database, ana=WRITING)
    with database.write() as connection:
        stored = connection.execute(select(conversations_table)).one()
        connection.execute(conversations_table.insert().values({**stored._mapping, "lane": "ben"}))
    held = repr([bytes(value) if isinstance(value, bytes) else value for value in stored])
    assert (WORDS in held, "090-1234" in held) == (False, False)
    assert forms(database) == {"ana": FORM, "ben": None}


def test_a_request_that_our_keys_do_not_open_any_more_is_as_if_it_never_was(database: Database) -> None:
    save(database, ana=WRITING)
    strange = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
    with database.read() as connection:
        assert conversations.load(connection, ["ana"], strange) == {"ana": Conversation(language="ja")}


def test_a_request_is_erased_when_its_time_is_over_and_the_rest_is_remembered(database: Database) -> None:
    later = replace(FORM, touched_at=WEDNESDAY + timedelta(days=1))
    save(database, ana=WRITING, ben=Conversation(form=later), cho=ENGLISH)
    over = milliseconds(WEDNESDAY + DRAFT)
    with database.write() as connection:
        assert conversations.erase_forms(connection, over, 10) == 0
        assert conversations.erase_forms(connection, over + 1, 10) == 1
        assert conversations.erase_forms(connection, over + 1, 10) == 0
    assert forms(database) == {"ana": None, "ben": later, "cho": None}


def test_who_has_tickets_is_told_with_the_conversations_also_without_one(database: Database) -> None:
    save(database, ana=ENGLISH, cho=ENGLISH)
    lodge(database, life_of("ana"))
    lodge(database, life_of("ben", number="PR-2026-000123"))
    with database.read() as connection:
        known = conversations.recall(connection, ["ana", "ben", "cho", "dan"], SEAL)
    assert set(known.conversations) == {"ana", "cho"}
    assert known.with_tickets == {"ana", "ben"}


def test_an_unanswered_question_comes_back_sealed_for_its_lane(database: Database) -> None:
    kept = Conversation(unanswered=Unanswered("Who made the blue vase?", "m1", WEDNESDAY))
    save(database, ana=kept, ben=Conversation())
    assert load(database, "ana", "ben") == {"ana": kept, "ben": Conversation()}
    with database.write() as connection:
        (sealed,) = connection.execute(
            select(conversations_table.c.unanswered).where(conversations_table.c.lane == "ana")
        ).scalars()
        assert b"vase" not in sealed
        moved = update(conversations_table).where(conversations_table.c.lane == "ben")
        connection.execute(moved.values(unanswered=sealed))
    assert load(database, "ben") == {"ben": Conversation()}


def test_an_unanswered_question_is_erased_after_a_day_and_the_rest_stays(database: Database) -> None:
    kept = replace(ENGLISH, unanswered=Unanswered("Who made the blue vase?", "m1", WEDNESDAY))
    later = Unanswered("And the red one?", "m2", WEDNESDAY + timedelta(seconds=1))
    save(database, ana=kept, ben=replace(ENGLISH, unanswered=later))
    with database.write() as connection:
        now = milliseconds(WEDNESDAY + UNANSWERED) + 1
        assert conversations.erase_unanswered(connection, now, 10) == 1
        assert conversations.erase_unanswered(connection, now, 10) == 0
    assert load(database, "ana", "ben") == {"ana": ENGLISH, "ben": replace(ENGLISH, unanswered=later)}
