"""Retention: what has had its period is gone within the hour, and nothing goes before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.channels import SendError
from bot.jobs import retention as job
from bot.jobs.retention import CODES, RETENTION
from bot.store import codes, conversations, downloads, erasures, sources, tables
from bot.store.engine import Database
from bot.store.inbox import BACK_OFF_MS
from bot.store.tables import downloads as downloads_table
from handlers import retention
from handlers.conversation import Conversation
from handlers.downloading.links import NewLink
from handlers.identity.codes import NewCode
from handlers.intake.form import Form
from handlers.tickets.rights import Right
from tests.bot.jobs.desk import SEAL, START, Desk, said
from tests.bot.store.lodged import life_of, lodge, wrote
from tests.bot.store.rows import arrived, decide, put, stored_debt, stored_debts, stored_event, stored_events
from tests.handlers.tickets.lives import NUMBER

HOUR = 3_600_000
OpenDesk = Callable[..., Desk]


def ms(period: timedelta) -> int:
    return int(period.total_seconds() * 1_000)


@pytest.fixture
def desk(database: Database, open_desk: OpenDesk) -> Desk:
    """Give a desk that keeps the periods: one message failed there, one was refused, one answered."""
    desk = open_desk(database, jobs=[RETENTION])
    desk.channel.answers["refused"] = [SendError("status 400", permanent=True)]
    desk.put(
        said("broke", "break", lane="ana"),
        said("refused", "refused", lane="ben"),
        said("answered", "hello", lane="cho"),
    )
    desk.work()
    for wait in BACK_OFF_MS:
        desk.work_at(desk.clock.now + wait)
    return desk


def held(database: Database) -> dict[str, bool]:
    """Tell of each event and debt, cron apart, whether it still holds any text."""
    rows = {row.event_id: row.payload for row in stored_events(database)}
    rows |= {row.dedupe: row.body for row in stored_debts(database)}
    return {name: text is not None for name, text in rows.items() if not name.startswith("cron:")}


ALL = {"broke", "refused", "answered", "broke:0", "refused:0", "answered:0"}


def test_what_failed_stays_readable_for_its_period_and_is_erased_afterwards(desk: Desk) -> None:
    desk.work_at(START + ms(retention.FAILED_MESSAGE) - HOUR)
    assert {name for name, text in held(desk.database).items() if text} == {"broke", "refused:0"}
    desk.work_at(START + ms(retention.FAILED_MESSAGE) + 2 * HOUR)
    assert not any(held(desk.database).values())
    assert set(held(desk.database)) == ALL


def test_ids_are_forgotten_after_their_period(desk: Desk) -> None:
    desk.work_at(START + ms(retention.FAILED_MESSAGE) + 2 * HOUR)
    desk.work_at(START + ms(retention.EVENT_IDS) - HOUR)
    assert set(held(desk.database)) == ALL
    desk.work_at(START + ms(retention.EVENT_IDS) + 2 * HOUR)
    assert held(desk.database) == {}


def test_an_event_that_comes_again_within_the_period_is_not_answered_again(desk: Desk) -> None:
    desk.clock.now = START + ms(retention.EVENT_IDS) - HOUR
    desk.put(said("answered", "hello", lane="cho", at=desk.clock.now))
    desk.work()
    assert len(desk.channel.tries("hello")) == 1


def test_a_conversation_is_forgotten_a_period_after_the_last_message(desk: Desk) -> None:
    later = START + ms(retention.CONVERSATION) - HOUR
    desk.clock.now = later
    desk.put(said("again", "hello", lane="cho", at=later))
    desk.work()
    assert remembered(desk.database) == {"ben", "cho"}
    desk.work_at(START + ms(retention.CONVERSATION) + 2 * HOUR)
    assert remembered(desk.database) == {"cho"}
    desk.work_at(later + ms(retention.CONVERSATION) + 2 * HOUR)
    assert remembered(desk.database) == set()


def remembered(database: Database) -> set[str]:
    with database.read() as connection:
        return set(conversations.load(connection, ["ana", "ben", "cho"], SEAL))


def test_one_row_that_must_stay_does_not_hold_up_the_many_behind_it(
    database: Database, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "_CHUNK", 3)
    put(database, *(arrived(f"e{number}", lane=f"lane{number}") for number in range(10)))
    for number in range(10):
        decide(database, f"e{number}", now=START if number == 0 else 1)
    open_desk(database, jobs=[RETENTION]).work()
    assert held(database) == {"e0": False}


def test_what_was_erased_keeps_why_it_failed(desk: Desk) -> None:
    desk.work_at(START + ms(retention.FAILED_MESSAGE) + 2 * HOUR)
    assert stored_event(desk.database, "broke").error == "HandlerBroke"
    assert stored_debt(desk.database, "refused:0").error == "status 400"


def test_a_request_that_was_not_sent_is_erased_after_its_period_and_the_person_is_still_known(
    database: Database, open_desk: OpenDesk
) -> None:
    touched = datetime.fromtimestamp(START / 1_000, UTC)
    form = Form(id="a" * 22, rights=(Right.DELETION,), step="scope", touched_at=touched)
    with database.write() as connection:
        conversations.save(connection, {"ana": Conversation(form=form)}, START, SEAL)
    desk = open_desk(database, jobs=[RETENTION])
    desk.work_at(START + ms(retention.DRAFT) - HOUR)
    assert form_of(database) == form
    desk.work_at(START + ms(retention.DRAFT) + 2 * HOUR)
    assert form_of(database) is None
    assert remembered(database) == {"ana"}


def form_of(database: Database) -> Form | None:
    with database.read() as connection:
        return conversations.load(connection, ["ana"], SEAL)["ana"].form


def test_a_link_is_forgotten_a_month_after_it_ended(desk: Desk) -> None:
    lodge(desk.database, life_of("ana"))
    until = START + 7 * 24 * HOUR
    link = NewLink(
        token="t" * 43, number=NUMBER, content="own_copy", until=datetime.fromtimestamp(until / 1_000, UTC)
    )
    with desk.database.write() as connection:
        downloads.keep(connection, "ana", [link], START)
    for after, left in ((-HOUR, 1), (2 * HOUR, 0)):
        desk.work_at(until + ms(retention.LINKS) + after)
        with desk.database.read() as connection:
            assert len(connection.execute(select(downloads_table)).all()) == left


def sent_codes(database: Database) -> list[str | None]:
    with database.read() as connection:
        return list(connection.execute(select(tables.codes.c.digest)).scalars())


def test_a_code_is_checked_against_nothing_once_it_is_dead_and_counted_for_its_period(
    database: Database, open_desk: OpenDesk
) -> None:
    with database.write() as connection:
        codes.change(connection, "ana", [NewCode(NUMBER, "jane@example.org", "d" * 64)], START, SEAL)
    desk = open_desk(database, jobs=[RETENTION, CODES])
    desk.work_at(START + ms(retention.CODE))
    assert sent_codes(database) == ["d" * 64]
    desk.work_at(START + ms(retention.CODE) + 5 * 60_000)
    assert sent_codes(database) == [None]
    desk.work_at(START + ms(retention.CODE_SENT) - HOUR)
    assert sent_codes(database) == [None]
    desk.work_at(START + ms(retention.CODE_SENT) + 2 * HOUR)
    assert sent_codes(database) == []


def test_where_a_text_came_from_is_forgotten_after_its_period(
    database: Database, open_desk: OpenDesk
) -> None:
    life = life_of("ana")
    lodge(database, life, wrote(life, "text"))
    with database.write() as connection:
        sources.keep(connection, "ana", NUMBER, {"text": ("m1",)}, START, SEAL)
    desk = open_desk(database, jobs=[RETENTION])
    desk.work_at(START + ms(retention.SOURCES) - HOUR)
    assert texts_from_message(database) == ((NUMBER, "text"),)
    desk.work_at(START + ms(retention.SOURCES) + 2 * HOUR)
    assert texts_from_message(database) == ()


def texts_from_message(database: Database) -> tuple[tuple[str, str], ...]:
    with database.read() as connection:
        return sources.texts_from(connection, "ana", "m1", SEAL)


def test_an_erasure_is_known_for_its_period(database: Database, open_desk: OpenDesk) -> None:
    with database.write() as connection:
        erasures.forget(connection, "c" * 22, "ana", (), (), START, SEAL)
    desk = open_desk(database, jobs=[RETENTION])
    for at, known in ((ms(retention.ERASURE) - HOUR, 1), (ms(retention.ERASURE) + 2 * HOUR, 0)):
        desk.work_at(START + at)
        with database.read() as connection:
            assert len(erasures.listed(connection)) == known
