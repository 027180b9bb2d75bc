"""A file that we do not keep is turned down by its bytes or by the scan, and the person is told."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.channels import SendError
from bot.store.tables import ticket_files
from handlers.files.limits import LARGEST, MOST
from handlers.tickets.log import FileRefused
from tests.bot.jobs.files.sending import NAME, PDF, asked_for, events, kept, pushes
from tests.line_desk import LinePerson


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


def test_of_many_files_at_once_the_ticket_keeps_as_many_as_it_may(jane: LinePerson) -> None:
    asked_for(jane)
    for place in range(MOST + 2):
        jane.sends("file", PDF + str(place).encode())
    assert (len(kept(jane)), jane.tickets[0].files) == (MOST, MOST)
    assert jane.desk.broken() == []
