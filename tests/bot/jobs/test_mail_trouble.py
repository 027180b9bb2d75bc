"""When mails are not read or do not arrive, those who want to know are mailed, once for each time."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.jobs.mail_trouble import MailTrouble
from bot.mail.post import MailPost
from bot.store import readings, tasks
from bot.store.accounts import account
from bot.store.engine import Database
from bot.store.outbox import place_of
from bot.store.sealing import Seal
from handlers.escalating.staff import Staff
from tests.bot.jobs.desk import START
from tests.bot.store.rows import stored_debts

SEAL = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
MINUTE, DAY = 60_000, 24 * 3_600_000
WATCH = MailTrouble(MailPost(), SEAL, Staff())


@pytest.fixture
def staffed(database: Database) -> Database:
    with database.write() as connection:
        account.add(connection, "Abe", "admin@desk.example", ["admin"], START, SEAL)
        account.add(connection, "Aoki", "aoki@desk.example", ["caseworker"], START, SEAL)
    return database


def told(database: Database) -> list[tuple[str, str]]:
    """Return who is mailed, and the first line of it."""
    letters = [MailPost().read(SEAL.open(row.body, place_of(row.dedupe))) for row in stored_debts(database)]
    return [(one.to, one.text.partition("\n")[0]) for one in letters]


def seen(database: Database, at: int, why: str | None = None) -> None:
    with database.write() as connection:
        readings.note(connection, "mailbox", at, why=why)


def test_a_mailbox_that_is_not_read_for_a_while_is_told_once_and_again_the_next_time(
    staffed: Database,
) -> None:
    seen(staffed, START, "refused")
    WATCH.step(staffed, START + MINUTE)
    assert told(staffed) == []  # it may be back in a moment
    for minutes in (20, 30):
        seen(staffed, START + minutes * MINUTE, "refused")
        WATCH.step(staffed, START + minutes * MINUTE)
    assert [to for to, _ in told(staffed)] == ["admin@desk.example"]
    seen(staffed, START + 40 * MINUTE)
    seen(staffed, START + 50 * MINUTE, "refused")
    seen(staffed, START + 70 * MINUTE, "refused")
    WATCH.step(staffed, START + 70 * MINUTE)
    assert len(told(staffed)) == 2


def test_so_is_one_that_nobody_looks_at(staffed: Database) -> None:
    seen(staffed, START)
    WATCH.step(staffed, START + 20 * MINUTE)
    assert [to for to, _ in told(staffed)] == ["admin@desk.example"]


def test_mails_that_do_not_arrive_are_told_once_a_day(staffed: Database) -> None:
    for number in range(3):
        with staffed.write() as connection:
            tasks.raise_task(connection, "mail_failed", f"mail {number}", None, START)
        WATCH.step(staffed, START + number)
    assert len(told(staffed)) == 1
    WATCH.step(staffed, START + 3 * DAY)
    assert len(told(staffed)) == 1  # nothing new since


def test_where_all_is_well_or_no_mail_can_be_sent_nobody_is_told(staffed: Database) -> None:
    WATCH.step(staffed, START)
    seen(staffed, START, "refused")
    MailTrouble(None, SEAL, Staff()).step(staffed, START + DAY)
    assert told(staffed) == []
