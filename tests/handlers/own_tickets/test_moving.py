"""People take their requests back or have an answer looked at again; what is refused is explained."""

from __future__ import annotations

import pytest

from handlers.tickets.log import Moved, MoveDenied
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket
from tests.builders import pressed
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, another, at


def desk_with(*tickets: Ticket) -> Desk:
    desk = Desk()
    desk.now, desk.tickets = WEDNESDAY, tickets
    return desk


def last_event(desk: Desk) -> object:
    return desk.changes[-1].events[-1]


def test_nothing_is_withdrawn_before_it_was_confirmed() -> None:
    desk = desk_with(at(Status.VERIFYING).ticket)

    assert "Are you sure?" in desk.says(f"withdraw {NUMBER}")
    assert desk.changes == []


def test_a_confirmed_withdrawal_is_one_event_of_the_requester() -> None:
    desk = desk_with(at(Status.VERIFYING).ticket)
    desk.answers(f"withdraw {NUMBER}", "withdraw_yes")
    event = last_event(desk)

    assert isinstance(event, Moved)
    assert (event.move, event.by.id, desk.tickets[0].status) == (Move.WITHDRAW, "person", Status.WITHDRAWN)


def test_a_withdrawal_that_is_confirmed_twice_is_done_once_and_not_refused() -> None:
    desk = desk_with(at(Status.VERIFYING).ticket)
    for _ in range(2):
        desk.meets(pressed("withdraw_yes", NUMBER))

    assert desk.text == f"{NUMBER} has been withdrawn."
    assert len(desk.changes) == 1


def test_keeping_it_changes_nothing() -> None:
    desk = desk_with(at(Status.VERIFYING).ticket)
    desk.answers(f"withdraw {NUMBER}", "keep")

    assert desk.text == f"{NUMBER} goes on as it is."
    assert desk.changes == []


def test_without_a_number_only_what_can_be_withdrawn_is_offered() -> None:
    desk = desk_with(another().ticket, at(Status.VERIFYING).ticket, at(Status.ANSWERED).ticket)
    desk.says("withdraw my request")

    assert [button.label for button in desk.buttons()] == ["PR-2026-000123", NUMBER]


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (Status.ANSWERED, "This is not possible for PR-2026-7QK3FX as it stands now."),
        (Status.CLOSED, "This is not possible for PR-2026-7QK3FX as it stands now."),
    ],
)
def test_a_withdrawal_that_is_refused_is_explained_and_noted(status: Status, why: str) -> None:
    desk = desk_with(at(status).ticket)
    desk.meets(pressed("withdraw_yes", NUMBER))

    assert desk.text == why
    assert isinstance(last_event(desk), MoveDenied)
    assert desk.tickets[0].status is status


def test_asking_for_what_is_refused_notes_nothing() -> None:
    desk = desk_with(at(Status.CLOSED).ticket)

    assert desk.says(f"withdraw {NUMBER}").startswith("This is not possible")
    assert desk.changes == []


def test_an_answered_ticket_is_opened_again_within_thirty_days() -> None:
    desk = desk_with(at(Status.ANSWERED).ticket)
    desk.waits(days=30)
    desk.answers("status", "Reopen")

    assert desk.text.startswith(f"{NUMBER} is open again. Somebody else will look at it.")
    assert desk.tickets[0].status is Status.IN_REVIEW
    assert "Please send what you would like to add" in desk.answers("Add information")


def test_afterwards_it_is_not_and_the_person_learns_why() -> None:
    desk = desk_with(at(Status.ANSWERED).ticket)
    desk.waits(days=31)
    desk.meets(pressed("reopen", NUMBER))

    assert desk.text == f"The time to reopen {NUMBER} is over. Please make a new request."
    assert desk.tickets[0].status is Status.ANSWERED


def test_reopening_twice_opens_it_once() -> None:
    desk = desk_with(at(Status.ANSWERED).ticket)
    for _ in range(2):
        desk.meets(pressed("reopen", NUMBER))

    assert len(desk.changes) == 1


@pytest.mark.parametrize("command", ["ticket", "withdraw", "withdraw_yes", "keep", "reopen"])
def test_no_button_reaches_somebody_elses_ticket(command: str) -> None:
    desk = desk_with(another().ticket)
    desk.meets(pressed(command, NUMBER))

    assert desk.text.startswith("I cannot see a request of that number from this chat.")
    assert desk.changes == []


@pytest.mark.parametrize("command", ["ticket", "withdraw", "withdraw_yes", "keep", "reopen"])
def test_a_button_without_a_number_is_an_old_one(command: str) -> None:
    desk = desk_with(another().ticket)

    assert desk.meets(pressed(command, "x")).startswith("This button is old")


@pytest.mark.parametrize("command", ["form", "withdraw_yes", "reopen"])
def test_nothing_is_moved_in_a_group(command: str) -> None:
    desk = desk_with(at(Status.VERIFYING).ticket)
    desk.meets(pressed(command, NUMBER, place="group"), group=True)

    assert "1対1のトーク" in desk.text
    assert desk.changes == []
