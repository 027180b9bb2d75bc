"""A code is right once, wrong three times at most, and never right after its time."""

from __future__ import annotations

import pytest

from handlers.identity.codes import SpentCode
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import NEEDED, Level
from handlers.tickets.log import CodeWrong, IdentityFailed, IdentityRaised, Moved
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from knowledge.language import LANGUAGES, Language
from tests.builders import finding, message, pressed
from tests.desk import PERSON, Desk
from tests.handlers.identity.waiting import (
    ASKED,
    FIRST,
    MAIL,
    NUMBER,
    SECOND,
    WRONG,
    desk_waiting,
    last,
    ticket,
)

FALLBACK = "The policy does not say"


def test_the_right_code_confirms_the_address_and_the_center_compares_it() -> None:
    desk = desk_waiting()
    told = desk.says(FIRST)
    assert f"your e-mail address for {NUMBER} is confirmed" in told
    assert "now compares it with what the company has on file" in told
    (raised,) = desk.decision.changes[0].events
    assert isinstance(raised, IdentityRaised)
    assert (raised.by, raised.level) == (SYSTEM, Level.CONTACT)
    assert desk.decision.codes == (SpentCode(NUMBER),)
    assert (ticket(desk).status, ticket(desk).confirmed) == (Status.VERIFYING, True)


def test_where_a_confirmed_address_is_enough_the_ticket_goes_on_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(NEEDED, Right.DELETION, Level.CONTACT)
    desk = desk_waiting()
    assert "we now know that it is you" in desk.says(FIRST)
    assert last(desk) == [IdentityRaised, Moved]
    assert ticket(desk).status is Status.IN_REVIEW


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", ["１２３４５６", "123 456", "コードは123456です", "my code is 123456"])
def test_a_code_is_heard_however_it_is_typed(said: str, language: Language) -> None:
    desk = desk_waiting(language=language)
    desk.says(said)
    assert last(desk) == [IdentityRaised]


def test_a_wrong_code_is_noted_and_says_how_many_tries_are_left() -> None:
    desk = desk_waiting()
    assert "Tries left: 2." in desk.says(WRONG)
    (wrong,) = desk.decision.changes[0].events
    assert isinstance(wrong, CodeWrong)
    assert wrong.by == Actor(Role.REQUESTER, PERSON)
    assert "Tries left: 1." in desk.says(WRONG)
    assert desk.decision.codes == ()
    assert "is confirmed" in desk.says(FIRST)


def test_the_third_wrong_code_kills_it_and_offers_other_ways() -> None:
    desk = desk_waiting()
    desk.answers(WRONG, WRONG, WRONG)
    assert "it can no longer be used" in desk.text
    assert "desk@example.org" in desk.text
    assert last(desk) == [CodeWrong, IdentityFailed]
    assert desk.decision.codes == (SpentCode(NUMBER),)
    assert {"code", "address", "contact"} <= {button.command for button in desk.buttons()}
    desk.says(FIRST)
    assert desk.decision.changes == ()
    assert not ticket(desk).confirmed


def test_who_types_the_code_that_died_once_more_is_told_so_and_not_looked_up_in_the_policy() -> None:
    desk = desk_waiting()
    desk.answers(WRONG, WRONG, WRONG)
    assert "can no longer be used" in desk.says(FIRST)
    assert {"code", "address", "contact"} <= {button.command for button in desk.buttons()}
    assert desk.decision.changes == ()
    desk.presses("code")
    assert "is confirmed" in desk.says(SECOND)


def test_after_three_codes_of_three_wrong_tries_the_ticket_ends_and_a_new_one_is_possible_at_once() -> None:
    desk = desk_waiting()
    for resent in (True, True, False):
        desk.answers(WRONG, WRONG, WRONG, *(["code"] if resent else []))
    assert f"{NUMBER} has ended" in desk.text
    assert last(desk) == [CodeWrong, IdentityFailed, Moved]
    assert ticket(desk).status is Status.UNVERIFIED
    ended = desk.decision.changes[0].events[-1]
    assert isinstance(ended, Moved)
    assert ended.by == SYSTEM
    assert ended.text is not None
    assert desk.texts[ended.text.id].text == desk.text
    assert "code" not in {button.command for button in desk.buttons()}
    desk.answers(*ASKED["en"], "later", "send")
    assert [one.status for one in desk.tickets] == [Status.VERIFYING, Status.UNVERIFIED]


def test_a_code_that_has_expired_identifies_nobody_and_a_new_one_is_offered() -> None:
    desk = desk_waiting()
    desk.waits(minutes=10)
    assert "has expired" in desk.says(FIRST)
    assert last(desk) == [CodeWrong]
    assert "code" in {button.command for button in desk.buttons()}
    desk.presses("code")
    assert "is confirmed" in desk.says(SECOND)


