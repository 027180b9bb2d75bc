"""From the outbox to the mailbox and back: a mail that could not be sent comes again as the same mail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from bot.dev.mailbox import MailDouble
from bot.jobs.deliver import Deliverer
from bot.mail.post import MailPost
from bot.mail.relay import relay_of
from bot.mail.sender import MailSender
from bot.store import outbox
from bot.store.engine import Database
from bot.store.outbox import MAIL, NewDebt
from bot.store.tables import OwedState
from handlers.letters import Letter
from tests.bot.jobs.desk import PATIENCE, SEAL, Clock
from tests.bot.mail.letters import SENDER, START, at, letter
from tests.bot.store.rows import claim, owe, record, stored_debt

ROW = "e1:mail0"
HOUR = 3_600_000


class Desk:
    """An outbox, what sends from it, and a mailbox at the other end."""

    def __init__(self, database: Database, mailbox: MailDouble) -> None:
        self.database = database
        self.mailbox = mailbox
        self.clock = Clock()
        self._rang = threading.Semaphore(0)
        senders = {MAIL: MailSender(relay_of(mailbox.url), SENDER)}
        self.deliverer = Deliverer(senders, SEAL, self.clock, self._rang.release)

    def owes(self, what: Letter) -> None:
        body = SEAL.close(MailPost().compose(what).body, outbox.place_of(ROW))
        owe(self.database, NewDebt(ROW, MAIL, "mail-lane", body, None), now=self.clock.now)

    def tries(self) -> Any:
        """Make the try that is due now; return the row as it is afterwards."""
        debts = claim(self.database, now=self.clock.now)
        self.deliverer.send(debts)
        for _ in debts:
            assert self._rang.acquire(timeout=PATIENCE)
        record(self.database, *self.deliverer.outcomes(), now=self.clock.now)
        return stored_debt(self.database, ROW)

    def tries_again(self) -> Any:
        self.clock.now = stored_debt(self.database, ROW).run_at
        return self.tries()


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    with MailDouble() as mailbox:
        found = Desk(database, mailbox)
        yield found
        found.deliverer.close()


def test_a_mail_that_was_sent_leaves_nothing_in_the_outbox(desk: Desk) -> None:
    desk.owes(letter())
    row = desk.tries()
    assert (row.state, row.sent_as, row.body) == (OwedState.SENT, "mail", None)
    assert [mail.subject for mail in desk.mailbox.letters()] == [letter().subject]


def test_a_mail_that_was_refused_for_now_comes_again_as_the_same_mail(desk: Desk) -> None:
    desk.owes(letter())
    desk.mailbox.fail_next(at="data", drop="after")
    row = desk.tries()
    assert (row.state, row.error, row.outcome_unknown) == (
        OwedState.READY,
        "data SMTPServerDisconnected",
        True,
    )
    desk.mailbox.fail_next(at="recipient", status=450)
    row = desk.tries_again()
    assert (row.state, row.error) == (OwedState.READY, "recipient 450 4.1.1")
    assert desk.tries_again().state == OwedState.SENT
    first, second = desk.mailbox.letters()
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert first.message.as_bytes() == second.message.as_bytes()


def test_a_mail_that_was_refused_for_good_is_given_up(desk: Desk) -> None:
    desk.owes(letter())
    desk.mailbox.fail_next(at="recipient", status=550)
    row = desk.tries()
    assert (row.state, row.error) == (OwedState.FAILED, "recipient 550 5.1.1")


def test_a_mail_is_tried_for_five_days(desk: Desk) -> None:
    desk.owes(letter())
    desk.mailbox.fail_next(1_000, at="recipient", status=450)
    row = desk.tries()
    while row.state == OwedState.READY:
        row = desk.tries_again()
    assert row.state == OwedState.FAILED
    assert 118 * HOUR < desk.clock.now - START < 120 * HOUR


def test_a_code_is_not_sent_once_it_has_expired(desk: Desk) -> None:
    desk.owes(letter(until=at(START + 600_000)))
    desk.mailbox.fail_next(1_000, at="connect", drop="before")
    row = desk.tries()
    while row.state == OwedState.READY:
        row = desk.tries_again()
    assert (row.state, row.error) == (OwedState.FAILED, "expired")
    assert desk.clock.now - START < HOUR
    assert desk.mailbox.letters() == []
