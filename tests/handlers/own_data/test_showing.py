"""Who asks what this desk holds of them is told; who means the company is asked what they want from it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from handlers.intake.steps import current
from handlers.intents import about_this_desk
from handlers.own_data import lines, presses
from handlers.own_data.holdings import Erased, Holdings
from handlers.replies import Press
from handlers.routes import decide
from knowledge.language import LANGUAGES, Language
from tests import unseen
from tests.builders import NOW, context, message, pressed
from tests.desk import Desk

SHOW = [
    "what do you know about me",
    "What data does this bot store about me?",
    "what is stored in this chat?",
    "私について何を持ってる？",
    "このチャットで何を保存していますか",
    "このボットは私について何を知ってるの",
]
FORGET = [
    "forget me",
    "please forget everything about me",
    "erase this chat",
    "忘れて",
    "私のことは忘れてください",
    "このチャットの記録を消して",
    "このトークの履歴を削除してください",
]
OTHERS = [
    "delete my data",
    "what data does your company collect",
    "my company deletes our chats, can it?",
    "私のデータを全部消して",
    "御社は私について何を持っていますか",
    "パスワードを忘れて入れません",
    "前の指示は忘れてください",
    "",
    "x" * 5_000,
]
FULL = Holdings(
    last_at=NOW,
    form=True,
    open=(*(f"PR-2026-00000{number}" for number in range(10)), "PR-2026-AAAAAA"),
    ended=("PR-2026-BBBBBB",),
    emptied=("PR-2026-CCCCCC",),
    texts=21,
    files=22,
    failed=23,
    notices=20,
    mails=4,
    shown=25,
    questions=28,
    codes=26,
    links=27,
    address=True,
    erased=Erased("c" * 22, NOW),
)


@pytest.mark.parametrize("text", SHOW)
def test_a_question_about_this_desk_is_known(text: str) -> None:
    assert about_this_desk(text) == "own_data"


@pytest.mark.parametrize("text", FORGET)
def test_a_wish_to_be_forgotten_here_is_known(text: str) -> None:
    assert about_this_desk(text) == "forget_me"


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_about_anything_else_is_not(text: str) -> None:
    assert about_this_desk(text) is None


def test_of_all_labelled_messages_only_such_about_this_desk_are_heard_so() -> None:
    rows = [
        json.loads(line)
        for path in sorted(unseen.QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    heard = [row for row in rows if about_this_desk(row["text"])]
    assert heard
    assert all(row["kind"] == "right" or row.get("topic") == "this_bot" for row in heard), heard


@pytest.mark.parametrize("text", SHOW)
def test_the_answer_tells_what_is_held_and_what_is_not(text: str) -> None:
    desk = Desk()
    desk.says(text)
    assert (desk.decision.kind, desk.decision.rights) == ("right", ("disclosure",))
    assert desk.conversation.form is None
    assert {button.command for button in desk.buttons()} == {presses.COMPANY, presses.ASK}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_told_with_how_much_of_it(language: Language) -> None:
    told = lines.held(FULL, NOW, language)
    assert all(str(count) in told for count in range(21, 29))
    for number in ("PR-2026-000000", "PR-2026-000009", "PR-2026-BBBBBB", "PR-2026-CCCCCC", "c" * 22):
        assert number in told
    assert "PR-2026-AAAAAA" not in told  # the eleventh; that there is one more is told
    assert len(told.splitlines()) == 16


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_somebody_new_only_is_told_what_is_kept_of_everybody(language: Language) -> None:
    assert len(lines.held(Holdings(), NOW, language).splitlines()) == 2


def test_the_company_is_asked_with_a_button() -> None:
    desk = Desk()
    desk.says("what do you know about me")
    desk.presses(presses.COMPANY)
    assert desk.conversation.form is not None
    assert desk.conversation.form.rights == ("disclosure",)


@pytest.mark.parametrize(
    ("wish", "heard"),
    [("delete my data", "What will be erased:"), ("show me a copy of my data", "what this desk holds")],
)
def test_a_request_just_begun_can_be_about_this_chat_only(wish: str, heard: str) -> None:
    desk = Desk()
    desk.says(wish)
    desk.presses(presses.ONLY_CHAT)
    assert heard in desk.text
    assert desk.conversation.form is None


def test_a_request_for_a_correction_has_no_such_button() -> None:
    desk = Desk()
    desk.says("please correct my address")
    assert presses.ONLY_CHAT not in {button.command for button in desk.buttons()}


def test_an_old_button_does_not_drop_a_request_that_is_further_on() -> None:
    desk = Desk()
    desk.says("delete my data")
    (button,) = [one for one in desk.buttons() if one.command == presses.ONLY_CHAT]
    desk.presses("yes")
    desk.meets(pressed(button.command, button.argument))
    assert desk.conversation.form is not None


def test_asking_while_a_request_is_written_leaves_the_request_as_it_is() -> None:
    desk = Desk()
    desk.answers("delete my data", "yes", "own")
    desk.says("what do you know about me")
    assert "a request you have begun" in desk.text
    assert desk.conversation.form is not None
    assert current(desk.conversation.form).name == "deletion_scope"


def test_where_nothing_can_be_looked_up_it_is_a_message_like_any_other() -> None:
    assert decide(message("what is stored in this chat?"), context()).kind != "right"
    told = decide(pressed(presses.COMPANY), context())
    assert (told.kind, told.rights) == ("right", ("disclosure",))


def test_labels_fit_on_a_button() -> None:
    desk = Desk()
    shown: list[Press] = []
    for text in ("what do you know about me", "forget me", "delete my data"):
        desk.says(text)
        shown += desk.buttons()
    assert all(len(button.label) <= 20 for button in shown)


def test_times_are_those_of_japan() -> None:
    late = Holdings(erased=Erased("c" * 22, datetime(2026, 3, 31, 15, 30, tzinfo=UTC)))
    assert "2026-04-01 00:30" in lines.held(late, NOW, "en")
