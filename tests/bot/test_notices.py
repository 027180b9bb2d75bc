"""Notices: a word nobody asked for takes the first way that is open, once for each version of its ticket."""

from __future__ import annotations

import json

import pytest
from cryptography.fernet import Fernet

from bot.channels import Channels
from bot.dispatch.notices import Notices
from bot.line.channel import LineChannel
from bot.mail import post
from bot.mail.post import MailPost
from bot.store import addresses, conversations, tickets
from bot.store.engine import Database
from bot.store.notices import Rung
from bot.store.outbox import mail_lane, place_of
from bot.store.sealing import Seal
from handlers.conversation import Conversation
from handlers.letters import Letter
from handlers.notices import Notice
from handlers.replies import Press, Text
from tests.bot.jobs.desk import SEAL
from tests.bot.store.conftest import database, postgres_with_tables, postgresql_database, sqlite_database
from tests.bot.store.lodged import change, life_of
from tests.bot.store.rows import stored_debts
from tests.handlers.tickets.lives import NUMBER

__all__ = ["database", "postgres_with_tables", "postgresql_database", "sqlite_database"]

CHANNELS: Channels = {"line": LineChannel()}
LETTER = Letter(to="ana@example.org", subject="About it", text="Words", language="en", number=NUMBER)


def about_it(version: int = 5, letter: Letter | None = LETTER, *, mail_first: bool = False) -> Notice:
    text = Text("Words", (Press("See", "ticket", NUMBER),))
    return Notice(
        number=NUMBER, version=version, requester="ana", text=text, letter=letter, mail_first=mail_first
    )


def owe(database: Database, *notices: Notice, mails: bool = True, seal: Seal = SEAL) -> list[Rung]:
    ways = Notices(CHANNELS, seal, MailPost() if mails else None)
    with database.write() as connection:
        return [ways.owe(connection, notice, 7) for notice in notices]


def owed(database: Database) -> list[tuple[str, str, str]]:
    return [(row.dedupe, row.channel, row.lane) for row in stored_debts(database)]


@pytest.fixture(autouse=True)
def _opened(database: Database) -> None:
    """Give the requester the ticket that it is about."""
    with database.write() as connection:
        tickets.append(connection, [change(life_of("ana"))], SEAL)


@pytest.fixture
def reached(database: Database) -> Database:
    """Give a store that knows where the requester is reached at LINE."""
    with database.write() as connection:
        addresses.keep(connection, "ana", "line", "U1", 0, SEAL)
    return database


def test_a_word_in_the_chat_is_pushed_to_where_the_person_is_reached(reached: Database) -> None:
    assert owe(reached, about_it()) == ["push"]
    (row,) = stored_debts(reached)
    assert (row.dedupe, row.channel, row.lane) == (f"ticket:{NUMBER}:5", "line", "ana")
    assert row.token_until is None
    body = json.loads(SEAL.open(row.body, place_of(row.dedupe)))
    assert (body["to"], body["token"]) == ("U1", None)
    assert [message["text"] for message in body["messages"]] == ["Words"]


def test_a_mail_leaves_in_the_lane_of_the_persons_mails(reached: Database) -> None:
    assert owe(reached, about_it(mail_first=True)) == ["mail"]
    (row,) = stored_debts(reached)
    assert (row.channel, row.lane) == ("mail", mail_lane("ana", SEAL))
    assert post.read(SEAL.open(row.body, place_of(row.dedupe))) == LETTER


def test_of_one_version_one_word_goes_out_whichever_way(reached: Database) -> None:
    assert (
        owe(reached, about_it(), about_it(), about_it(mail_first=True), about_it(version=6)) == ["push"] * 4
    )
    assert [key for key, _, _ in owed(reached)] == [f"ticket:{NUMBER}:5", f"ticket:{NUMBER}:6"]


def test_the_other_way_is_taken_where_the_first_is_closed(database: Database) -> None:
    assert owe(database, about_it()) == ["mail"]
    assert [channel for _, channel, _ in owed(database)] == ["mail"]


@pytest.mark.parametrize(("letter", "mails"), [(None, True), (LETTER, False)])
def test_the_chat_is_taken_where_there_is_no_mail(
    reached: Database, letter: Letter | None, *, mails: bool
) -> None:
    assert owe(reached, about_it(letter=letter, mail_first=True), mails=mails) == ["push"]
    assert [channel for _, channel, _ in owed(reached)] == ["line"]


def test_who_blocks_us_and_has_named_no_address_hears_it_when_they_come_back(reached: Database) -> None:
    with reached.write() as connection:
        conversations.save(connection, {"ana": Conversation(blocked=True)}, 0, SEAL)
    assert owe(reached, about_it(letter=None)) == ["pending"]
    assert owed(reached) == []


def test_an_address_that_our_keys_do_not_open_or_of_a_platform_we_lack_leads_nowhere(
    reached: Database,
) -> None:
    other = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
    assert owe(reached, about_it(letter=None), seal=other) == ["pending"]
    ways = Notices({}, SEAL, None)
    with reached.write() as connection:
        assert ways.owe(connection, about_it(version=6), 7) == "pending"