def test_a_right_code_that_has_expired_is_answered_like_a_wrong_one() -> None:
    right, wrong = desk_waiting(), desk_waiting()
    for desk in (right, wrong):
        desk.waits(minutes=11)
    assert right.says(FIRST) == wrong.says(WRONG)
    assert last(right) == last(wrong)


def test_what_is_typed_again_and_again_after_its_time_fills_no_log() -> None:
    desk = desk_waiting()
    desk.waits(minutes=11)
    before = len(desk.changes)
    for _ in range(9):
        desk.says(FIRST)
    assert len(desk.changes) == before + 3
    assert ticket(desk).failures == 0


def test_a_code_whose_digest_is_gone_is_as_good_as_expired() -> None:
    desk = desk_waiting()
    desk.shelf.spent.add(NUMBER)
    assert "has expired" in desk.says(FIRST)


@pytest.mark.parametrize("hours", [24, 100])
def test_six_digits_are_an_ordinary_message_when_no_code_was_sent_lately(hours: int) -> None:
    desk = desk_waiting()
    desk.waits(hours=hours)
    desk.says(FIRST)
    assert desk.decision.kind == "out_of_scope"
    assert desk.decision.changes == ()


def test_six_digits_are_an_ordinary_message_where_no_code_was_sent() -> None:
    desk = desk_waiting("later")
    desk.says(FIRST)
    assert desk.decision.kind == "out_of_scope"


def test_a_code_that_was_used_is_an_ordinary_message() -> None:
    desk = desk_waiting()
    desk.answers(FIRST, FIRST)
    assert desk.decision.changes == ()


def test_the_code_before_is_dead_as_soon_as_another_is_sent() -> None:
    desk = desk_waiting()
    desk.presses("code")
    assert "not the code we sent" in desk.says(FIRST)
    assert "is confirmed" in desk.says(SECOND)


def test_tries_begin_anew_with_a_new_code() -> None:
    desk = desk_waiting()
    desk.answers(WRONG, WRONG, "code")
    assert "Tries left: 2." in desk.says(WRONG)


def test_a_code_raises_only_the_ticket_it_was_sent_for() -> None:
    desk = desk_waiting()
    desk.answers(*ASKED["en"], MAIL, "send")
    assert "for PR-2026-000001 is confirmed" in desk.says(FIRST)
    assert [one.confirmed for one in desk.tickets] == [False, True]
    assert "for PR-2026-000002 is confirmed" in desk.says(SECOND)


def test_a_wrong_code_counts_for_every_code_that_is_out() -> None:
    desk = desk_waiting()
    desk.says(WRONG)
    desk.answers(*ASKED["en"], MAIL, "send")
    desk.says(WRONG)
    assert [one.wrong for one in desk.tickets] == [1, 2]
    desk.says(WRONG)
    assert "Tries left: 1." in desk.text
    assert "a new code sent for PR-2026-000001" in desk.text
    desk.says(FIRST)
    assert not any(one.confirmed for one in desk.tickets)


def test_a_code_is_heard_before_an_open_form_takes_it_as_an_answer_and_the_form_goes_on() -> None:
    desk = desk_waiting()
    desk.answers("delete my data", "yes", "own")
    desk.says(FIRST)
    assert "is confirmed" in desk.text
    assert "What should be deleted?" in desk.text
    assert desk.conversation.form is not None
    assert "deletion_scope" not in desk.conversation.form.answers


def test_where_no_code_is_out_a_form_takes_six_digits_as_its_answer() -> None:
    desk = desk_waiting("later")
    desk.answers("delete my data", "yes", "own", "123456")
    assert desk.conversation.form is not None
    assert desk.conversation.form.answers["deletion_scope"] == "123456"


def test_other_messages_are_answered_as_ever_while_a_code_is_out() -> None:
    desk = Desk(found=finding("answer", "1.cookies"), mails=True)
    desk.answers(*ASKED["en"], MAIL, "send")
    assert "Cookies may be turned off." in desk.says("can I turn off cookies?")
    assert "is confirmed" in desk.says(FIRST)


def test_a_code_typed_in_a_group_does_nothing() -> None:
    desk = desk_waiting()
    desk.meets(message(FIRST, place="group", mentions_us=True), group=True)
    assert desk.decision.changes == ()
    assert not ticket(desk).confirmed


def test_an_address_is_confirmed_for_a_ticket_that_waits_for_nothing_so_that_a_copy_can_be_given() -> None:
    desk = desk_waiting()
    desk.answers("withdraw", "withdraw_yes")
    desk.meets(pressed("code", NUMBER))
    assert desk.says(SECOND) == f"Thank you, your e-mail address for {NUMBER} is confirmed."
    assert "copy" in {button.command for button in desk.buttons()}
    assert ticket(desk).status is Status.WITHDRAWN


def test_a_code_that_was_sent_still_counts_when_no_more_mails_can_be_sent() -> None:
    desk = desk_waiting()
    desk.mails = False
    assert "is confirmed" in desk.says(FIRST)
