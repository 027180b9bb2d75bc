"""An address is named at any time, and the code goes there; what is no address is answered as ever."""

from __future__ import annotations

import pytest

from handlers.identity.codes import SpentCode
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.log import Channel, CodeSent, ContactNamed, IdentityRaised
from handlers.tickets.statuses import Status
from tests.builders import finding, message, pressed
from tests.desk import Desk
from tests.handlers.identity.waiting import FIRST, MAIL, NUMBER, SECOND, desk_waiting, last, ticket
from tests.handlers.tickets.lives import NUMBER as LIVES
from tests.handlers.tickets.lives import TEXT, Life, at

OTHER = "other@example.org"


def desk_with(life: Life, *, mails: bool = True) -> Desk:
    desk = Desk("en", mails=mails)
    desk.now, desk.tickets = life.now, (life.ticket,)
    return desk


def test_another_address_gets_a_new_code_and_the_old_one_is_dead() -> None:
    desk = desk_waiting()
    assert f"Which e-mail address may we use for {NUMBER}?" in desk.presses("address")
    assert "to ot…@example.org" in desk.says(f"please use {OTHER}")
    assert last(desk) == [ContactNamed, CodeSent]
    assert [letter.to for letter in desk.letters] == [MAIL, OTHER]
    assert desk.texts[ticket(desk).contact.id].text == OTHER  # type: ignore[union-attr]  # it was just named
    assert "not the code we sent" in desk.says(FIRST)
    assert "is confirmed" in desk.says(SECOND)


def test_an_address_is_named_later_after_hours() -> None:
    desk = desk_waiting("later")
    desk.waits(hours=30)
    desk.says("status")
    desk.presses("address")
    desk.waits(hours=23)
    assert "we have sent a code" in desk.says(MAIL)
    assert ticket(desk).level is Level.ACCOUNT


def test_after_a_day_an_address_is_taken_for_nothing_we_asked_for() -> None:
    desk = desk_waiting("later")
    desk.presses("address")
    desk.waits(hours=24)
    desk.says(MAIL)
    assert desk.letters == []
    assert desk.conversation.awaited is None


def test_who_wants_a_code_and_has_named_no_address_is_asked_for_one() -> None:
    desk = desk_waiting("later")
    desk.meets(pressed("code", NUMBER))
    assert "Which e-mail address" in desk.text
    assert "we have sent a code" in desk.says(MAIL)


@pytest.mark.parametrize("said", ["later", "cancel", "no", "あとで", "やめる"])
def test_whoever_leaves_it_for_later_is_asked_no_more(said: str) -> None:
    desk = desk_waiting()
    desk.presses("address")
    assert "You can go on with" in desk.says(said) or "いつでも" in desk.text
    assert desk.conversation.awaited is None
    assert ticket(desk).contact is not None


def test_a_mistyped_address_is_asked_for_again() -> None:
    desk = desk_waiting()
    desk.presses("address")
    assert "could not find an e-mail address" in desk.says("jane@example")
    assert "we have sent a code" in desk.says(OTHER)


def test_a_question_in_between_is_answered_and_the_address_still_waited_for() -> None:
    desk = Desk(found=finding("answer", "1.cookies"), mails=True)
    desk.answers("delete my data", "yes", "own", "everything", "later", "send", "address")
    assert "Cookies may be turned off." in desk.says("can I turn off cookies?")
    assert "we have sent a code" in desk.says(OTHER)


def test_whoever_takes_the_request_back_instead_is_asked_whether_they_mean_it() -> None:
    desk = desk_waiting()
    desk.presses("address")
    assert "This request will be withdrawn. Are you sure?" in desk.says("withdraw")


def test_a_secret_in_the_message_is_warned_about_and_no_address_taken() -> None:
    desk = desk_waiting()
    desk.presses("address")
    assert "Please do not send passwords" in desk.says(f"{OTHER}, my password is hunter2horse")
    assert len(desk.letters) == 1


def test_an_address_typed_into_a_form_that_was_begun_since_is_the_answer_to_the_form() -> None:
    desk = desk_waiting()
    desk.presses("address")
    desk.answers("delete my data", "yes", "own", "everything", OTHER)
    assert "Please check your request." in desk.text
    assert len(desk.letters) == 1


