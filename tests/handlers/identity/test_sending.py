"""A code goes out with the decision that needs it; the chat and the log never see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.identity.codes import NewCode
from handlers.identity.sending import masked
from handlers.tickets.log import CodeSent, ContactNamed, ItemAsked, Moved, Opened
from handlers.tickets.records import record_of
from handlers.tickets.statuses import Status
from knowledge.language import LANGUAGES, Language
from tests.desk import Desk
from tests.handlers.identity.waiting import FIRST, MAIL, NUMBER, SECOND, desk_waiting, last, ticket


def test_a_request_that_needs_identification_is_handed_in_and_the_code_sent_at_once() -> None:
    desk = desk_waiting()
    assert last(desk) == [Opened, ItemAsked, ContactNamed, Moved, Moved, CodeSent]
    assert ticket(desk).status is Status.VERIFYING
    assert desk.decision.codes == (NewCode(NUMBER, MAIL, f"{NUMBER}:{FIRST}"),)
    assert "a code of 6 digits to ja…@example.org" in desk.text
    assert "within 10 minutes" in desk.text
    assert [button.command for button in desk.buttons()][:3] == ["code", "address", "code_later"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_has_number_and_code_and_is_of_no_use_after_ten_minutes(language: Language) -> None:
    desk = desk_waiting(language=language)
    (letter,) = desk.letters
    assert (letter.to, letter.number, letter.language) == (MAIL, NUMBER, language)
    assert letter.until == desk.now + timedelta(minutes=10)
    assert NUMBER in letter.subject
    assert FIRST not in letter.subject
    assert FIRST in letter.text.splitlines()
    assert {"ja": "お心当たりがない場合", "en": "If you did not ask for this"}[language] in letter.text


def test_the_mail_has_nothing_of_what_the_person_wrote() -> None:
    desk = Desk(mails=True)
    desk.answers("delete my data", "yes", "own", "the blue vase", MAIL, "send")
    assert "blue vase" not in desk.letters[0].subject + desk.letters[0].text


def test_the_code_is_in_no_answer_and_in_no_log() -> None:
    desk = desk_waiting()
    desk.presses("code")
    written = str([record_of(event) for change in desk.changes for event in change.events])
    assert FIRST not in written
    assert SECOND not in written + desk.text


def test_without_a_mail_relay_everything_is_as_it_was() -> None:
    desk = desk_waiting(mails=False)
    assert "will send you an e-mail to confirm who you are" in desk.text
    assert [button.command for button in desk.buttons()] == ["ticket", "contact"]
    assert (desk.decision.letters, desk.decision.codes) == ((), ())
    assert CodeSent not in last(desk)


def test_a_mail_is_in_the_language_of_the_ticket_whatever_is_spoken_now() -> None:
    desk = desk_waiting(language="en")
    desk.says("状況")
    assert "コードをお送りしました" in desk.presses("code")
    assert desk.letters[-1].language == "en"


def test_who_gives_no_address_is_told_that_one_is_needed() -> None:
    desk = desk_waiting("later")
    assert "Please give us an address" in desk.text
    assert [button.label for button in desk.buttons()][:2] == ["Name an address", "Later"]
    assert desk.letters == []


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (MAIL, "ja…@example.org"),
        ("ja@example.org", "j…@example.org"),
        ("j@example.org", "…@example.org"),
        ("long.name+tag@mail.example.co.jp", "lo…@mail.example.co.jp"),
    ],
)
def test_an_address_is_shown_so_that_only_its_owner_knows_it(address: str, shown: str) -> None:
    assert masked(address) == shown
