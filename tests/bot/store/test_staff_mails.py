"""What staff chose, their calendars and requests for erasures are kept on each engine as they were given."""

from __future__ import annotations

from dataclasses import replace

from bot.store import calendars, erasure_tasks, staff_mails
from bot.store.engine import Database
from bot.store.erasure_tasks import ErasureTask, Words
from bot.store.staff_mails import Away, Wishes
from handlers.colleagues.occasions import Occasion
from tests.bot.store.lodged import SEAL, append, change, life_of
from tests.handlers.tickets.lives import NUMBER

NOW, HOUR = 1_775_000_000_000, 3_600_000
TASK = ErasureTask(
    id="c" * 22,
    number=NUMBER,
    lane="ana",
    basis="other",
    words=Words("by letter", "CRM"),
    asked_by="aoki",
    asked_at=NOW,
)


def test_what_somebody_chose_is_read_back_and_replaced(database: Database) -> None:
    wishes = Wishes(frozenset({Occasion.NEW}), Away("baba", NOW, NOW + HOUR))
    with database.write() as connection:
        staff_mails.keep(connection, "aoki", Wishes())
        staff_mails.keep(connection, "aoki", wishes)
        assert staff_mails.wishes_of(connection, "aoki") == wishes
        assert staff_mails.wishes_of(connection, "cho") == Wishes()
        times = {at: staff_mails.stood_in_for(connection, "baba", at) for at in (NOW - 1, NOW, NOW + HOUR)}
    assert times == {NOW - 1: (), NOW: ("aoki",), NOW + HOUR: ()}


def test_a_calendar_has_what_is_due_and_is_read_with_a_pause(database: Database) -> None:
    append(database, change(life_of("ana")))
    with database.write() as connection:
        token = calendars.add(connection, "aoki", "all", NOW)
        found = calendars.by_token(connection, token)
        assert found is not None
        assert [one.number for one in calendars.due(connection, None)] == [NUMBER]
        assert calendars.due(connection, ("aoki",)) == []
        uses = [calendars.note_use(connection, found.id, NOW + later) for later in (0, 1, 10_000)]
        assert calendars.remove(connection, "aoki", found.id)
        assert calendars.by_token(connection, token) is None
    assert uses == [True, False, True]


def test_a_request_for_an_erasure_is_agreed_to_once_and_by_another(database: Database) -> None:
    with database.write() as connection:
        assert erasure_tasks.add(connection, TASK, SEAL)
        assert not erasure_tasks.add(connection, replace(TASK, id="d" * 22), SEAL)
        assert erasure_tasks.find(connection, TASK.id, SEAL) == TASK
        tries = [
            erasure_tasks.approve(connection, TASK.id, by, f"console:{by}", NOW + 1)
            for by in ("aoki", "sato", "ito")
        ]
        assert not erasure_tasks.drop(connection, TASK.id, "aoki", NOW + 2)
        found = erasure_tasks.find(connection, TASK.id, SEAL)
    assert tries == [False, True, False]
    assert found == replace(TASK, approved_by="sato", approved_at=NOW + 1, state="running")
