"""A person is forgotten in one go: nothing that need not stay is left, and nobody else is touched."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.store import (
    addresses,
    codes,
    conversations,
    downloads,
    erasures,
    fetches,
    inbox,
    notices,
    outbox,
    outcomes,
    sources,
    unanswered_questions,
)
from bot.store.downloads import id_of
from bot.store.engine import Database
from bot.store.erasures import Erasure
from bot.store.fetches import CHANNEL
from bot.store.holdings import holdings
from bot.store.notices import NewNotice, Words
from bot.store.outbox import MAIL, NewDebt, file_lane, mail_lane
from bot.store.tables import EventState, OwedState, metadata
from bot.store.unanswered_questions import NewQuestion
from handlers.conversation import Conversation
from handlers.downloading.links import LIFE, OWN_COPY, NewLink
from handlers.identity.codes import NewCode
from handlers.intake.form import Form
from handlers.own_data.holdings import Erased, Holdings
from handlers.replies import Text
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.bot.store.attached import MESSAGE, a_file, keep, rows, settle
from tests.bot.store.lodged import SEAL, life_of, lodge, person, wrote
from tests.bot.store.rows import arrived, claim, fail_for_good, owe, owed, put, stored_debt, stored_event
from tests.handlers.tickets.lives import NUMBER

NOW = 1_800_000_000_000
ENDED = "PR-2026-000002"
CERTIFICATE = "c" * 22


def at(moment: int) -> datetime:
    return datetime.fromtimestamp(moment / 1_000, UTC)


def fill(database: Database, lane: str, number: str, ended: str) -> None:
    """Let a store hold something of every kind of a person, all of it from a second ago."""
    life, done = life_of(lane, number=number), life_of(lane, number=ended)
    lodge(database, life, wrote(life, f"text of {number}"))
    texts = wrote(done, f"text of {ended}")
    done.move(Move.WITHDRAW, by=person(lane))
    lodge(database, done, texts)
    keep(database, a_file(f"file of {lane}", lane=lane, number=number), now=NOW - 1_000)
    form = Form(id="f" * 22, rights=(Right.DELETION,), step="whose", touched_at=at(NOW))
    with database.write() as connection:
        conversations.save(connection, {lane: Conversation(form=form)}, NOW - 1_000, SEAL)
        addresses.keep(connection, lane, "line", f"U{lane}", NOW - 1_000, SEAL)
        asked = NewQuestion(lane=lane, message_id="m1", text="Why?", language="en", candidates=())
        unanswered_questions.keep(connection, [asked], NOW - 1_000, SEAL)
        for subject in (number, ended):
            new = NewCode(subject, "jane@example.org", "d" * 64)
            codes.change(connection, lane, [new], NOW - 1_000, SEAL)
            link = NewLink(token=f"to {subject}", number=subject, content=OWN_COPY, until=at(NOW) + LIFE)
            downloads.keep(connection, lane, [link], NOW - 1_000)
            sources.keep(
                connection, lane, subject, {f"text of {subject}": (f"m of {subject}",)}, NOW - 1_000, SEAL
            )
    put(database, arrived(f"{lane} failed", lane, NOW - 1_000))
    fail_for_good(database, f"{lane} failed", NOW - 1_000)
    put(database, arrived(f"{lane} new", lane, NOW - 500))
    mail = NewDebt(f"{lane} mail", MAIL, mail_lane(lane, SEAL), b"sealed", None)
    quotable = NewDebt(f"{lane} shown", "line", lane, b"sealed", None, about="9")
    owe(database, quotable, now=NOW - 2_000)
    (debt,) = [one for one in claim(database, NOW - 2_000) if one.dedupe == f"{lane} shown"]
    with database.write() as connection:
        outcomes.record(connection, "worker-1", [outcomes.Sent(debt.id, "push", ("m1",))], NOW - 2_000)
    fetch = NewDebt(f"{lane} fetch", CHANNEL, file_lane(lane, SEAL), b"sealed", None)
    owe(database, owed(f"{lane} line", lane), mail, fetch, now=NOW - 1_000)


@pytest.fixture
def full(database: Database) -> Database:
    fill(database, "ana", NUMBER, ENDED)
    fill(database, "ben", "PR-2026-000003", "PR-2026-000004")
    return database


def forget(database: Database, kept: tuple[str, ...] = (), now: int = NOW) -> Erasure:
    with database.write() as connection:
        return erasures.forget(connection, CERTIFICATE, "ana", kept, (), now, SEAL)


def held(database: Database, lane: str) -> Holdings:
    with database.read() as connection:
        return holdings(connection, lane, NOW, SEAL)


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in metadata.tables.items()
        }


def test_what_is_held_of_a_person_is_counted_and_nothing_of_anybody_else(full: Database) -> None:
    assert held(full, "ana") == Holdings(
        last_at=at(NOW - 1_000),
        form=True,
        open=(NUMBER,),
        ended=(ENDED,),
        texts=2,
        files=1,
        failed=1,
        notices=1,
        mails=1,
        shown=1,
        questions=1,
        codes=2,
        links=2,
        address=True,
    )


def test_of_somebody_unknown_nothing_is_held(full: Database) -> None:
    assert held(full, "eve") == Holdings()


def test_everything_that_need_not_stay_goes(full: Database) -> None:
    done = forget(full)
    assert done.counts == {
        "requests": 1,
        "conversations": 1,
        "failed": 1,
        "pending": 0,
        "incoming": 0,
        "notices": 1,
        "mails": 1,
        "fetches": 1,
        "shown": 1,
        "questions": 1,
        "codes": 2,
        "links": 2,
        "addresses": 1,
        "sources": 2,
    }
    left = held(full, "ana")
    assert left == Holdings(
        open=(NUMBER,), ended=(ENDED,), texts=2, files=1, codes=2, erased=Erased(CERTIFICATE, at(NOW))
    )


def test_nothing_of_anybody_else_is_touched(full: Database) -> None:
    before = held(full, "ben")
    forget(full)
    assert held(full, "ben") == before
    with full.read() as connection:
        assert addresses.find(connection, "ben", SEAL) == ("line", "Uben")
        assert codes.digest(connection, "PR-2026-000003") == "d" * 64


def test_what_a_ticket_that_goes_on_needs_stays(full: Database) -> None:
    done = forget(full, kept=(NUMBER,))
    counts = [done.counts[name] for name in ("addresses", "notices", "mails", "fetches")]
    assert counts == [0, 1, 0, 0]
    assert stored_debt(full, "ana fetch").state == OwedState.READY
    assert stored_debt(full, "ana mail").state == OwedState.READY
    assert stored_debt(full, "ana line").state == OwedState.CANCELLED
    with full.read() as connection:
        assert addresses.find(connection, "ana", SEAL) == ("line", "Uana")
        assert codes.digest(connection, NUMBER) == "d" * 64
        assert codes.digest(connection, ENDED) is None
        assert downloads.find(connection, id_of(f"to {NUMBER}"), NOW) is not None
        assert downloads.find(connection, id_of(f"to {ENDED}"), NOW) is None
        assert sources.texts_from(connection, "ana", f"m of {NUMBER}", SEAL) == (
            (NUMBER, f"text of {NUMBER}"),
        )
        assert sources.texts_from(connection, "ana", f"m of {ENDED}", SEAL) == ()


def test_what_was_written_after_the_wish_waits_to_be_answered(full: Database) -> None:
    forget(full)
    assert stored_event(full, "ana new").payload is not None
    assert stored_event(full, "ana failed").payload is None


def test_what_is_being_sent_is_not_tried_again(full: Database) -> None:
    taken = [debt for debt in claim(full, NOW) if debt.dedupe == "ana line"]
    forget(full)
    with full.write() as connection:
        late = outcomes.Failed(taken[0].id, "status 500", due=NOW + 1)
        outcomes.record(connection, "worker-1", [late], NOW)
    row = stored_debt(full, "ana line")
    assert (row.state, row.body) == (OwedState.CANCELLED, None)


def test_the_record_of_it_is_counts_and_numbers(full: Database) -> None:
    done = forget(full, kept=(NUMBER,))
    with full.read() as connection:
        (row,) = connection.execute(select(metadata.tables["erasures"])).all()
        assert erasures.listed(connection) == [done]
    told = json.loads(row.counts)
    assert (told["kept"], told["withdrawn"]) == ([NUMBER], [])
    assert all(isinstance(count, int) for count in told["counts"].values())


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


@pytest.mark.parametrize(("kept", "state"), [((), OwedState.CANCELLED), ((NUMBER,), OwedState.LEASED)])
def test_a_file_that_is_being_fetched_is_called_off_unless_a_ticket_goes_on(
    database: Database, kept: tuple[str, ...], state: OwedState
) -> None:
    lodge(database, life_of("ana"))
    known = fetches.dedupe("ana", MESSAGE, SEAL)
    owe(database, NewDebt(known, fetches.CHANNEL, file_lane("ana", SEAL), b"sealed", None), now=NOW - 1)
    (debt,) = claim(database, now=NOW)
    with database.write() as connection:
        erasures.forget(connection, CERTIFICATE, "ana", kept, (), NOW, SEAL)
    assert stored_debt(database, known).state == state
    assert settle(database, debt.id, a_file()) is bool(kept)
    assert len(rows(database)) == len(kept)


def told(database: Database, dedupe: str, number: str | None, *, pushed: bool) -> None:
    """Let a notice wait for the person's next message, or be in a row of the outbox."""
    new = NewNotice(
        dedupe=dedupe, lane="ana", number=number, words=Words(Text("hello"), "en"), legal=True, until=NOW + 9
    )
    with database.write() as connection:
        kept = notices.keep(connection, new, (), NOW - 1_000, SEAL)
        if pushed:
            notices.step(connection, kept, "push")
            debt = NewDebt(f"push {dedupe}", "line", "ana", b"sealed", None, notices=str(kept.id))
            outbox.owe(connection, [debt], NOW - 1_000)


