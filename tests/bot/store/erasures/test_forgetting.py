"""A person is forgotten in one go: nothing that need not stay is left, and nobody else is touched."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from bot.store import addresses, codes, downloads, erasures, fetches, outcomes, sources
from bot.store.downloads import id_of
from bot.store.engine import Database
from bot.store.outbox import NewDebt, file_lane
from bot.store.tables import OwedState, metadata
from handlers.own_data.holdings import Erased, Holdings
from tests.bot.store.attached import MESSAGE, a_file, rows, settle
from tests.bot.store.erasures.filled import CERTIFICATE, ENDED, NOW, at, forget, held
from tests.bot.store.lodged import SEAL, life_of, lodge
from tests.bot.store.rows import claim, owe, stored_debt, stored_event
from tests.handlers.tickets.lives import NUMBER


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
