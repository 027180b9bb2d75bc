"""A conversation that staff have goes back to the bot when the person says so, or staff are silent."""

from __future__ import annotations

import pytest

from handlers.tickets.handover_log import HandoverEnded
from knowledge.language import LANGUAGES, Language
from tests.builders import pressed
from tests.handlers.handover.talks import has_it, staff_write, taken, wrote
from tests.handlers.tickets.lives import NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "bot, continue",
        "Bot continue!",
        "BACK TO THE BOT",
        "Can we go back to the bot please?",
        "ボットに戻る",
        "ボットで続ける",
        "ﾎﾞｯﾄに戻してください",
        "ボットに戻りたいです。",
    ],
)
def test_the_person_goes_back_to_the_bot_in_words_of_their_own(text: str) -> None:
    desk = taken()
    desk.says("Hello?")
    told = desk.says(text)
    assert NUMBER in told
    assert not has_it(desk)
    ended = [one.why for one in desk.changes[-1].events if isinstance(one, HandoverEnded)]
    assert ended == ["requester"]
    assert desk.staff_letters[-1].subject == f"[窓口] {NUMBER} ボットに戻りました"
    assert "Summary of 9." in desk.says("What are my rights?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_of_the_notice_does_the_same_and_says_so_when_it_is_old(language: Language) -> None:
    desk = taken(language)
    desk.meets(pressed("bot"))
    assert not has_it(desk)
    assert (
        desk.meets(pressed("bot"))
        == {
            "en": "I am the bot, and I am answering you. If you would like a person, press the button below.",
            "ja": "ただいまはボットがお答えしています。担当者をご希望のときは、下のボタンを押してください。",
        }[language]
    )
    assert desk.decision.changes == ()


def test_after_the_time_of_staff_is_over_a_message_is_kept_and_the_bot_says_so() -> None:
    desk = taken()
    desk.waits(hours=2)
    told = desk.says("Are you still reading this?")
    assert "What you sent is kept" in told
    assert wrote(desk) == ["Are you still reading this?"]
    assert not has_it(desk)
    assert desk.staff_letters[-1].subject == f"[窓口] {NUMBER} 時間切れでボットに戻りました"
    assert "Summary of 9." in desk.says("What are my rights?")


def test_whatever_staff_do_with_the_ticket_gives_them_time() -> None:
    desk = taken()
    for text in ("a note", "#send\nOne moment"):
        desk.waits(minutes=100)
        staff_write(desk, text)
    desk.waits(minutes=119)
    assert desk.says("And now?") == ""
    desk.waits(minutes=2)
    assert desk.says("And now?") != ""
