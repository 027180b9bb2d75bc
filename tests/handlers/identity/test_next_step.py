"""Who waits for identification reads whose turn it is."""

from __future__ import annotations

from tests.desk import Desk
from tests.handlers.identity.waiting import FIRST, WRONG, desk_waiting


def step(desk: Desk) -> str:
    return next(line for line in desk.says("status").splitlines() if line.startswith("Next:"))


def commands(desk: Desk) -> set[str]:
    desk.says("status")
    return {button.command for button in desk.buttons()} & {"code", "address"}


def test_while_a_code_is_out_it_is_to_be_typed() -> None:
    desk = desk_waiting()
    assert step(desk) == "Next: please type the code we sent you by e-mail here."
    assert commands(desk) == {"code", "address"}


def test_when_it_has_expired_or_was_wrong_too_often_another_one_is_to_be_sent() -> None:
    expired, wrong = desk_waiting(), desk_waiting()
    expired.waits(minutes=10)
    wrong.answers(WRONG, WRONG, WRONG)
    assert step(expired) == step(wrong)
    assert step(expired) == "Next: please confirm your e-mail address. Have a code sent, and type it here."


def test_when_the_address_is_confirmed_it_is_our_turn() -> None:
    desk = desk_waiting()
    desk.says(FIRST)
    assert step(desk).startswith("Next: our staff compare your details")
    assert commands(desk) == {"address"}


def test_without_an_address_one_is_to_be_named() -> None:
    desk = desk_waiting("later")
    assert step(desk) == "Next: please give us an e-mail address. We will send a code there."
    assert commands(desk) == {"address"}


def test_where_no_codes_are_sent_the_privacy_desk_confirms_by_mail() -> None:
    desk = desk_waiting(mails=False)
    assert step(desk).startswith("Next: we confirm who you are by e-mail.")
    assert commands(desk) == set()
