"""Buttons do what they say, for ever, or say that they no longer do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from handlers.buttons import BUTTONS, answer
from handlers.events import MediaReceived
from handlers.handover.back_button import back_button
from handlers.plain import as_text
from handlers.replies import AnswerCard, Press
from handlers.routes import decide
from handlers.tickets.statuses import Status
from tests.builders import NOW, context, finding, message, pressed
from tests.desk import Desk
from tests.handlers.casework.desks import ANSWER, granted_desk
from tests.handlers.tickets.lives import at

OLD = "This button is old and no longer works."


@pytest.mark.parametrize(
    ("command", "argument", "heard"),
    [
        ("full", "9", "You may request deletion."),
        ("related", "9", "Topics related to “Title 9”:\n- Title 13"),
        ("passage", "9", "Summary of 9."),
        ("none", "", "Please ask again in other words."),
        ("topics", "1", "What you can ask about (1/1):"),
        ("contact", "", "1-1 Mihon, Tokyo"),
        ("help", "", "This is an automated desk."),
        ("language", "ja", "これからは日本語でお答えします。"),
        ("language", "en", "I will answer in English from now on."),
    ],
)
def test_every_button_is_answered(command: str, argument: str, heard: str) -> None:
    assert heard in as_text(answer(pressed(command, argument), context()).replies)


@pytest.mark.parametrize(
    ("command", "argument"),
    [
        ("", ""),
        ("delete", "9"),
        ("full", "gone"),
        ("full", ""),
        ("related", "gone"),
        ("passage", "gone"),
        ("topics", "0"),
        ("topics", "2"),
        ("topics", "x"),
        ("topics", "１"),
        ("topics", ""),
        ("language", "fr"),
        ("language", ""),
    ],
)
def test_a_button_we_no_longer_know_says_so(command: str, argument: str) -> None:
    assert OLD in as_text(answer(pressed(command, argument), context()).replies)


def test_every_button_we_show_has_a_handler() -> None:
    shown = (
        *_buttons_shown(),
        *_buttons_of_a_request(),
        *_buttons_of_own_data(),
        *_buttons_of_an_answer(),
        back_button("en"),
    )

    assert {choice.command for choice in shown} == set(BUTTONS)


def _buttons_shown() -> list[Press]:
    founds = [finding("answer", "1.cookies", "9"), finding("choose", "1", "2"), finding("fallback", "1")]
    decisions = [decide(message("what about cookies"), context(found)) for found in founds]
    decisions += [decide(message(text), context()) for text in ("hi", "help")]
    replies = [reply for decision in decisions for reply in decision.replies]
    cards = [reply for reply in replies if isinstance(reply, AnswerCard)]
    on_cards = [button for card in cards for button in card.buttons if isinstance(button, Press)]
    return [*on_cards, *(choice for reply in replies for choice in reply.choices)]


def _buttons_of_a_request() -> list[Press]:
    desk = Desk()
    shown: list[Press] = []
    for said in (
        "delete my data",
        "yes",
        "own",
        "everything",
        "later",
        "send",
        "status",
        "withdraw",
        "withdraw_yes",
    ):
        desk.answers(said)
        shown += desk.buttons()
    desk.mails = True
    for status, *saids in (
        (Status.VERIFYING, "status", "address", "jane@example.org"),
        (Status.ANSWERED, "status", "inform"),
        (Status.IN_REVIEW, "status", "inform"),
    ):
        desk.tickets = (at(status).ticket,)
        for said in saids:
            desk.answers(said)
            shown += desk.buttons()
    return [*shown, *_buttons_below_a_picture(desk)]


def _buttons_of_own_data() -> list[Press]:
    desk = Desk()
    shown: list[Press] = []
    for said in ("what do you know about me", "forget me"):
        desk.says(said)
        shown += desk.buttons()
    return shown


def _buttons_of_an_answer() -> Sequence[Press]:
    desk = granted_desk()
    desk.staff_does(ANSWER)
    return desk.buttons()


def _buttons_below_a_picture(desk: Desk) -> Sequence[Press]:
    desk.conversation.awaited = None
    desk.meets(MediaReceived(id="1", at=NOW, media="image", message_id="1"))
    return desk.buttons()


def test_what_is_pressed_in_a_group_is_answered_in_the_1_to_1_chat_only() -> None:
    assert "1:1 chat" in as_text(answer(pressed("full", "9", place="group"), context()).replies)