def test_an_address_asked_for_beside_an_open_form_is_the_tickets_and_the_form_goes_on() -> None:
    desk = desk_waiting()
    desk.answers("delete my data", "yes", "own")
    desk.meets(pressed("address", NUMBER))
    assert "What should be deleted?" not in desk.text
    desk.says(OTHER)
    assert "we have sent a code" in desk.text
    assert "What should be deleted?" in desk.text


def test_the_text_is_known_to_come_from_the_message() -> None:
    desk = desk_waiting()
    desk.presses("address")
    event = message(OTHER)
    desk.meets(type(event)(id=event.id, at=event.at, text=event.text, message_id="m1"))
    (change,) = desk.decision.changes
    assert list(change.sources.values()) == [("m1",)]
    assert change.sources.keys() == change.texts.keys()


def test_when_no_code_can_be_sent_to_the_new_address_the_old_code_is_dead_all_the_same() -> None:
    desk = desk_waiting()
    desk.answers("code", "code", "address", OTHER)
    assert "No code can be sent just now" in desk.text
    assert last(desk) == [ContactNamed]
    assert desk.decision.codes == (SpentCode(NUMBER),)
    assert "confirmed" not in desk.says("123458")


def test_what_was_confirmed_of_one_address_says_nothing_of_another() -> None:
    desk = desk_waiting()
    desk.says(FIRST)
    assert ticket(desk).level is Level.CONTACT
    desk.meets(pressed("address", NUMBER))
    desk.says(OTHER)
    assert ticket(desk).level is Level.ACCOUNT
    assert not ticket(desk).confirmed


def test_an_address_that_staff_compared_cannot_be_changed_in_the_chat() -> None:
    life = at(Status.VERIFYING)
    life.add(
        ContactNamed(at=life.now, by=life.who, channel=Channel.MAIL, address=TEXT),
        IdentityRaised(at=life.now, by=SYSTEM, method=Method.CODE_TO_MAIL_ON_FILE, level=Level.ON_FILE),
    )
    desk = desk_with(life)
    assert "can no longer be changed here" in desk.meets(pressed("address", LIVES))
    desk.says(OTHER)
    assert desk.letters == []


@pytest.mark.parametrize("status", [Status.UNVERIFIED, Status.SPAM, Status.PURGED])
def test_a_ticket_that_is_over_takes_no_address_and_no_code(status: Status) -> None:
    for command in ("code", "address"):
        desk = desk_with(at(status))
        assert "can no longer be changed here" in desk.meets(pressed(command, LIVES))
        assert desk.decision.changes == ()


def test_an_address_that_was_erased_since_is_asked_for_anew_also_when_it_was_confirmed() -> None:
    desk = desk_waiting()
    desk.answers(FIRST, "withdraw", "withdraw_yes")
    desk.texts.clear()
    assert "Which e-mail address" in desk.meets(pressed("code", NUMBER))
    assert "we have sent a code" in desk.says(OTHER)


def test_a_confirmed_address_needs_no_other_code() -> None:
    desk = desk_waiting()
    desk.says(FIRST)
    assert "is confirmed already" in desk.meets(pressed("code", NUMBER))
    assert len(desk.letters) == 1


@pytest.mark.parametrize("command", ["code", "address"])
def test_an_old_button_where_no_mail_can_be_sent_says_what_to_do_instead(command: str) -> None:
    desk = desk_with(at(Status.VERIFYING), mails=False)
    told = desk.meets(pressed(command, LIVES))
    assert f"from the address you would like to use, and give the number {LIVES}" in told
    assert desk.conversation.awaited is None


@pytest.mark.parametrize("command", ["code", "address", "code_later"])
def test_another_persons_ticket_is_like_one_that_nobody_has(command: str) -> None:
    desk = desk_waiting()
    theirs = desk.meets(pressed(command, "PR-2026-00000A"))
    assert "I cannot see a request of that number" in theirs
    assert desk.decision.letters == ()
    assert desk.conversation.awaited is None
