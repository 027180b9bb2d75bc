"""A file's whole way: from the chat to LINE's content, the scan, the store and the log of its ticket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.bootstrap.knowledge import finder
from bot.channels import SendError
from bot.dev.events import MEDIA
from bot.store import files, ticket_logs
from bot.store.engine import Database
from bot.store.tables import OwedState, conversations, metadata, ticket_files
from handlers.files.limits import LARGEST, MOST
from handlers.tickets.log import FileKept, FileRefused
from handlers.tickets.statuses import Status
from tests.bot.store.rows import stored_debts, stored_events
from tests.line_desk import LineDesk, LinePerson

HANDED_IN = (
    "please send me a copy of my personal data",
    "yes",
    "1",
    "the lamp",
    "since April",
    "on paper please",
)
PDF = b"%PDF-1.7\n the vase is blue"
NAME = "blue vase.pdf"


@pytest.fixture
def desk(database: Database) -> Iterator[LineDesk]:
    """Give a desk at LINE on each engine."""
    with LineDesk(database, finder) as desk:
        yield desk


@pytest.fixture
def jane(desk: LineDesk) -> LinePerson:
    """Give somebody with one open ticket."""
    person = desk.person("Jane", "en")
    person.answers(*HANDED_IN, "later", "send")
    assert [ticket.status for ticket in person.tickets] == [Status.VERIFYING]
    return person


def number(person: LinePerson) -> str:
    return person.tickets[0].number


def events(person: LinePerson) -> list[FileKept | FileRefused]:
    """Return what the log of the person's ticket says of files."""
    with person.desk.database.read() as connection:
        log = ticket_logs.log_of(connection, number(person))
    return [event for event in log if isinstance(event, FileKept | FileRefused)]


def kept(person: LinePerson) -> list[bytes]:
    return list(person.desk.files_of(number(person)).values())


def content_calls(desk: LineDesk) -> list[int | None]:
    return [call.status for call in desk.line.calls if call.path.endswith("/content")]


def pushes(desk: LineDesk) -> int:
    return sum(call.path.endswith("/push") for call in desk.line.calls)


def fetches(desk: LineDesk) -> list[OwedState]:
    return [OwedState(row.state) for row in stored_debts(desk.database) if row.channel == "file"]


def sent_id(person: LinePerson) -> str:
    """Return LINE's id of what the person sent last."""
    return [item.message_id for item in person.desk.line.items(person.chat) if item.sender == person.id][-1]


def does_not_know(_: bytes) -> bool:
    raise SendError("scanner: OSError")


def asked_for(person: LinePerson) -> None:
    person.answers("status", "Add a file")


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


@pytest.mark.parametrize(
    ("content", "told", "why"),
    [
        (b"PK\x03\x04 a document", "not of a kind that we can open", "wrong_type"),
        (b"", "not of a kind that we can open", "wrong_type"),
        (b"GIF89a", "not of a kind that we can open", "wrong_type"),
        (PDF.ljust(LARGEST + 1), "is too large", "too_large"),
    ],
    ids=["document", "empty", "gif", "too large"],
)
def test_what_we_do_not_keep_is_turned_down_by_its_bytes_and_the_person_is_told(
    jane: LinePerson, content: bytes, told: str, why: str
) -> None:
    asked_for(jane)
    jane.sends("image", content)
    assert told in jane.text
    (event,) = events(jane)
    assert isinstance(event, FileRefused)
    assert (event.why, kept(jane), pushes(jane.desk)) == (why, [], 1)


def test_a_bad_file_is_never_stored(jane: LinePerson) -> None:
    scanned = []

    def bad(content: bytes) -> bool:
        scanned.append(content)
        return False

    jane.desk.scan = bad
    asked_for(jane)
    jane.sends("file", PDF, NAME)
    assert "our safety check found a problem" in jane.text
    assert scanned == [PDF]
    with jane.desk.database.read() as connection:
        assert connection.execute(select(ticket_files)).all() == []


def test_a_scanner_thatdoes_not_know_is_asked_again(jane: LinePerson) -> None:
    answers: list[bool | SendError] = [SendError("scanner: status 2"), True]

    def scan(_: bytes) -> bool:
        answer = answers.pop(0)
        if isinstance(answer, SendError):
            raise answer
        return answer

    jane.desk.scan = scan
    asked_for(jane)
    jane.sends("file", PDF)
    assert kept(jane) == []
    jane.desk.passes(seconds=2)
    assert (kept(jane), answers) == ([PDF], [])


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


def test_of_many_files_at_once_the_ticket_keeps_as_many_as_it_may(jane: LinePerson) -> None:
    asked_for(jane)
    for place in range(MOST + 2):
        jane.sends("file", PDF + str(place).encode())
    assert (len(kept(jane)), jane.tickets[0].files) == (MOST, MOST)
    assert jane.desk.broken() == []


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


def test_a_file_that_is_taken_back_is_erased(jane: LinePerson) -> None:
    asked_for(jane)
    jane.sends("file", PDF)
    assert jane.takes_back(sent_id(jane)) == ""
    assert (kept(jane), jane.desk.broken()) == ([], [])


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
