"""A file that was fetched is noted once and in silence; one that is not kept is erased and explained."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from handlers.events import FileArrived, FileTurnedDown, NotFetched
from handlers.files import limits
from handlers.tickets.actors import Actor, Role
from handlers.tickets.log import Channel, FileKept, FileRefused, Moved
from handlers.tickets.statuses import OPEN, Status
from handlers.wording import CATALOGUES
from knowledge.language import LANGUAGES, Language
from tests.builders import NOW
from tests.desk import PERSON, Desk
from tests.handlers.tickets.lives import NUMBER, at

ARRIVED = FileArrived(
    id="file:f1", at=NOW, number=NUMBER, file="f1", media_type="image/png", size=70, digest="ab" * 32
)
TURNED_DOWN = FileTurnedDown(id="file:f1", at=NOW, number=NUMBER, why="wrong_type")


def desk_at(status: Status, language: Language = "en", files: int = 0) -> Desk:
    desk = Desk(language)
    desk.tickets = (replace(at(status).ticket, files=files),)
    return desk


@pytest.mark.parametrize("status", sorted(OPEN))
def test_a_file_of_an_open_ticket_is_noted_and_nothing_is_said(status: Status) -> None:
    desk = desk_at(status)
    assert desk.meets(ARRIVED) == ""
    event = desk.changes[0].events[0]
    assert event == FileKept(
        at=desk.now,
        by=Actor(Role.REQUESTER, PERSON),
        channel=Channel.LINE,
        file="f1",
        media_type="image/png",
        size=70,
        digest="ab" * 32,
    )
    assert (desk.tickets[0].files, desk.decision.discards) == (1, ())


def test_a_ticket_that_waited_for_its_requester_goes_on() -> None:
    desk = desk_at(Status.WAITING_REQUESTER)
    desk.meets(ARRIVED)
    assert [type(event) for event in desk.changes[0].events] == [FileKept, Moved]
    assert desk.tickets[0].status is Status.IN_REVIEW


@pytest.mark.parametrize("status", sorted(set(Status) - OPEN))
def test_a_file_of_a_ticket_that_ended_meanwhile_is_erased_and_not_noted(status: Status) -> None:
    desk = desk_at(status)
    assert "we cannot keep files for it" in desk.meets(ARRIVED)
    assert (desk.decision.discards, desk.changes) == (("f1",), [])


def test_a_file_of_somebody_else_s_ticket_is_erased() -> None:
    desk = Desk()
    desk.meets(ARRIVED)
    assert (desk.decision.discards, desk.changes) == (("f1",), [])


def test_one_file_too_many_is_erased_and_noted_as_refused() -> None:
    desk = desk_at(Status.IN_REVIEW, files=limits.MOST)
    assert "up to 10 files" in desk.meets(ARRIVED)
    (event,) = desk.changes[0].events
    assert isinstance(event, FileRefused)
    assert (event.why, desk.decision.discards) == ("too_many", ("f1",))
    assert desk.tickets[0].files == limits.MOST


def test_what_was_turned_down_is_noted_and_told() -> None:
    desk = desk_at(Status.IN_REVIEW)
    assert "not of a kind that we can open" in desk.meets(TURNED_DOWN)
    (event,) = desk.changes[0].events
    assert isinstance(event, FileRefused)
    assert (event.why, desk.tickets[0].files) == ("wrong_type", 0)


def test_what_was_turned_down_after_the_ticket_ended_is_told_and_not_noted() -> None:
    desk = desk_at(Status.WITHDRAWN)
    assert "not of a kind that we can open" in desk.meets(TURNED_DOWN)
    assert desk.changes == []


@pytest.mark.parametrize("event", [replace(TURNED_DOWN, why="gone"), ARRIVED])
def test_who_blocks_us_is_not_written_to(event: FileArrived | FileTurnedDown) -> None:
    desk = desk_at(Status.WITHDRAWN)
    desk.conversation.blocked = True
    assert desk.meets(event) == ""
    assert desk.conversation.blocked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", get_args(NotFetched))
def test_every_reason_is_told_in_a_sentence_that_names_the_ticket(
    why: NotFetched, language: Language
) -> None:
    desk = desk_at(Status.IN_REVIEW, language)
    told = desk.meets(replace(TURNED_DOWN, why=why))
    assert NUMBER in told
    assert told.startswith(CATALOGUES[language][f"files.refused.{why}"].split("{")[0])


def test_nothing_else_that_is_said_about_files_is_ever_needed() -> None:
    told = {key.rpartition(".")[2] for key in CATALOGUES["en"] if key.startswith("files.refused.")}
    assert told == {*get_args(NotFetched), "too_many", "ended"}
