"""The findings about escalations would see a mail that is lost, renamed, changed or overtaken."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from benchmarks.escalations_findings import Findings, found
from benchmarks.tickets_seed import seed
from bot.dev.mailbox import KeptMail
from bot.store.engine import Database
from bot.store.outbox import MAIL, NewDebt
from bot.store.outcomes import Failed, Outcome, Sent
from tests.bot.store.opened import opened
from tests.bot.store.rows import claim, owe, record, stored_debts

NUMBER = "PR-2026-7QK3FX"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(f"sqlite:///{tmp_path}/madoguchi.db") as database:
        yield database


def owes(database: Database, *names: str) -> list[str]:
    """Owe mails of one thread; returns their ids."""
    for name in names:
        owe(database, NewDebt(name, MAIL, "thread", b"sealed", None, threaded=True))
    return [row.retry_key for row in stored_debts(database)]


def ends(database: Database, failure: str | None = None) -> None:
    """Let the next try end."""
    (debt,) = claim(database)
    outcome: Outcome = Failed(debt.id, failure, due=None) if failure else Sent(debt.id, "mail")
    record(database, outcome)


def came(*mails: tuple[str, str, str]) -> list[KeptMail]:
    """Return mails as the relay keeps them: id, subject and text of each, in order."""
    kept = []
    for number, (one, subject, text) in enumerate(mails, start=1):
        message = EmailMessage()
        message["Subject"], message["Message-ID"] = subject, f"<{one}.token@desk.example>"
        message.set_content(text)
        kept.append(KeptMail(number, 0.0, ("center@example.org",), message))
    return kept


def flaws(seen: Findings) -> list[tuple[str, ...]]:
    return [seen.lost, seen.told_too_little, seen.renamed, seen.changed, seen.out_of_order]


def test_mails_that_came_in_order_and_a_copy_of_one_are_no_flaw(database: Database) -> None:
    one, two = owes(database, "one", "two")
    ends(database)
    ends(database)
    first, second = (one, f"new {NUMBER}", "a"), (two, f"wrote {NUMBER}", "b")
    seen = found(database, came(first, second, first), of_each=2)
    assert seen.flaws == ()
    assert (seen.owed, seen.arrived, seen.copies) == (2, 2, 1)


def test_a_mail_that_is_said_to_be_sent_and_never_came_is_lost(database: Database) -> None:
    one, two = owes(database, "one", "two")
    ends(database)
    ends(database)
    seen = found(database, came((one, f"new {NUMBER}", "a")), of_each=2)
    assert flaws(seen) == [(two,), (), (), (), ()]


def test_a_mail_that_the_relay_refused_for_good_is_counted_apart(database: Database) -> None:
    owes(database, "one")
    ends(database, "recipient 550 5.1.1")
    seen = found(database, [], of_each=1)
    assert (seen.refused, seen.flaws) == (1, ())


def test_a_mail_that_is_still_owed_is_not_yet_lost(database: Database) -> None:
    owes(database, "one")
    seen = found(database, [], of_each=1)
    assert (seen.still_owed, seen.flaws) == (1, ())


def test_a_mail_that_a_later_one_of_its_thread_overtook_is_named(database: Database) -> None:
    one, two = owes(database, "one", "two")
    ends(database)
    ends(database)
    later = (two, f"wrote {NUMBER}", "b")
    seen = found(database, came(later, (one, f"new {NUMBER}", "a"), later), of_each=2)
    assert flaws(seen) == [(), (), (), (), (two,)]


def test_copies_under_two_ids_and_copies_that_differ_are_named(database: Database) -> None:
    one, two = owes(database, "one", "two")
    ends(database)
    ends(database)
    subject = f"new {NUMBER}"
    seen = found(database, came((one, subject, "a"), (one, subject, "b"), (two, subject, "a")), of_each=2)
    assert flaws(seen) == [(), (), (subject,), (one,), ()]


def test_tickets_that_nobody_was_told_of_are_named(database: Database) -> None:
    seed(database, 2)
    seen = found(database, [], of_each=1)
    assert len(set(seen.told_too_little)) == seen.tickets == 2
