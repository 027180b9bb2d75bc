"""What LINE does not give yet is fetched later, without anything else waiting, and in the end given up."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store.tables import OwedState, conversations
from handlers.tickets.log import FileRefused
from handlers.tickets.statuses import Status
from tests.bot.jobs.files.sending import (
    PDF,
    asked_for,
    content_calls,
    does_not_know,
    events,
    fetches,
    kept,
    number,
    sent_id,
)
from tests.line_desk import LinePerson


@pytest.mark.parametrize("status", [202, 429, 500, 503, 401])
def test_what_line_does_not_give_yet_is_fetched_later(jane: LinePerson, status: int) -> None:
    jane.sends("image")
    jane.desk.line.fail_next(path=f"/v2/bot/message/{sent_id(jane)}/content", status=status)
    jane.presses("Add it")
    assert (kept(jane), fetches(jane.desk)) == ([], [OwedState.READY])
    jane.desk.passes(seconds=2)
    assert (len(kept(jane)), content_calls(jane.desk)) == (1, [status, 200])


def test_what_line_never_gives_is_given_up_after_a_day_and_the_person_is_told(jane: LinePerson) -> None:
    jane.desk.scan = does_not_know
    asked_for(jane)
    jane.sends("file", PDF)
    for _ in range(24 * 12):
        jane.desk.passes(minutes=7)
        if events(jane):
            break
    (event,) = events(jane)
    assert isinstance(event, FileRefused)
    assert (event.why, kept(jane), fetches(jane.desk)) == ("unavailable", [], [OwedState.SENT])
    assert "for technical reasons" in jane.text


def test_what_line_holds_no_longer_is_told_at_once(jane: LinePerson) -> None:
    jane.sends("image")
    jane.desk.line.transcript.contents.clear()
    jane.presses("Add it")
    assert "could not get the file" in jane.text
    assert [type(event) for event in events(jane)] == [FileRefused]


def test_a_ticket_that_ends_while_the_file_is_fetched_keeps_nothing(jane: LinePerson) -> None:
    jane.desk.scan = does_not_know
    asked_for(jane)
    jane.sends("file", PDF)
    jane.answers("withdraw", "Yes, withdraw it")
    jane.desk.scan = lambda _: True
    jane.desk.passes(minutes=5)
    assert [ticket.status for ticket in jane.tickets] == [Status.WITHDRAWN]
    assert (kept(jane), events(jane), jane.desk.broken()) == ([], [], [])
    assert "we cannot keep files for it" in jane.text


def test_a_file_that_is_taken_back_while_it_is_waited_for_is_never_fetched(jane: LinePerson) -> None:
    jane.desk.scan = does_not_know
    asked_for(jane)
    jane.sends("file", PDF)
    jane.takes_back(sent_id(jane))
    calls = len(content_calls(jane.desk))
    jane.desk.scan = lambda _: True
    jane.desk.passes(hours=1)
    assert (kept(jane), events(jane), fetches(jane.desk)) == ([], [], [OwedState.CANCELLED])
    assert (len(content_calls(jane.desk)), jane.text) == (calls, "")


def test_who_blocks_us_meanwhile_is_not_written_to_but_the_file_is_kept(jane: LinePerson) -> None:
    jane.desk.scan = does_not_know
    asked_for(jane)
    jane.sends("file", PDF)
    jane.desk.line.block(jane.id)
    jane.desk.work()
    jane.desk.scan = lambda _: True
    jane.desk.passes(minutes=5)
    assert kept(jane) == [PDF]


def test_a_file_that_arrives_does_not_lengthen_what_is_remembered_of_the_person(jane: LinePerson) -> None:
    jane.desk.scan = does_not_know
    asked_for(jane)
    jane.sends("file", PDF)
    before = updated_at(jane)
    jane.desk.scan = lambda _: True
    jane.desk.passes(minutes=5)
    assert (kept(jane), updated_at(jane)) == ([PDF], before)


def updated_at(person: LinePerson) -> int:
    with person.desk.database.read() as connection:
        found = select(conversations.c.updated_at).where(conversations.c.lane == person.lane)
        at: int = connection.execute(found).scalar_one()
    return at


def test_an_answer_in_the_chat_does_not_wait_for_a_file(jane: LinePerson) -> None:
    jane.desk.scan = does_not_know
    asked_for(jane)
    jane.sends("file", PDF)
    assert number(jane) in jane.says("status")
