"""Whether an answer by mail helped is asked in the chat, and counted once."""

from __future__ import annotations

import pytest

from tests.bot.mail.answers import answer
from tests.bot.mail.circle.asking import MAIL, mails, question
from tests.line_desk import LineDesk


@pytest.mark.parametrize("language", ["en", "ja"])
def test_below_an_answer_in_the_chat_people_are_asked_once_whether_it_helped(
    desk: LineDesk, language: str
) -> None:
    jane = question(desk, language=language)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years, then they are erased."))
    jane.presses("2")
    jane.says("It came late.")
    desk.mailed(answer(mails(desk)[0], "#send\nOne thing more."))
    assert not [button for button in jane.buttons() if "m1:survey:" in str(button)]
    assert jane.tickets[0].score == 2
    assert "It came late." in desk.texts_of(jane.tickets[0].number)
    assert desk.broken() == []


def test_a_score_that_is_written_below_an_answer_counts_and_one_below_another_word_does_not(
    desk: LineDesk,
) -> None:
    jane = question(desk)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years, then they are erased."))
    desk.mailed(answer(mails(desk)[0], "#send\nOne thing more."))
    jane.says("5")
    assert jane.tickets[0].score is None
    jane.says("status")
    jane.says("４です")
    assert jane.tickets[0].score == 4


def test_a_score_that_is_written_right_below_an_answer_counts(desk: LineDesk) -> None:
    jane = question(desk)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years, then they are erased."))
    jane.says("5")
    assert jane.tickets[0].score == 5


def test_an_answer_by_mail_does_not_ask_whether_it_helped_but_the_status_does(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    assert "help you" not in mails(desk, MAIL)[0].text
    assert "Did this answer help you?" in jane.says("status")
