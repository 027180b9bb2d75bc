"""A word goes by the way that reaches its person, in their language, and gives nothing away."""

from __future__ import annotations

import json

from bot.store.engine import Database
from handlers.conversation import Conversation
from tests.bot.jobs.desk import START
from tests.bot.jobs.ticket_timers.timed_ticket import (
    ADDRESS,
    DAY,
    Kept,
    channels,
    log_of,
    looks,
    next_at,
    owed,
    remember,
)
from tests.builders import EMAIL
from tests.handlers.tickets.lives import NUMBER


def test_nobody_was_reminded_who_cannot_be_reached(database: Database) -> None:
    Kept(database).verifying().store(reached=False)
    looks(database, DAY, 15 * DAY)
    assert (log_of(database), owed(database)) == ([], [])
    assert next_at(database) == START + 16 * DAY


def test_who_blocks_us_is_written_a_mail_and_nothing_in_the_chat(database: Database) -> None:
    Kept(database).verifying().named().store()
    remember(database, Conversation(blocked=True))
    looks(database, DAY, mails=True)
    ((_, channel, body),) = owed(database)
    assert channel == "mail"
    to, subject, text = json.loads(body)
    assert (to, NUMBER in subject) == (ADDRESS, True)
    assert "お心当たりのない" in text


def test_an_address_that_nobody_confirmed_is_not_written_to_where_there_is_the_chat(
    database: Database,
) -> None:
    Kept(database).verifying().named().store()
    looks(database, DAY, mails=True)
    assert channels(database) == ["fake"]


def test_who_confirmed_an_address_is_written_a_mail(database: Database) -> None:
    Kept(database).named(confirmed=True).asked().store()
    looks(database, DAY, mails=True)
    ((_, channel, body),) = owed(database)
    assert channel == "mail"
    assert "お心当たりのない" not in body


def test_without_mails_the_chat_tells_whom_to_write_to(database: Database) -> None:
    Kept(database).verifying().store()
    looks(database, DAY)
    ((_, _, text),) = owed(database)
    assert EMAIL in text


def test_words_are_in_the_language_of_the_chat_and_in_the_tickets_where_it_is_forgotten(
    database: Database,
) -> None:
    Kept(database).verifying().store()
    looks(database, DAY)
    remember(database, Conversation(language="en"))
    looks(database, 3 * DAY)
    first, second = [text for _, _, text in owed(database)]
    assert "ご本人確認" in first
    assert "confirm who you are" in second


def test_no_word_tells_what_was_asked_for_or_written(database: Database) -> None:
    Kept(database).asked().store()
    looks(database, DAY, 3 * DAY, 14 * DAY)
    told = "".join(text for _, _, text in owed(database))
    assert [word for word in ("開示", "account", "disclosure") if word in told] == []
