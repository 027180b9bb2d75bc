"""What an event leads to is written all at once, once, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store import conversations, inbox, outbox, ticket_logs
from bot.store.engine import Database
from bot.store.inbox import StoredEvent
from bot.store.tables import EventState, OwedState
from tests.bot.dispatch.line_events import DISPATCH, NOW, SEAL, decide, handle, letter, line_event, message
from tests.bot.store.lodged import change, life_of
from tests.bot.store.rows import OWNER, head_ids, heads, stored_debt, stored_debts, stored_event
from tests.handlers.tickets.lives import NUMBER


def test_everything_an_event_leads_to_is_written_together(database: Database) -> None:
    handle(database, message("e1", "Do you use cookies?"))
    assert stored_event(database, "e1").state == EventState.DONE
    assert letter(database, "e1:0")["token"] == "reply token"
    with database.read() as connection:
        remembered = conversations.load(connection, ["ana"], SEAL)["ana"]
    assert (remembered.language, remembered.last_passages) == ("en", ("2.2.cookies",))


def test_an_exception_while_writing_leaves_nothing_behind(database: Database) -> None:
    event = message("e1", "Do you use cookies?")
    with database.write() as connection:
        inbox.put(connection, [event])
    with pytest.raises(ZeroDivisionError):
        _record_and_fail(database, heads(database, NOW))
    assert head_ids(database, NOW) == ["e1"]
    assert list(stored_debts(database)) == []
    with database.read() as connection:
        assert conversations.load(connection, ["ana"], SEAL) == {}


def _record_and_fail(database: Database, waiting: list[StoredEvent]) -> None:
    with database.write() as connection:
        DISPATCH.record(connection, [DISPATCH.decide(one, None, NOW) for one in waiting], NOW)
        raise ZeroDivisionError


def test_to_write_the_same_decision_twice_owes_it_once(database: Database) -> None:
    decided = decide(message("e1", "Do you use cookies?"))
    for _ in range(2):
        with database.write() as connection:
            DISPATCH.record(connection, [decided], NOW)
    assert [row.dedupe for row in stored_debts(database)] == ["e1:0"]


def test_who_blocks_us_is_remembered_and_sent_nothing_any_more(database: Database) -> None:
    handle(database, message("e1", "Do you use cookies?"), line_event("e2", "unfollow"))
    assert stored_debt(database, "e1:0").state == OwedState.CANCELLED
    with database.read() as connection:
        assert conversations.load(connection, ["ana"], SEAL)["ana"].blocked


def test_what_is_being_sent_to_who_blocks_us_is_not_called_back(database: Database) -> None:
    handle(database, message("e1", "Do you use cookies?"))
    with database.write() as connection:
        outbox.claim(connection, OWNER, NOW, 1)
    handle(database, line_event("e2", "unfollow"))
    assert stored_debt(database, "e1:0").state == OwedState.LEASED


def test_a_message_that_is_taken_back_is_erased_where_it_waits(database: Database) -> None:
    handle(
        database,
        line_event("e1", "unsend", unsend={"messageId": "m-e2"}),
        message("e2", "My number is 090-1234-5678"),
        message("e3", "Do you use cookies?"),
    )
    assert stored_event(database, "e2").payload is None
    assert [row.dedupe for row in stored_debts(database)] == ["e3:0"]


def test_an_answer_and_the_ticket_it_names_are_written_together_or_not_at_all(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = message("e1", "Do you use cookies?")
    with database.write() as connection:
        inbox.put(connection, [event])
    (waiting,) = heads(database, NOW)
    decided = decide(event)
    both = replace(
        decided, stored=waiting, decision=replace(decided.decision, changes=(change(life_of("ana")),))
    )
    with monkeypatch.context() as broken:
        broken.setattr("bot.store.tickets.append", _fails)
        with pytest.raises(ZeroDivisionError), database.write() as connection:
            DISPATCH.record(connection, [both], NOW)
    with database.write() as connection:
        assert (head_ids(database, NOW), list(stored_debts(database))) == (["e1"], [])
        assert conversations.load(connection, ["ana"], SEAL) == {}
        DISPATCH.record(connection, [both], NOW)
    with database.read() as connection:
        assert len(ticket_logs.log_of(connection, NUMBER)) == 3
    assert [row.dedupe for row in stored_debts(database)] == ["e1:0"]


def _fails(*_: object) -> None:
    raise ZeroDivisionError