@pytest.mark.parametrize("pushed", [False, True])
def test_notices_go_but_those_about_a_ticket_that_goes_on(full: Database, pushed: bool) -> None:
    for dedupe, number in (("of one kept", NUMBER), ("of one ended", ENDED), ("of none", None)):
        told(full, dedupe, number, pushed=pushed)
    forget(full, kept=(NUMBER,))
    with full.read() as connection:
        rows_now = connection.execute(select(metadata.tables["notices"])).all()
    assert {row.dedupe: row.sealed is None for row in rows_now} == {
        "of one kept": False,
        "of one ended": True,
        "of none": True,
    }
    if pushed:
        states = [
            stored_debt(full, f"push {name}").state for name in ("of one kept", "of one ended", "of none")
        ]
        assert states == [OwedState.READY, OwedState.CANCELLED, OwedState.CANCELLED]


def test_the_words_of_a_mail_that_may_come_back_go_too_and_count_for_nothing_unsent(full: Database) -> None:
    for dedupe, number in (("of one kept", NUMBER), ("of one ended", ENDED)):
        told(full, dedupe, number, pushed=False)
    with full.write() as connection:
        for stored in notices.waiting(connection, ["ana"])["ana"]:
            notices.end_mailed(connection, stored, NOW - 500)
    assert forget(full, kept=(NUMBER,)).counts["pending"] == 0
    with full.read() as connection:
        rows_now = connection.execute(select(metadata.tables["notices"])).all()
    assert {row.dedupe: (row.outcome, row.sealed is None) for row in rows_now} == {
        "of one kept": ("sent", False),
        "of one ended": ("sent", True),
    }


def test_every_notice_goes_where_no_ticket_goes_on(full: Database) -> None:
    told(full, "of one open", NUMBER, pushed=False)
    assert held(full, "ana").pending == 1
    assert forget(full).counts["pending"] == 1
    assert held(full, "ana").pending == 0
