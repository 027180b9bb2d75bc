"""Which box a ticket is in: ours to do, waiting for somebody else, or done; and who spoke last."""

from __future__ import annotations

import pytest

from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level
from handlers.tickets.log import Channel, MessageIn, MessageOut, NoteAdded, PersonWanted
from handlers.tickets.stages import Stage, last_word, stage_of, unread
from handlers.tickets.statuses import Move, Status
from tests.handlers.tickets.lives import MORI, PERSON, TEXT, Life, answered, at, in_review

STAGES = {
    Status.DRAFT: Stage.WAITING,
    Status.RECEIVED: Stage.TODO,
    Status.VERIFYING: Stage.WAITING,
    Status.IN_REVIEW: Stage.TODO,
    Status.WAITING_REQUESTER: Stage.WAITING,
    Status.WAITING_INTERNAL: Stage.WAITING,
    Status.DECISION_PENDING: Stage.TODO,
    Status.EXECUTING: Stage.TODO,
}


def writes(life: Life) -> Life:
    life.wait(hours=1)
    return life.add(MessageIn(at=life.now, by=PERSON, channel=Channel.LINE, text=TEXT))


@pytest.mark.parametrize("status", Status)
def test_each_status_is_in_one_box(status: Status) -> None:
    assert stage_of(at(status).events) is STAGES.get(status, Stage.DONE)


@pytest.mark.parametrize(
    "status", [Status.VERIFYING, Status.WAITING_REQUESTER, Status.WAITING_INTERNAL, Status.ANSWERED]
)
def test_what_waits_is_to_do_again_when_the_requester_writes(status: Status) -> None:
    life = writes(at(status))
    assert stage_of(life.events) is Stage.TODO
    assert unread(life.events)
    life.add(NoteAdded(at=life.now, by=MORI, text=TEXT))
    assert stage_of(life.events) is STAGES.get(status, Stage.DONE)
    assert not unread(life.events)


def test_what_has_ended_is_done_whatever_is_said() -> None:
    assert stage_of(writes(at(Status.WITHDRAWN)).events) is Stage.DONE


def test_who_did_their_part_of_showing_who_they_are_waits_for_us() -> None:
    life = at(Status.VERIFYING).identified(Level.ON_FILE)
    assert stage_of(life.events) is Stage.TODO


def test_a_wish_for_a_person_is_to_do() -> None:
    life = at(Status.VERIFYING)
    assert stage_of(life.add(PersonWanted(at=life.now, by=PERSON)).events) is Stage.TODO


def test_what_was_handed_in_is_new_until_staff_do_something() -> None:
    assert unread(at(Status.RECEIVED).events)
    assert unread(at(Status.RECEIVED).move(Move.VERIFY, by=SYSTEM).events)
    assert not unread(in_review().add(NoteAdded(at=in_review().now, by=MORI, text=TEXT)).events)
    assert not unread(Life().events)


def test_the_last_word_is_theirs_or_ours() -> None:
    assert last_word(Life().events) is None
    life = at(Status.RECEIVED)
    assert last_word(life.events) is not None
    handed_in = last_word(life.events)
    assert handed_in is not None
    assert handed_in.by == "requester"
    life.wait(days=1).add(MessageOut(at=life.now, by=MORI, text=TEXT))
    ours = last_word(life.add(NoteAdded(at=life.now, by=MORI, text=TEXT)).events)
    assert ours is not None
    assert (ours.by, ours.at) == ("staff", life.now)
    theirs = last_word(writes(answered()).events)
    assert theirs is not None
    assert theirs.by == "requester"
