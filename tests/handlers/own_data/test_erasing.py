"""Forget me: each open request is asked about, what goes and stays is shown, and it is done once."""

from __future__ import annotations

import pytest

from handlers.own_data import presses
from handlers.own_data.forgetting import Forgetting
from handlers.own_data.presses import Choice, Confirmed, read_choice, read_confirmed
from handlers.replies import Press
from handlers.routes import decide
from handlers.tickets.statuses import Status
from knowledge.language import LANGUAGES, Language
from tests.builders import NOW, context, pressed
from tests.desk import Desk

NUMBER, SECOND = "PR-2026-000001", "PR-2026-000002"
HAND_IN = ("delete my data", "yes", "own", "everything", "jane@example.org", "send")


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def with_ticket(desk: Desk) -> Desk:
    desk.answers(*HAND_IN)
    return desk


def button(desk: Desk, command: str) -> Press:
    return next(one for one in desk.buttons() if one.command == command)


def press(desk: Desk, one: Press) -> str:
    return desk.meets(pressed(one.command, one.argument))


def keep(desk: Desk) -> str:
    return press(desk, desk.buttons()[0])


def withdraw(desk: Desk) -> str:
    return press(desk, desk.buttons()[1])


def test_nothing_is_erased_before_it_was_shown_and_agreed_to(desk: Desk) -> None:
    told = desk.says("forget me")
    assert told.startswith("What will be erased:")
    assert "What stays:" in told
    assert desk.decision.forgets is None
    assert (desk.decision.kind, desk.decision.rights) == ("right", ("deletion",))


def test_who_agrees_gets_a_certificate(desk: Desk) -> None:
    desk.says("forget me")
    told = desk.presses(presses.DO)
    forgets = desk.decision.forgets
    assert forgets == Forgetting("text-00000000000000001")
    assert f"Certificate: {forgets.certificate}\nTime: 2026-04-01 18:00 (Japan time)" in told
    assert not desk.buttons()


def test_who_does_not_agree_keeps_everything(desk: Desk) -> None:
    desk.says("forget me")
    assert desk.presses(presses.LEAVE) == "All right. Nothing was erased."
    assert desk.decision.forgets is None


def test_an_open_request_is_asked_about_first_and_may_go_on(with_ticket: Desk) -> None:
    assert NUMBER in with_ticket.says("forget me")
    told = keep(with_ticket)
    assert (
        f"open requests {NUMBER}: needed to answer them; once closed, their content stays for 365 days"
        in told
    )
    assert "LINE ID" not in told
    with_ticket.presses(presses.DO)
    assert with_ticket.decision.forgets == Forgetting("text-00000000000000004", kept=(NUMBER,))
    assert with_ticket.tickets[0].status is Status.VERIFYING
    assert with_ticket.decision.changes == ()


def test_an_open_request_may_be_withdrawn_with_it(with_ticket: Desk) -> None:
    with_ticket.says("forget me")
    assert f"With it, {NUMBER} will be withdrawn." in withdraw(with_ticket)
    assert not with_ticket.decision.changes  # not before the last word
    told = with_ticket.presses(presses.DO)
    assert with_ticket.tickets[0].status is Status.WITHDRAWN
    assert with_ticket.decision.forgets == Forgetting("text-00000000000000004", withdrawn=(NUMBER,))
    assert f"finished requests {NUMBER}" in told


def test_each_open_request_is_asked_about(with_ticket: Desk) -> None:
    with_ticket.answers(*HAND_IN)
    assert NUMBER in with_ticket.says("forget me")
    assert SECOND in keep(with_ticket)
    withdraw(with_ticket)
    with_ticket.presses(presses.DO)
    assert with_ticket.decision.forgets is not None
    assert (with_ticket.decision.forgets.kept, with_ticket.decision.forgets.withdrawn) == (
        (NUMBER,),
        (SECOND,),
    )


def test_a_request_handed_in_after_the_question_is_kept(with_ticket: Desk) -> None:
    with_ticket.says("forget me")
    withdraw(with_ticket)
    old = button(with_ticket, presses.DO)
    with_ticket.answers(*HAND_IN)
    press(with_ticket, old)
    assert with_ticket.decision.forgets is not None
    assert with_ticket.decision.forgets.kept == (SECOND,)


def test_a_request_that_ended_meanwhile_is_not_withdrawn_again(with_ticket: Desk) -> None:
    with_ticket.says("forget me")
    withdraw(with_ticket)
    old = button(with_ticket, presses.DO)
    with_ticket.answers("withdraw my request", "withdraw_yes")
    press(with_ticket, old)
    assert with_ticket.decision.changes == ()
    assert with_ticket.decision.forgets is not None


def test_a_button_pressed_again_names_the_certificate_and_erases_nothing(desk: Desk) -> None:
    desk.says("forget me")
    again = button(desk, presses.DO)
    press(desk, again)
    told = press(desk, again)
    assert "Certificate: text-00000000000000001" in told
    assert desk.decision.forgets is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_forgotten_is_still_answered_in_the_language_of_the_button(language: Language) -> None:
    argument = Confirmed(NOW, (), language).written()
    confirmed = read_confirmed(argument)
    assert confirmed is not None
    assert confirmed.language == language


def test_an_old_button_shows_how_things_stand_now(desk: Desk) -> None:
    desk.says("forget me")
    old = button(desk, presses.DO)
    desk.waits(hours=1)
    assert press(desk, old).startswith("Some time has passed")
    assert desk.decision.forgets is None
    desk.presses(presses.DO)
    assert desk.decision.forgets is not None


@pytest.mark.parametrize(
    "argument",
    ["", ":", "x", "x::en", "1", "::", "9" * 400, "-1::en", "1:PR-2026-000001", "１::en", "9" * 15 + "::en"],
)
def test_a_forged_button_erases_nothing(desk: Desk, argument: str) -> None:
    desk.meets(pressed(presses.DO, argument))
    assert desk.decision.forgets is None
    desk.meets(pressed(presses.ASK, argument))
    assert desk.decision.forgets is None


def test_nobody_withdraws_what_is_not_theirs(with_ticket: Desk) -> None:
    argument = Confirmed(with_ticket.now, ("PR-2026-999999",), "en").written()
    with_ticket.meets(pressed(presses.DO, argument))
    assert with_ticket.decision.changes == ()
    assert with_ticket.decision.forgets == Forgetting("text-00000000000000004", kept=(NUMBER,))


def test_the_request_being_written_is_not_asked_on_after_it_is_gone(desk: Desk) -> None:
    desk.answers("delete my data", "yes", "own")
    assert "request you have begun" in desk.says("forget me")
    desk.presses(presses.DO)
    assert len(desk.decision.replies) == 1
    assert desk.conversation.form is None


def test_where_nothing_can_be_erased_it_is_a_wish_for_a_right() -> None:
    for command in (presses.ASK, presses.DO):
        told = decide(pressed(command), context())
        assert (told.kind, told.rights, told.forgets) == ("right", ("deletion",), None)


def test_what_a_button_carries_fits_into_it_with_the_most_tickets() -> None:
    numbers = tuple(f"PR-2026-00000{number}" for number in range(presses.MOST))
    assert len(Choice(presses.MOST, numbers).written()) < 250
    assert len(Confirmed(NOW, numbers, "en").written()) < 250
    assert read_choice(Choice(3, numbers).written()) == Choice(3, numbers)
    assert read_confirmed(Confirmed(NOW, numbers, "ja").written()) == Confirmed(NOW, numbers, "ja")
