"""What a forgotten person was to be told goes, but for a ticket that goes on."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store import notices, outbox
from bot.store.engine import Database
from bot.store.notices import NewNotice, Words
from bot.store.outbox import NewDebt
from bot.store.tables import OwedState, metadata
from handlers.replies import Text
from tests.bot.store.erasures.filled import ENDED, NOW, forget, held
from tests.bot.store.lodged import SEAL
from tests.bot.store.rows import stored_debt
from tests.handlers.tickets.lives import NUMBER


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
