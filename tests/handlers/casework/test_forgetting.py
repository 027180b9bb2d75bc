"""Somebody is forgotten because a second person agrees to it; what open tickets need stays."""

from __future__ import annotations

import pytest

from handlers.casework.acted import DONE, refused
from handlers.casework.acts import Forget
from handlers.own_data.forgetting import Forgetting
from handlers.tickets import stages
from handlers.tickets.actors import Actor, Role
from handlers.tickets.log import Channel, MessageIn, NoteAdded
from handlers.tickets.statuses import Status
from tests.desk import MORI
from tests.handlers.casework.desks import desk_of
from tests.handlers.tickets.lives import NUMBER, PERSON, SATO, TEXT, at, in_review

CERTIFICATE = "c" * 22
WISH = Forget(certificate=CERTIFICATE, asked_by=MORI.id)


def test_what_is_held_goes_under_the_certificate_and_open_tickets_go_on() -> None:
    desk = desk_of(in_review())
    assert desk.staff_does(WISH, SATO) == DONE
    assert desk.decision.forgets == Forgetting(CERTIFICATE, (NUMBER,))


def test_of_a_ticket_that_has_ended_nothing_is_kept_open() -> None:
    desk = desk_of(at(Status.CLOSED))
    assert desk.staff_does(WISH, SATO) == DONE
    assert desk.decision.forgets == Forgetting(CERTIFICATE)


def test_the_ticket_has_a_note_with_the_certificate_that_does_not_pass_for_an_act_of_staff() -> None:
    life = in_review()
    life.add(MessageIn(at=life.now, by=PERSON, channel=Channel.LINE, text=TEXT))
    desk = desk_of(life)
    desk.staff_does(WISH, SATO)
    (change,) = desk.decision.changes
    (note,) = change.events
    assert isinstance(note, NoteAdded)
    assert CERTIFICATE in change.texts[note.text.id].text
    assert stages.unread((*life.events, note))


@pytest.mark.parametrize(
    ("by", "why"),
    [(Actor(Role.APPROVER, MORI.id), "own_wish"), (Actor(Role.CASEWORKER, "tanaka"), "role")],
)
def test_who_asked_for_it_or_is_no_approver_is_refused(by: Actor, why: str) -> None:
    desk = desk_of(in_review())
    assert desk.staff_does(WISH, by) == refused(why)
    assert desk.decision.forgets is None


def test_what_others_did_meanwhile_does_not_hinder_it() -> None:
    desk = desk_of(in_review())
    assert desk.staff_does(WISH, SATO, version=1) == DONE
