"""Who wants to speak to a person about a ticket learns how, and the ticket remembers the wish."""

from __future__ import annotations

import pytest

from handlers.tickets.log import PersonWanted
from handlers.tickets.statuses import Status
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, at


def asked(status: Status = Status.IN_REVIEW) -> Desk:
    desk = Desk()
    desk.now, desk.tickets = WEDNESDAY, (at(status).ticket,)
    desk.answers("status", "Ask for a person")
    return desk


def test_they_read_where_people_are_reached_and_which_number_to_give() -> None:
    desk = asked()

    assert f"give the number {NUMBER}" in desk.text
    assert "1-1 Mihon, Tokyo" in desk.text
    assert desk.decision.escalation
    assert (desk.decision.kind, desk.decision.ticket) == ("human", NUMBER)


def test_the_wish_is_noted_with_the_ticket_by_its_requester() -> None:
    desk = asked()
    (change,) = desk.changes

    assert change.events == (PersonWanted(at=WEDNESDAY, by=change.events[0].by),)
    assert change.events[0].by.id == "person"
    assert desk.tickets[0].person_wanted_at == WEDNESDAY


def test_pressed_again_it_is_noted_once_a_day() -> None:
    desk = asked()
    desk.answers("status", "Ask for a person")
    assert len(desk.changes) == 1
    desk.waits(days=1)
    desk.answers("status", "Ask for a person")

    assert len(desk.changes) == 2


@pytest.mark.parametrize("status", [Status.CLOSED, Status.WITHDRAWN, Status.PURGED])
def test_with_a_ticket_that_has_ended_nobody_is_promised_to_see_it(status: Status) -> None:
    desk = asked(status)

    assert "I have noted" not in desk.text
    assert NUMBER in desk.text
    assert desk.changes == []
