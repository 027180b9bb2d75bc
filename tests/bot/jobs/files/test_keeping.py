"""A file's whole way: from the chat to LINE's content, the scan, the store and the log of its ticket."""

from __future__ import annotations

from sqlalchemy import select

from bot.dev.events import MEDIA
from bot.store import files
from bot.store.tables import metadata
from handlers.tickets.log import FileKept, FileRefused
from tests.bot.jobs.files.sending import (
    HANDED_IN,
    NAME,
    PDF,
    asked_for,
    content_calls,
    events,
    kept,
    number,
    pushes,
    sent_id,
)
from tests.bot.store.rows import stored_debts, stored_events
from tests.line_desk import LineDesk, LinePerson


def test_a_file_that_was_asked_for_is_kept_whole_and_costs_no_push(jane: LinePerson) -> None:
    asked_for(jane)
    assert "We have received it" in jane.sends("file", PDF, NAME)
    assert kept(jane) == [PDF]
    (event,) = events(jane)
    assert isinstance(event, FileKept)
    assert (event.media_type, event.size, event.digest) == ("application/pdf", len(PDF), files.digest_of(PDF))
    with jane.desk.database.read() as connection:
        (stored,) = files.of_ticket(connection, number(jane), jane.desk.seal)
    assert stored.name == NAME
    assert (pushes(jane.desk), jane.desk.broken()) == (0, [])


def test_a_picture_sent_unasked_is_fetched_only_after_the_button(jane: LinePerson) -> None:
    assert "Shall we add this" in jane.sends("image")
    assert content_calls(jane.desk) == []
    jane.presses("Add it")
    assert kept(jane) == [MEDIA["image"][1]]


def test_a_button_pressed_twice_keeps_one_file(jane: LinePerson) -> None:
    jane.sends("image")
    (data,) = [button["data"] for button in jane.buttons() if button["label"] == "Add it"]
    jane.presses_data(data)
    assert "We have received it" in jane.presses_data(data)
    assert (len(kept(jane)), len(events(jane)), len(content_calls(jane.desk))) == (1, 1, 1)


def test_what_was_turned_down_is_not_met_with_silence_when_it_is_added_again(jane: LinePerson) -> None:
    jane.sends("file", b"MZ a program", "lamp.exe")
    (data,) = [button["data"] for button in jane.buttons() if button["label"] == "Add it"]
    for times in (1, 2):
        jane.presses_data(data)
        assert [type(event) for event in events(jane)] == [FileRefused] * times


def test_somebody_else_s_button_adds_nothing_to_anybody(desk: LineDesk, jane: LinePerson) -> None:
    jane.sends("image")
    (data,) = [button["data"] for button in jane.buttons() if button["label"] == "Add it"]
    ben = desk.person("Ben", "en")
    ben.answers(*HANDED_IN, "later", "send")
    ben.presses_data(data)
    ben.presses_data(data.replace(number(jane), number(ben)))
    assert (kept(jane), kept(ben), content_calls(desk)) == ([], [], [])


def test_no_column_holds_the_file_its_name_or_the_message_unsealed(jane: LinePerson) -> None:
    asked_for(jane)
    jane.sends("file", PDF, NAME)
    with jane.desk.database.read() as connection:
        held = [
            value if isinstance(value, bytes) else str(value).encode()
            for name in metadata.tables
            for row in connection.execute(select(metadata.tables[name]))
            for value in row
        ]
    words = (b"the vase is blue", NAME.encode(), jane.id.encode())
    assert [value for value in held if any(word in value for word in words)] == []


def test_when_all_is_told_the_queue_holds_nothing_of_it(jane: LinePerson) -> None:
    asked_for(jane)
    jane.sends("file", PDF, NAME)
    assert [row.body for row in stored_debts(jane.desk.database)] == [None] * len(
        stored_debts(jane.desk.database)
    )
    assert [row.event_id for row in stored_events(jane.desk.database) if row.payload] == []


def test_a_file_that_is_taken_back_is_erased(jane: LinePerson) -> None:
    asked_for(jane)
    jane.sends("file", PDF)
    assert jane.takes_back(sent_id(jane)) == ""
    assert (kept(jane), jane.desk.broken()) == ([], [])
