"""Files on the desk: what staff add counts apart from what came in, and opening one is noted."""

from __future__ import annotations

import pytest

from handlers.casework.acts import OpenFile
from handlers.files.limits import LARGEST
from handlers.files.sent_out import MOST, TYPES
from handlers.tickets.desk_log import FileOpened
from handlers.tickets.log import Channel, FileKept, MessageTakenBack
from handlers.tickets.own_copy import is_theirs_to_see
from handlers.tickets.statuses import ENDED, Status
from tests.handlers.casework.desks import DIGEST, desk_of, done, ticket, upload, written
from tests.handlers.tickets.lives import PERSON, SATO, Life, at, in_review


def with_theirs(life: Life) -> Life:
    return life.add(
        FileKept(
            at=life.now,
            by=PERSON,
            channel=Channel.LINE,
            file="theirs",
            media_type="image/png",
            size=7,
            digest=DIGEST,
        )
    )


@pytest.mark.parametrize("media_type", TYPES)
def test_what_staff_add_takes_no_room_from_the_requester_and_is_not_in_their_copy(media_type: str) -> None:
    desk = done(desk_of(with_theirs(in_review())), upload(media_type=media_type))
    (kept,) = written(desk)
    assert isinstance(kept, FileKept)
    assert (kept.channel, kept.media_type) == (Channel.CONSOLE, media_type)
    assert not is_theirs_to_see(kept)
    assert ticket(desk).files == 1


@pytest.mark.parametrize("size", [0, -1, LARGEST + 1])
def test_a_file_that_is_empty_or_too_large_is_refused(size: int) -> None:
    assert desk_of(in_review()).staff_does(upload(size=size)).why == "file_too_large"


def test_there_is_a_most() -> None:
    desk = done(desk_of(in_review()), *(upload(f"f{place}") for place in range(MOST)))
    assert desk.staff_does(upload("more")).why == "too_many_files"


@pytest.mark.parametrize("status", sorted(ENDED | {Status.ANSWERED}))
def test_nothing_is_added_to_what_is_over(status: Status) -> None:
    assert desk_of(at(status)).staff_does(upload()).why == "status"


def test_that_somebody_opened_a_file_is_an_entry_of_the_log() -> None:
    desk = done(desk_of(with_theirs(in_review())), OpenFile(file="theirs"), by=SATO)
    (opened,) = written(desk)
    assert isinstance(opened, FileOpened)
    assert (opened.file, opened.by) == ("theirs", SATO)


def test_what_is_not_there_or_was_taken_back_is_not_opened() -> None:
    life = with_theirs(in_review())
    life.add(MessageTakenBack(at=life.now, by=PERSON, files=("theirs",)))
    desk = desk_of(life)
    assert desk.staff_does(OpenFile(file="theirs")).why == "no_file"
    assert desk.staff_does(OpenFile(file="")).why == "no_file"
