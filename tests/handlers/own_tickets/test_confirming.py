"""Whether to withdraw is answered by a button or in words, and a yes to something else withdraws nothing."""

from __future__ import annotations

import pytest

from handlers.events import MediaReceived
from handlers.tickets.statuses import Status
from tests.builders import NOW, pressed
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, another, at


def asked() -> Desk:
    desk = Desk()
    desk.now, desk.tickets = WEDNESDAY, (at(Status.VERIFYING).ticket,)
    desk.says(f"withdraw {NUMBER}")
    return desk


@pytest.mark.parametrize(
    "said", ["yes", "はい", "お願いします", "Yes please.", "取り下げを確定する", "yes, withdraw it"]
)
def test_a_yes_withdraws_the_ticket(said: str) -> None:
    desk = asked()

    assert desk.says(said) == f"{NUMBER} has been withdrawn."
    assert desk.tickets[0].status is Status.WITHDRAWN


@pytest.mark.parametrize("said", ["no", "いいえ", "取り下げない", "No, keep it"])
def test_a_no_keeps_it(said: str) -> None:
    desk = asked()

    assert desk.says(said) == f"{NUMBER} goes on as it is."
    assert desk.changes == []


def test_a_yes_counts_once() -> None:
    desk = asked()
    desk.says("no")
    desk.says("yes")

    assert desk.changes == []


@pytest.mark.parametrize("between", ["what about cookies?", "thanks", "status"])
def test_a_yes_after_something_else_was_said_withdraws_nothing(between: str) -> None:
    desk = asked()
    desk.says(between)
    desk.says("yes")

    assert desk.changes == []


@pytest.mark.parametrize("command", ["contact", "help", "ticket"])
def test_a_yes_after_another_button_withdraws_nothing(command: str) -> None:
    desk = asked()
    desk.meets(pressed(command, NUMBER))
    desk.says("yes")

    assert desk.changes == []


def test_a_yes_after_a_picture_withdraws_nothing() -> None:
    desk = asked()
    desk.meets(MediaReceived(id="picture", at=NOW, media="image"))
    desk.says("yes")

    assert desk.changes == []


def test_a_yes_more_than_an_hour_later_withdraws_nothing() -> None:
    desk = asked()
    desk.waits(hours=1)
    desk.says("yes")

    assert desk.changes == []


def test_the_ticket_that_was_named_last_is_meant() -> None:
    desk = asked()
    desk.tickets = (*desk.tickets, another().ticket)
    desk.says("withdraw PR-2026-000123")
    desk.says("yes")

    assert [ticket.status for ticket in desk.tickets] == [Status.VERIFYING, Status.WITHDRAWN]


def test_while_a_form_is_open_a_yes_is_about_the_withdrawal_and_the_form_goes_on() -> None:
    desk = Desk()
    desk.now, desk.tickets = WEDNESDAY, (at(Status.VERIFYING).ticket,)
    desk.says("delete my data")
    desk.says(f"withdraw {NUMBER}")
    assert "Shall we start?" not in desk.text
    desk.says("yes")

    assert desk.tickets[0].status is Status.WITHDRAWN
    assert "Shall we start?" in desk.text
