"""Dispatch and files: a fetch is owed once and beside the chat; what is told of it goes out by LINE."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from bot.dispatch import Decided, Dispatch
from bot.fetch_orders import FetchOrder
from bot.files import reports
from bot.files.channel import FileChannel
from bot.line.channel import LineChannel
from bot.store import conversations, inbox, outbox
from bot.store.engine import Database
from bot.store.inbox import NewEvent
from bot.store.tables import OwedState
from handlers.decisions import Decision
from handlers.files.fetch import Fetch
from handlers.replies import Text
from tests.bot.dispatch.line_events import ANA, DISPATCH, ENGLISH, GROUP, NOW, SEAL, line_event, stored
from tests.bot.store.attached import a_file, keep, rows
from tests.bot.store.lodged import life_of, lodge
from tests.bot.store.opened import opened
from tests.bot.store.rows import put, stored_debt, stored_debts, stored_event
from tests.handlers.tickets.lives import NUMBER

FILES = Dispatch({"line": LineChannel(), "file": FileChannel()}, DISPATCH._finder, SEAL)
FETCH = Fetch(number=NUMBER, message_id="7", file_id="f1", name="letter.pdf")
ORDER = FetchOrder(
    lane="ana", source="line", to=ANA, number=NUMBER, message_id="7", file_id="f1", name="letter.pdf"
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(f"sqlite:///{tmp_path}/madoguchi.db") as database:
        lodge(database, life_of("ana"))
        yield database


def decided_as(monkeypatch: pytest.MonkeyPatch, decision: Decision) -> None:
    monkeypatch.setattr("bot.dispatch.decide", lambda *_: decision)


def picture(event_id: str = "e1") -> NewEvent:
    return line_event(event_id, message={"type": "image", "id": "7"}, replyToken="reply token")


def told(payload: bytes, event_id: str = "file:f1") -> NewEvent:
    sealed = SEAL.close(payload, inbox.place_of(event_id))
    return NewEvent(event_id, "file", "ana", sealed, NOW)


def record(database: Database, *decided: Decided) -> None:
    with database.write() as connection:
        FILES.record(connection, decided, NOW)


def test_a_fetch_is_owed_with_the_answer_in_a_lane_of_its_own(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided_as(monkeypatch, Decision((Text("received"),), fetches=(FETCH,)))
    record(database, FILES.decide(stored(picture()), ENGLISH, NOW))
    answer, fetch = stored_debts(database)
    assert (answer.channel, answer.lane) == ("line", "ana")
    assert fetch.channel == "file"
    assert fetch.lane not in {"ana", answer.lane}
    body = SEAL.open(fetch.body, outbox.place_of(fetch.dedupe))
    assert FetchOrder.read(body) == ORDER


def test_a_message_that_is_asked_for_twice_is_owed_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file_id in ("f1", "f2"):
        fetch = Fetch(number=NUMBER, message_id="7", file_id=file_id)
        decided_as(monkeypatch, Decision(fetches=(fetch,)))
        record(database, FILES.decide(stored(picture(f"e-{file_id}")), ENGLISH, NOW))
    assert len(stored_debts(database)) == 1


@pytest.mark.parametrize("source", [{"type": "group", "groupId": GROUP, "userId": ANA}, {"type": "user"}])
def test_nothing_is_fetched_where_it_is_nobody_s(
    source: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    decided_as(monkeypatch, Decision(fetches=(FETCH,)))
    event = line_event("e1", source=source, message={"type": "image", "id": "7"})
    with pytest.raises(ValueError, match="nobody is named"):
        FILES.decide(stored(event), ENGLISH, NOW)


def test_what_is_told_of_a_file_goes_to_the_person_by_the_platform_it_came_from(
    database: Database,
) -> None:
    event = told(reports.turned_down(ORDER, "wrong_type"))
    record(database, FILES.decide(stored(event), ENGLISH, NOW))
    debt = stored_debt(database, "file:f1:0")
    letter = orjson.loads(SEAL.open(debt.body, outbox.place_of("file:f1:0")))
    assert (debt.channel, debt.lane, debt.token_until) == ("line", "ana", None)
    assert (letter["to"], letter["token"]) == (ANA, None)
    assert "not of a kind that we can open" in letter["messages"][0]["text"]


def test_what_the_person_did_not_do_is_no_reason_to_remember_them_longer(database: Database) -> None:
    decided = FILES.decide(stored(told(reports.turned_down(ORDER, "gone"))), None, NOW)
    assert decided.conversation is None
    record(database, decided)
    with database.read() as connection:
        assert conversations.load(connection, ["ana"], SEAL) == {}


def test_a_file_that_is_not_kept_is_erased_with_the_decision(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(database, a_file(), a_file("f2", message_id="8"))
    decided_as(monkeypatch, Decision(discards=("f1",)))
    record(database, FILES.decide(stored(told(reports.arrived(ORDER, a_file()))), ENGLISH, NOW))
    assert [row.sealed is None for row in rows(database)] == [True, False]


def test_a_message_that_is_taken_back_takes_its_file_its_fetch_and_its_event_with_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as scripted:
        decided_as(scripted, Decision(fetches=(FETCH,)))
        record(database, FILES.decide(stored(picture()), ENGLISH, NOW))
    keep(database, a_file(message_id="7"))
    put(database, told(reports.arrived(ORDER, a_file())))
    unsent = line_event("e2", "unsend", unsend={"messageId": "7"})
    record(database, FILES.decide(stored(unsent), ENGLISH, NOW))
    (fetch,) = [debt for debt in stored_debts(database) if debt.channel == "file"]
    assert (fetch.state, fetch.body) == (OwedState.CANCELLED, None)
    assert stored_event(database, "file:f1").payload is None
    assert [row.sealed for row in rows(database)] == [None]


def test_a_file_that_could_not_be_noted_is_erased_and_the_person_told(database: Database) -> None:
    keep(database, a_file(), a_file("f2", message_id="8"))
    with database.write() as connection:
        FILES.apologise(connection, stored(told(reports.arrived(ORDER, a_file()))), NOW)
    assert [row.sealed is None for row in rows(database)] == [True, False]
    debt = stored_debt(database, "file:f1:0")
    letter = orjson.loads(SEAL.open(debt.body, outbox.place_of("file:f1:0")))
    assert (debt.channel, letter["to"]) == ("line", ANA)
    assert NUMBER in letter["messages"][0]["text"]
