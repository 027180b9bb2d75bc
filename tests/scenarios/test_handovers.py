"""Talking to staff at LINE: what is sent reaches the ticket, what is taken back goes, whoever blocks us."""

from __future__ import annotations

import pytest

from bot.bootstrap.knowledge import finder
from bot.draws import SecretDraws
from bot.jobs.ticket_timers import TicketTimers
from bot.store import ticket_logs
from handlers.tickets.handover_log import HandoverEnded
from knowledge import library
from tests.bot.mail.answers import answer
from tests.line_desk import SECRET_KEY, LineDesk, LinePerson

PICTURE = b"\x89PNG\r\n\x1a\n" + b"a picture"
with_mails = pytest.mark.parametrize("line_desk", [True], indirect=True)


def talked_to(desk: LineDesk) -> LinePerson:
    """Let somebody pass on a question, and staff take the conversation."""
    jane = desk.person("Jane", "en")
    jane.answers("I want to talk to a person", "Write from here", "Who reads this?", "here", "Send")
    staff_write(desk, "#take")
    assert jane.tickets[0].handover is not None
    return jane


def staff_write(desk: LineDesk, text: str) -> None:
    assert desk.mailbox is not None
    mails = desk.mailbox.letters(library.load().policy.contact.email)
    desk.mailed(answer(mails[-1], text))


def sender_names(jane: LinePerson) -> list[str]:
    """Return the name above each message of the account, oldest first; "" for its own."""
    items = jane.desk.line.items(jane.id)
    return [item.message.get("sender", {}).get("name", "") for item in items if item.sender == "bot"]


@with_mails
def test_a_picture_reaches_the_ticket_without_a_word_and_staff_are_told(line_desk: LineDesk) -> None:
    jane = talked_to(line_desk)
    assert line_desk.mailbox is not None
    before = len(line_desk.mailbox.letters())
    assert jane.sends("image", PICTURE) == ""
    number = jane.tickets[0].number
    assert list(line_desk.files_of(number).values()) == [PICTURE]
    assert len(line_desk.mailbox.letters()) == before + 1
    assert line_desk.broken() == []


@with_mails
def test_what_was_said_to_staff_and_taken_back_is_gone_from_the_ticket(line_desk: LineDesk) -> None:
    jane = talked_to(line_desk)
    jane.says("Please forget this sentence.")
    number = jane.tickets[0].number
    assert "Please forget this sentence." in line_desk.texts_of(number)
    sent = [item for item in line_desk.line.items(jane.id) if item.sender == jane.id][-1]
    assert jane.takes_back(sent.message_id) == ""
    assert "Please forget this sentence." not in line_desk.texts_of(number)
    assert line_desk.broken() == []


@with_mails
def test_words_of_staff_stand_under_another_name_than_those_of_the_bot(line_desk: LineDesk) -> None:
    jane = talked_to(line_desk)
    staff_write(line_desk, "#send\nHello Jane")
    jane.says("status")
    assert sender_names(jane)[-3:] == ["", "Privacy Center staff", ""]


@with_mails
def test_who_blocked_us_hears_what_staff_said_when_they_come_back_under_the_same_name(
    line_desk: LineDesk,
) -> None:
    jane = talked_to(line_desk)
    line_desk.line.block(jane.id)
    line_desk.work()
    staff_write(line_desk, "#send\nHello Jane")
    assert "Privacy Center staff" not in sender_names(jane)
    line_desk.line.follow(jane.id)
    line_desk.work()
    assert "Hello Jane" in jane.text
    assert "Privacy Center staff" in sender_names(jane)
    assert jane.says("Sorry, I was away") == ""
    assert "Sorry, I was away" in line_desk.texts_of(jane.tickets[0].number)


@with_mails
def test_the_time_runs_out_once_in_the_store(line_desk: LineDesk) -> None:
    jane = talked_to(line_desk)
    line_desk.passes(hours=2)
    job = TicketTimers(finder, line_desk.notices, line_desk.seal, SecretDraws(SECRET_KEY))
    for _ in range(2):
        assert job.step(line_desk.database, line_desk.milliseconds())
    line_desk.work()
    with line_desk.database.read() as connection:
        log = ticket_logs.log_of(connection, jane.tickets[0].number)
    assert [event.why for event in log if isinstance(event, HandoverEnded)] == ["timeout"]
    assert "cookies" in jane.says("Can I turn off cookies?")
    assert line_desk.broken() == []
