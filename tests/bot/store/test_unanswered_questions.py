"""Questions without an answer are told by how many people asked them; who asked is nowhere in them."""

from __future__ import annotations

from sqlalchemy import select

from bot.store import unanswered_questions
from bot.store.engine import Database
from bot.store.tables import unanswered_questions as table
from bot.store.unanswered_questions import Nearest, NewQuestion, Wording, asker
from knowledge.language import Language
from tests.bot.store.lodged import SEAL

NOW = 1_800_000_000_000


def ask(
    database: Database, lane: str, text: str, *near: str, at: int = NOW, language: Language = "en"
) -> None:
    with database.write() as connection:
        number = len(connection.execute(select(table)).all())
        new = NewQuestion(lane=lane, message_id=f"m{number}", text=text, language=language, candidates=near)
        unanswered_questions.keep(connection, [new], at, SEAL)


def wordings(database: Database, since: int = 0) -> list[Wording]:
    with database.read() as connection:
        return unanswered_questions.by_wording(connection, since, 50, SEAL)


def nearest(database: Database) -> list[Nearest]:
    with database.read() as connection:
        return unanswered_questions.by_passage(connection, 0, 50, SEAL)


def test_people_are_counted_and_not_messages(database: Database) -> None:
    for again in range(5):
        ask(database, "ana", "Where are the servers?", "9", at=NOW + again)
    ask(database, "ben", "Do you sell chats?")
    ask(database, "eve", "do you sell chats??", at=NOW + 1)
    assert [(one.text, one.people) for one in wordings(database)] == [
        ("do you sell chats??", 2),
        ("Where are the servers?", 1),
    ]


def test_the_same_words_in_another_language_are_another_question(database: Database) -> None:
    ask(database, "ana", "cookie")
    ask(database, "ben", "cookie", language="ja")
    assert {(one.language, one.people) for one in wordings(database)} == {("en", 1), ("ja", 1)}


def test_they_are_told_by_the_passage_that_came_nearest_too(database: Database) -> None:
    for lane in ("ana", "ben"):
        ask(database, lane, "Where are the servers?", "9", "1")
    ask(database, "eve", "Which land are they in?", "9", at=NOW + 1)
    ask(database, "eve", "Who won?", at=NOW + 2)
    first, second = nearest(database)
    assert (first.passage, first.people, first.last_at) == ("9", 3, NOW + 1)
    assert [(one.text, one.people) for one in first.wordings] == [
        ("Where are the servers?", 2),
        ("Which land are they in?", 1),
    ]
    assert first.wordings[0].candidates == ("9", "1")
    assert (second.passage, [one.text for one in second.wordings]) == ("", ["Who won?"])


def test_only_what_was_asked_since_a_time_is_told(database: Database) -> None:
    ask(database, "ana", "Old one?", at=NOW - 1)
    ask(database, "ana", "New one?")
    assert [one.text for one in wordings(database, NOW)] == ["New one?"]


def test_a_message_that_comes_twice_is_kept_once_and_goes_when_it_is_taken_back(database: Database) -> None:
    new = NewQuestion(lane="ana", message_id="m1", text="Why?", language="en", candidates=())
    with database.write() as connection:
        for _ in range(2):
            unanswered_questions.keep(connection, [new], NOW, SEAL)
        assert unanswered_questions.count(connection, asker("ana", SEAL)) == 1
        unanswered_questions.take_back(connection, "ben", "m1", SEAL)
        assert unanswered_questions.count(connection, asker("ana", SEAL)) == 1
        unanswered_questions.take_back(connection, "ana", "m1", SEAL)
        assert unanswered_questions.count(connection, asker("ana", SEAL)) == 0


def test_neither_the_words_nor_who_asked_can_be_read_in_a_row(database: Database) -> None:
    ask(database, "ana", "Where are the servers?", "9")
    with database.read() as connection:
        row = connection.execute(select(table)).one()
    plain = " ".join(map(str, row))
    assert "servers" not in plain
    assert "ana" not in (row.person, row.message)


def test_after_its_period_a_question_is_gone(database: Database) -> None:
    ask(database, "ana", "Old one?", at=NOW - 1)
    ask(database, "ana", "New one?")
    with database.write() as connection:
        assert unanswered_questions.forget_before(connection, NOW, 500) == 1
    assert [one.text for one in wordings(database)] == ["New one?"]
