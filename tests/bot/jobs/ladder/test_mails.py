"""A mail about a ticket: in order, waited for when refused, and said another way when it comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.jobs import retention
from handlers.letters import of_requester
from tests.bot.jobs.ladder.telling import (
    LETTER,
    PUSH,
    about,
    comes_back,
    mail_id,
    mails,
    no_quota,
    rungs,
    steps,
    tell,
)
from tests.bot.store.rows import stored_debts
from tests.handlers.tickets.lives import NUMBER
from tests.line_desk import LinePerson


def test_a_mail_that_is_refused_for_good_waits_for_the_next_message(jane: LinePerson) -> None:
    assert jane.desk.mailbox is not None
    jane.desk.mailbox.fail_next(at="recipient", status=550)
    no_quota(jane)
    tell(jane, about(jane))
    assert steps(jane)[1].startswith("mail failed: ")
    assert steps(jane)[2] == "waits"
    assert "It is so." in jane.says("hello")


def test_a_mail_that_comes_back_is_said_the_next_way_in_the_same_words_and_once(jane: LinePerson) -> None:
    tell(jane, replace(about(jane), mail_first=True))
    sent = mail_id(jane)
    assert comes_back(jane, sent)
    assert comes_back(jane, sent), "the second report says the same"
    assert jane.text.count("It is so.") == 1
    assert steps(jane) == ["mail sent", "mail failed: returned", "line sent"]
    assert rungs(jane) == [("push", "sent", False)]
    assert jane.desk.broken() == []


def test_a_mail_that_was_the_last_way_waits_for_the_next_message_when_it_comes_back(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane))
    assert comes_back(jane, mail_id(jane))
    assert steps(jane)[2:] == ["mail failed: returned", "waits"]
    assert "It is so." in jane.says("hello")


def test_a_report_that_comes_before_the_relay_has_said_yes_ends_nothing_twice(jane: LinePerson) -> None:
    desk = jane.desk
    with desk.database.write() as connection:
        desk.notices.owe(connection, replace(about(jane), mail_first=True), 0)
    while not desk._deliverer.busy:
        desk._worker.turn()
    while not desk._deliverer.ended:
        desk._seat.wait(0.1)
    desk.line.fail_next(path=PUSH, status=400)
    assert comes_back(jane, mail_id(jane))
    assert steps(jane) == ["mail failed: returned", "line failed: status 400", "waits"]
    assert len(mails(jane)) == 1


@pytest.mark.parametrize("mail", ["", "0b9f6d1e-5c6e-4b0e-9b66-3f6a2b1c9d10"])
def test_a_report_about_a_mail_of_which_nothing_is_known_says_nothing(jane: LinePerson, mail: str) -> None:
    tell(jane, replace(about(jane), mail_first=True))
    assert not comes_back(jane, mail)
    assert steps(jane) == ["mail sent"]


def test_the_words_of_a_mail_are_kept_for_a_week_and_no_longer(jane: LinePerson) -> None:
    tell(jane, replace(about(jane), mail_first=True))
    week, now = 7 * 24 * 3_600_000, int(jane.desk.now.timestamp() * 1_000)
    retention.step(jane.desk.database, now + week)
    assert rungs(jane) == [("mail", "sent", True)]
    retention.step(jane.desk.database, now + week + 1)
    assert rungs(jane) == [("mail", "sent", False)]
    assert not comes_back(jane, mail_id(jane))


def test_mails_to_one_person_about_one_ticket_go_out_in_order(jane: LinePerson) -> None:
    assert jane.desk.mailbox is not None
    jane.desk.mailbox.fail_next(at="recipient", status=450)
    letters = [replace(LETTER, text=text, thread=of_requester(NUMBER)) for text in ("One", "Two")]
    tell(
        jane,
        *(
            replace(about(jane, letter=letter, version=version), mail_first=True)
            for version, letter in enumerate(letters)
        ),
    )
    assert mails(jane) == []
    rows = [row for row in stored_debts(jane.desk.database) if row.channel == "mail"]
    assert [row.threaded for row in rows] == [True, True], "for longer than a minute, too"
    jane.desk.passes(minutes=2)
    assert [text.strip() for text in mails(jane)] == ["One", "Two"]
